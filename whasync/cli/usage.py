"""`whasync usage`: what the processes that share a key have used, from where they meet. Nothing is sent."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from .._io.authenticate import check_key
from .._io.meeting.look import look
from .._io.meeting.place import Use, account_name
from ..errors import UsageError
from ..export.place import Place
from ..settings import settle
from ..usage import LONGEST, USUAL, Usage, first_needed, page, told, usage_of
from .exits import DONE
from .running import key_of
from .running import run as run_async
from .screen import put, say

_WEEK = timedelta(days=6)  # with today


def run(arguments: argparse.Namespace) -> int:
    """Print what was used, and write the page if one is wanted."""
    usage = run_async(_read(arguments, datetime.now(UTC)))
    if arguments.html is not None:
        _write(Place(Path(arguments.html)), page(usage))
        say(f"{arguments.html} is written")
    if arguments.json:
        put(msgspec.json.encode(usage).decode())
    else:
        put("\n".join(told(usage, shutil.get_terminal_size().columns, blocks=_shows_blocks())))
    return DONE


async def _read(arguments: argparse.Namespace, now: datetime) -> Usage:
    key = key_of(arguments)
    settings = settle(key, arguments.base_url, arguments.rate, arguments.shared)
    if settings.shared is None:
        raise UsageError(
            "usage is told from where processes meet: set WH_SHARED=sqlite:///PATH for all that use the key, or name "
            "it with --shared; what is called from then on is counted there"
        )
    account = account_name(check_key(key), settings.origin) if key else None
    since = _since(arguments.since, now.date())
    kept = await look(settings.shared, account, first_needed(since, now).isoformat())
    if arguments.since is None:
        since = _with_uses(since, kept.uses, now.date())
    return usage_of(kept.ledger, kept.uses, since, now)


def _with_uses(since: date, uses: Sequence[Use], today: date) -> date:
    """A first day that leaves out those before the first use, but for the last week."""
    used = min((date.fromisoformat(use.day) for use in uses), default=today)
    return max(since, min(used, today - _WEEK))


def _since(text: str | None, today: date) -> date:
    if text is None:
        return today - timedelta(days=USUAL - 1)
    earliest = today - timedelta(days=LONGEST)
    try:
        since = date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--since {text!r} is no day; write one as {today}") from None
    if not earliest <= since <= today:
        raise UsageError(f"--since {since} must be from {earliest} to today, {today}: so long uses are kept")
    return since


def _shows_blocks() -> bool:
    try:
        "█▏".encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _write(place: Place, text: str) -> None:
    """Make the file in whole, or leave what was there."""
    place.check(ours=True)
    try:
        place.part.write_text(text, encoding="utf-8")
        place.commit()
    except BaseException:
        place.discard()
        raise
