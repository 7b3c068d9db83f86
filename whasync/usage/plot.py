"""What was used, for a terminal: plain text that may go down a pipe as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .._core.words import several
from .figures import ByOperation, Usage

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_MOST_OPERATIONS = 8
_WIDEST = 100  # bars that are longer tell no more


def told(usage: Usage, width: int, *, blocks: bool = True) -> Iterator[str]:
    """The figures for people, line by line.

    Args:
        width: Of the terminal, in signs.
        blocks: Whether it can show block elements; else bars are made of `#`.
    """
    width = min(width, _WIDEST)
    yield f"credits a {usage.step}"
    yield from _plot([(f"{bar.day}", bar.credits) for bar in usage.bars], width, blocks=blocks)
    yield ""
    yield f"{several(usage.credits, 'credit')} for {several(usage.calls, 'call')} since {usage.since}"
    if usage.by_operation:
        yield ""
        yield "by operation"
        yield from _plot(list(_top(usage.by_operation)), width, blocks=blocks)
    yield ""
    yield from standing(usage)


def _plot(bars: Sequence[tuple[str, int]], width: int, *, blocks: bool) -> Iterator[str]:
    most = max(1, *(credits for _, credits in bars))
    label = min(max(len(name) for name, _ in bars), width // 2)
    number = len(f"{most:,}")
    room = max(width - label - number - 6, 8)
    for name, credits in bars:
        bar = _bar(credits / most * room, blocks=blocks)
        shown = "".join(sign if sign.isprintable() else "?" for sign in name[:label])
        yield f"  {shown:<{label}}  {credits:>{number},}  {bar}".rstrip()


def _bar(length: float, *, blocks: bool) -> str:
    """A bar of so many signs. What is there at all can be seen."""
    if not blocks:
        return "#" * max(round(length), length > 0)
    whole, eighths = divmod(max(round(length * 8), length > 0), 8)
    return "█" * whole + _EIGHTHS[eighths].strip()


def _top(operations: Sequence[ByOperation]) -> Iterator[tuple[str, int]]:
    for use in operations[:_MOST_OPERATIONS]:
        yield use.operation, use.credits
    others = operations[_MOST_OPERATIONS:]
    if others:
        yield several(len(others), "other"), sum(use.credits for use in others)


def standing(usage: Usage) -> Iterator[str]:
    """How the account stands, and how long it will last."""
    if usage.remaining is None:
        yield "left      not known this month: `whasync credits` with the same --shared reads it, for 1 credit"
    else:
        of = "" if usage.limit is None else f" of {usage.limit:,} a month"
        doubt = f"; {usage.in_doubt:,} in doubt are left out" if usage.in_doubt else ""
        yield f"left      {usage.remaining:,}{of}{doubt}"
    yield f"pace      {pace(usage)}"
    yield f"runs dry  {runs_dry(usage)}"


def pace(usage: Usage) -> str:
    """Credits a day, in words."""
    return "not known yet" if usage.per_day is None else f"{usage.per_day:,.0f} credits a day in the last seven days"


def runs_dry(usage: Usage) -> str:
    """When the pot is empty, in words."""
    ends = f"{usage.month_ends:%Y-%m-%d}"
    if usage.remaining == 0:
        return f"now; new credits come with the month that begins {ends}"
    if usage.runs_dry is not None:
        return f"{usage.runs_dry:%Y-%m-%d %H:%M} UTC at this pace; the month ends {ends}"
    if usage.remaining is None or usage.per_day is None:
        return f"not known; the month ends {ends}"
    return f"not before the month ends, {ends}"
