"""What an export would cost, before it costs: calls, credits, minutes, and whether the balance covers them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import msgspec

from .._core.build import build, is_absent
from .._core.operation import Listing, Operation, by_name, parameters
from .._core.paging import CAPS
from .._core.slots import burst_of
from ..calls import Calls
from ..errors import UsageError
from ..operations import resolve
from ..settings import Rate, setting
from ..walk import Walk
from .bill import Bill
from .bookings import State
from .place import Place
from .question import Question, walks_of
from .spool import Spool

# Where the page's size is not known, the least that any surface of the API gives (API documentation).
_LEAST_ROWS = 10


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What an export would cost. A figure is at least its first number and at most its second; None is unknown.

    Attributes:
        questions: How many the job has. done: How many are kept whole, and cost nothing.
        rows: By the count routes and the spool.
        calls: Requests, if none fails. credits: The same, in credits.
        minutes: At the rate, the first calls at once.
        balance: Credits left, if an answer of this session has told. covered: Whether they will do.
        counted: Credits that this plan itself has cost.
    """

    questions: int
    done: int
    rows: tuple[int, int | None]
    calls: tuple[int, int | None]
    credits: tuple[int, int | None]
    minutes: tuple[float, float | None]
    balance: int | None
    covered: bool | None
    counted: int

    def lines(self) -> list[str]:
        """For people."""
        left = "unknown; `whasync credits` tells for 1 credit" if self.balance is None else f"{self.balance:,} credits"
        verdict = {True: ", which will do", False: ", which will not do", None: ""}[self.covered]
        done = f", {self.done:,} of them kept already" if self.done else ""
        return [
            f"questions  {self.questions:,}{done}",
            f"rows       {_range(*self.rows)}",
            f"calls      {_range(*self.calls)}",
            f"credits    {_range(*self.credits)}",
            f"minutes    {_range(*self.minutes)}",
            f"balance    {left}{verdict if self.balance is not None else ''}",
        ]


class _Share(msgspec.Struct, frozen=True):
    """One question's part: rows and calls, least and most."""

    rows: tuple[int, int | None]
    calls: tuple[int, int | None]


async def plan_export(
    questions: Walk[Any] | Sequence[Walk[Any]],
    to: str | os.PathLike[str] | None = None,
    *,
    spool: str | os.PathLike[str] | None = None,
    max_rows: int | None = None,
    max_credits: int | None = None,
    restart: bool = False,
    count: bool = False,
    rate: str | None = None,
) -> Plan:
    """What `export` would cost with the same arguments.

    Args:
        to: The output, whose spool tells what is kept already.
        count: Ask the count route of each question that has one, for 1 credit each.
        rate: As the session's; else `WH_RATE`, else the default.

    Costs nothing without `count`.

    Raises:
        UsageError: The spool is another job's, or a run is at work on it.
    """
    walks = walks_of(questions)
    kept = None if restart else await asyncio.to_thread(_spool, walks, to, spool)
    states = kept.states if kept else [State(is_done=False, course=0, next=None)] * len(walks)
    session = walks[0].sender
    bill = Bill(session)
    async with bill if count else nullcontext():
        shares = [
            _share(walk.operation, state, rows, await _count(walk) if count and not state.is_done else None)
            for walk, state, rows in zip(walks, states, kept.rows if kept else [0] * len(walks), strict=True)
        ]
    calls = _bounded(shares, walks, max_rows, max_credits, sum(kept.rows) if kept else 0)
    each = type(walks[0].operation).route.credits
    credits = calls[0] * each, None if calls[1] is None else calls[1] * each
    pace = Rate.parse(setting("WH_RATE", rate))
    balance = session.ledger.remaining
    rows = _sum([share.rows for share in shares])
    return Plan(
        questions=len(walks),
        done=sum(state.is_done for state in states),
        rows=rows if max_rows is None else (min(rows[0], max_rows), _least(rows[1], max_rows)),
        calls=calls,
        credits=credits,
        minutes=(_minutes(calls[0], pace), None if calls[1] is None else _minutes(calls[1], pace)),
        balance=balance,
        covered=_covered(balance, credits),
        counted=bill.credits,
    )


class _Found(msgspec.Struct, frozen=True):
    states: list[State]
    rows: list[int]


def _spool(
    walks: Sequence[Walk[Any]], to: str | os.PathLike[str] | None, spool: str | os.PathLike[str] | None
) -> _Found | None:
    path = Path(spool) if spool is not None else None if to is None else Place(Path(to)).spool
    if path is None or not path.exists():
        return None
    opened = Spool.open(path, [Question.of(walk) for walk in walks])
    try:
        rows = [0] * len(walks)
        for question, keys in opened.page_keys():
            rows[question] += len(keys) // 8
        return _Found(opened.states(), rows)
    finally:
        opened.close()


async def _count(walk: Walk[Any]) -> int | None:
    """The total by the count route that has the listing's filters, or None where there is no such route."""
    listing = walk.operation
    kind = count_route(type(listing))
    if kind is None or not isinstance(walk.sender, Calls):
        return None
    known = by_name(kind)
    given = {p.wire: value for p in parameters(type(listing)) if not is_absent(value := getattr(listing, p.name))}
    operation: Operation[Any] = build(kind, {name: value for name, value in given.items() if name in known})
    answer = await walk.sender.ask(operation)
    total: int | None = getattr(answer, "value", None)
    return total


def count_route(listing: type[Operation[Any]]) -> type[Operation[Any]] | None:
    """The operation that counts a listing's rows by the same filters, if there is one."""
    path = listing.route.path
    if not path.endswith("/explore"):
        return None
    try:
        return resolve(f"{path.removesuffix('/explore')}/count")[0]
    except UsageError:
        return None


def _share(listing: Listing[Any], state: State, kept: int, total: int | None) -> _Share:
    if state.is_done:
        return _Share((kept, kept), (0, 0))
    if total is None:
        return _Share((kept, None), (1, None))
    left, size = max(0, total - kept), _size(listing)
    least = max(1, -(-left // size))
    paging = type(listing).route.paging
    if paging is None:
        return _Share((total, total), (1, 1))
    # A last page of a size at which the API may have cut it does not tell that it is the last, unless a cursor does.
    last = left - (least - 1) * size
    is_open = "page" in paging.by and least == 1 and last in CAPS
    return _Share((total, total), (least, least + is_open))


def _size(listing: Listing[Any]) -> int:
    paging = type(listing).route.paging
    if paging is None:
        return _LEAST_ROWS
    asked = getattr(listing, by_name(type(listing))[paging.size].name) if paging.size else None
    return int(asked or paging.rows or _LEAST_ROWS)


def _bounded(
    shares: Sequence[_Share], walks: Sequence[Walk[Any]], max_rows: int | None, max_credits: int | None, kept: int
) -> tuple[int, int | None]:
    """All questions' calls, within the limits of the run."""
    least, most = _sum([share.calls for share in shares])
    if max_rows is not None:
        size = min(map(_size, (walk.operation for walk in walks)))
        enough = max(0, -(-(max_rows - kept) // size))
        least = min(least, 1, enough) if most is None else min(least, enough)
        most = enough + len(walks) - 1 if most is None else min(most, enough + len(walks) - 1)
    if max_credits is not None:
        least, most = min(least, max_credits), _least(most, max_credits)
    return least, most


def _sum(ranges: Sequence[tuple[int, int | None]]) -> tuple[int, int | None]:
    tops = [most for _, most in ranges if most is not None]
    return sum(least for least, _ in ranges), sum(tops) if len(tops) == len(ranges) else None


def _least(most: int | None, bound: int) -> int:
    return bound if most is None else min(most, bound)


def _minutes(calls: int, rate: Rate) -> float:
    waiting = max(0, calls - burst_of(rate.calls, rate.window))
    return round(waiting * rate.window / rate.calls / 60, 1)


def _covered(balance: int | None, credits: tuple[int, int | None]) -> bool | None:
    if balance is None:
        return None
    if balance < credits[0]:
        return False
    return True if credits[1] is not None and balance >= credits[1] else None


def _range(least: float, most: float | None) -> str:
    if most is None:
        return f"at least {least:,}"
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"
