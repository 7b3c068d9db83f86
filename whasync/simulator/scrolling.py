"""Listings by scroll token, as the ad searches page: the token belongs to its filters and keeps the first limit."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Final

import msgspec

from .arguments import Arguments
from .catalogue import Catalogue, Question
from .world import Reply, Row, World, limit_of, refuse

DEFAULT_LIMIT: Final = 20
LARGEST_LIMIT: Final = 50
TOTAL_CAP: Final = 10_000
PAGING: Final = frozenset({"scroll", "page", "limit"})
"""Parameters that are no filters, so that a token does not belong to them."""

TOKEN_PREFIX: Final = "sa:"  # noqa: S105  # as seen in answers; it guards nothing


class Scroll(msgspec.Struct, frozen=True):
    """What a token holds: rows already given, page size, the filters' fingerprint, when it was made (epoch seconds)."""

    given: int
    limit: int
    filters: str
    made: float


def scroll_through(
    arguments: Arguments, world: World, catalogue: Catalogue, question: Question, build: Callable[[int], Row]
) -> Reply | Row:
    """One page: `data`, `total` (capped), `total_relation`, `scroll` and the `limit` in force.

    `page` is read by nobody here: without a token it is always the first page that comes.
    """
    scroll = _start(arguments, world)
    if isinstance(scroll, Reply):
        return scroll
    matches = world.atlas.matches(catalogue, question)
    rows = matches.rows(scroll.given, scroll.limit)
    given = scroll.given + len(rows)
    reach = world.habits.scroll_reach
    more = bool(rows) and matches.has_after(given) and (reach is None or given < reach)
    total = matches.total(cap=TOTAL_CAP)
    following = msgspec.structs.replace(scroll, given=given, made=world.now.timestamp())
    return {
        "data": [world.messy(catalogue.dice(row, "mess"), build(row)) for row in rows],
        "total": total,
        "total_relation": "gte" if total == TOTAL_CAP else "eq",
        "scroll": _write(following) if more else None,
        "limit": scroll.limit,
    }


def _start(arguments: Arguments, world: World) -> Reply | Scroll:
    filters = {name: arguments.text(name) for name in sorted(arguments.values) if name not in PAGING}
    fingerprint = hashlib.blake2b(msgspec.json.encode(filters), digest_size=8).hexdigest()
    if not arguments.has("scroll"):
        limit = limit_of(arguments, default=DEFAULT_LIMIT, most=LARGEST_LIMIT)
        return Scroll(0, limit, fingerprint, world.now.timestamp())
    scroll = _read(arguments.text("scroll"))
    life = world.habits.scroll_life
    if scroll is None or (life is not None and world.now.timestamp() - scroll.made > life):
        return refuse("Invalid or expired scroll token")
    if scroll.filters != fingerprint:
        return refuse("Scroll token does not match current query filters")
    return scroll


def _write(scroll: Scroll) -> str:
    return TOKEN_PREFIX + base64.b64encode(msgspec.json.encode(scroll)).decode()


def _read(token: str) -> Scroll | None:
    try:
        return msgspec.json.decode(base64.b64decode(token.removeprefix(TOKEN_PREFIX), validate=True), type=Scroll)
    except ValueError:
        return None
