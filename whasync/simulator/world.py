"""What handlers may look at: the catalogues, the calling account, the clock, and what the account has saved."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final, Literal, NamedTuple

from .arguments import Arguments
from .books import Account
from .catalogue import Catalogue, Entity, Matches, Question
from .identity import EVERYWHERE, NUMBERINGS
from .mess import mess_up

Generation = Literal["B", "C"]
"""B is the generation of the official pages at hand, C the newest one; they differ in names and envelopes."""

REMEMBERED_QUESTIONS: Final = 64
"""How many questions keep the rows already found for them."""

Row = dict[str, object]


@dataclass(frozen=True)
class Reply:
    """What a handler returns when it is more than a body for a 200."""

    status: int
    body: object


@dataclass(frozen=True)
class Habits:
    """Behaviour that the documentation leaves open, to be set either way."""

    retry_after: str | None = None
    """`Retry-After` of a rate 429. None is documented."""
    credits_object: bool = True
    """Whether the 429 of a spent month carries `credits`. One official sample lacks it."""
    scroll_life: float | None = None
    """Seconds after which a scroll token is expired; None never."""
    scroll_reach: int | None = None
    """Rows after which a scroll ends though more exist; None gives all."""


class Atlas:
    """The catalogues of all entities and markets, and the rows found in them so far."""

    def __init__(self, seed: int, rows: int, mess: float) -> None:
        self.seed, self.rows, self.mess = seed, rows, mess
        self._catalogues: dict[tuple[str, str], Catalogue] = {}
        self._matches: OrderedDict[tuple[str, str, Question], Matches] = OrderedDict()

    def catalogue(self, entity: Entity, market: str = EVERYWHERE) -> Catalogue:
        place = entity.name, market
        if place not in self._catalogues:
            size = self.rows if entity.most_rows is None else min(self.rows, entity.most_rows)
            self._catalogues[place] = Catalogue(self.seed, entity, market, size)
        return self._catalogues[place]

    def matches(self, catalogue: Catalogue, question: Question) -> Matches:
        place = catalogue.entity, catalogue.market, question
        if place not in self._matches:
            self._matches[place] = Matches(catalogue, question)
            if len(self._matches) > REMEMBERED_QUESTIONS:
                self._matches.popitem(last=False)
        self._matches.move_to_end(place)
        return self._matches[place]

    def find(self, entity: Entity, identity: str, market: str = EVERYWHERE) -> tuple[Catalogue, int] | None:
        """The row that an id names. Digits that are no id of ours stand for some row, so that any id has an answer."""
        found = NUMBERINGS[entity.name].find(identity)
        if found is not None and found[1] < self.catalogue(entity, found[0]).size:
            return self.catalogue(entity, found[0]), found[1]
        if not identity.isdecimal() or not 15 <= len(identity) <= 19:
            return None
        catalogue = self.catalogue(entity, market)
        return catalogue, int(identity) % max(1, catalogue.size)


@dataclass
class Board:
    """A named collection; its members are ids, with the platform before them where ads of several are kept."""

    name: str
    folder: int | None
    members: set[str] = field(default_factory=set[str])


@dataclass
class Shelf:
    """Folders of boards, as saved ads and brands each have them."""

    folders: dict[int, str] = field(default_factory=dict[int, str])
    boards: dict[int, Board] = field(default_factory=dict[int, Board])
    loose: set[str] = field(default_factory=set[str])
    """What was saved without a board."""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def number(self) -> int:
        return next(self._numbers)


@dataclass
class Desk:
    """What an account has saved and may change: each write is seen by the reads after it."""

    brands: dict[str, Row] | None = None
    """Brands followed, by page id; None until they are first looked at."""
    saved_ads: Shelf = field(default_factory=Shelf)
    brand_boards: Shelf = field(default_factory=Shelf)
    favourite_landers: dict[str, Row] = field(default_factory=dict[str, Row])
    read_notifications: set[int] = field(default_factory=set[int])
    digest: Row = field(default_factory=lambda: Row(frequency="weekly", email=True))


@dataclass(frozen=True)
class World:
    """Everything a handler sees besides its arguments."""

    atlas: Atlas
    account: Account
    desk: Desk
    now: datetime
    generation: Generation
    habits: Habits

    @property
    def newest(self) -> bool:
        return self.generation == "C"

    @property
    def today(self) -> date:
        return self.now.date()

    def day(self, days_ago: float) -> str:
        return (self.today - timedelta(days=days_ago)).isoformat()

    def messy(self, bits: int, built: Row) -> Row:
        """The row as it goes out: now and then a messy one, which and how depends on the row's own bits."""
        return mess_up(built, bits) if bits % 10_000 < self.atlas.mess * 10_000 else built

    def credits(self) -> Row:
        account = self.account
        pool: Row = {"used": account.used, "limit": account.limit, "remaining": account.remaining}
        if self.newest:
            pool |= {"addon_remaining": account.addon, "total_remaining": account.total_remaining}
        return pool


def succeed(found: object, **beside: object) -> Row:
    return {"success": True, "data": found, **beside}


def refuse(text: str, status: int = 200, **beside: object) -> Reply:
    """An error that the handler returns: it was charged, and stays charged."""
    return Reply(status, {"success": False, "error": text, **beside})


class Page(NamedTuple):
    """A page asked for by its number, from 1."""

    number: int
    limit: int

    @property
    def offset(self) -> int:
        return (self.number - 1) * self.limit


def limit_of(arguments: Arguments, *, default: int, most: int) -> int:
    """The page size asked for, held within what the surface allows; nonsense is the default."""
    asked = arguments.integer("limit", "pageSize", default=default)
    return default if asked < 1 else min(asked, most)


def page_of(arguments: Arguments, *, default: int, most: int) -> Page:
    number = max(1, arguments.integer("page", default=1))
    return Page(number, limit_of(arguments, default=default, most=most))
