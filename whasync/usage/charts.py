"""The charts of the page: SVG that takes its colours from the style around it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec

from .._core.budget import month_begin
from .figures import Usage

# The drawing, and the margins within which it lies, in units of its own; the page scales it.
_WIDTH, _HEIGHT = 800.0, 260.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 60.0, 16.0, 18.0, 28.0
_LINES = 4  # of the grid, about
_LABELS = 8  # below the axis, at most
_GAP = 0.25  # of a bar's width, to the next
_WIDEST = 48.0  # of a bar
_ROOM = 0.85  # of the width, beyond which a label does not fit to the right of its point


class Scale(msgspec.Struct, frozen=True):
    """Where a value lies in the drawing.

    Attributes:
        most: Credits at the top; the bottom is 0.
        across: What the width of the drawing stands for; its left edge is 0.
    """

    most: float
    across: float

    def x(self, value: float) -> float:
        """From the left."""
        return round(_LEFT + value / self.across * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(self, credits: float) -> float:
        """From the top."""
        return round(_TOP + (1 - credits / self.most) * (_HEIGHT - _TOP - _BOTTOM), 1)


def burn_down(usage: Usage) -> str:
    """What is left: each day's beginning, now, and on at the present pace."""
    assert usage.remaining is not None  # noqa: S101 - else there is nothing to draw
    begins = month_begin(usage.month)

    def days(moment: datetime) -> float:
        return max(0.0, (moment - begins) / timedelta(days=1))

    now, ends = days(usage.at), days(usage.month_ends)
    marks = [((left.day - begins.date()).days, left.credits) for left in usage.burn_down]
    line = [*((float(day), credits) for day, credits in marks if day <= now), (now, usage.remaining)]
    scale = Scale(_round_up(max([usage.limit or 0, *(credits for _, credits in line)])), ends)
    points = " ".join(f"{scale.x(day)},{scale.y(credits)}" for day, credits in line)
    under = f"{scale.x(line[0][0])},{scale.y(0)} {points} {scale.x(now)},{scale.y(0)}"
    parts = [
        *_grid(scale),
        *_days_below(scale, [(day, _short(begins + timedelta(days=day))) for day in range(round(ends))]),
        *([_limit(scale, usage.limit)] if usage.limit else []),
        f'<polygon class="under" points="{under}"/>',
        f'<polyline class="burn" points="{points}"/>',
        *_ahead(scale, usage, now, ends, None if usage.runs_dry is None else days(usage.runs_dry)),
        f'<circle class="used" cx="{scale.x(now)}" cy="{scale.y(usage.remaining)}" r="5"/>',
        *(
            f'<circle class="touch" cx="{scale.x(day)}" cy="{scale.y(credits)}" r="9">'
            f"<title>{begins + timedelta(days=day):%Y-%m-%d}: {credits:,} left</title></circle>"
            for day, credits in line[:-1]
        ),
    ]
    return _drawing("What is left of the month, day by day, and on at the present pace", parts)


def _ahead(scale: Scale, usage: Usage, now: float, ends: float, dry: float | None) -> Iterator[str]:
    """The way that the credits go on, and what is there to say of now and then."""
    left = usage.remaining or 0
    if usage.per_day is not None and left:
        until = ends if dry is None else dry
        then = max(0.0, left - usage.per_day * (until - now))
        yield (
            f'<line class="ahead" x1="{scale.x(now)}" y1="{scale.y(left)}" x2="{scale.x(until)}" y2="{scale.y(then)}"/>'
        )
    # The line comes from above on the left and goes down to the right, so there is room above on the right.
    side = 'dx="8" dy="-8"' if now < _ROOM * ends else 'text-anchor="end" dy="-14"'
    yield f'<text class="said" x="{scale.x(now)}" y="{scale.y(left)}" {side}>{left:,} left</text>'
    if dry is not None and usage.runs_dry is not None:
        side = 'dx="10"' if dry < _ROOM * ends else 'text-anchor="end" dx="-10"'
        x, y = scale.x(dry), scale.y(0)
        yield f'<circle class="dry" cx="{x}" cy="{y}" r="5"/>'
        yield f'<text class="dry" x="{x}" y="{y}" {side} dy="-8">dry {_short(usage.runs_dry)}</text>'


def _limit(scale: Scale, limit: int) -> str:
    y = scale.y(limit)
    return (
        f'<line class="limit" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        f'<text x="{_WIDTH - _RIGHT}" y="{y}" dy="-5" text-anchor="end">{limit:,} a month</text>'
    )


def by_day(usage: Usage) -> str:
    """A bar for each day, or for each week where there are too many."""
    bars = usage.bars
    scale = Scale(_round_up(max(bar.credits for bar in bars)), len(bars))
    parts = [*_grid(scale), *_days_below(scale, [(place + 0.5, _short(bar.day)) for place, bar in enumerate(bars)])]
    for place, bar in enumerate(bars):
        middle, half = scale.x(place + 0.5), min(_WIDEST, (scale.x(1) - scale.x(0)) * (1 - _GAP)) / 2
        left, right = round(middle - half, 1), round(middle + half, 1)
        title = f"{bar.day}: {bar.credits:,} credits, {bar.calls:,} calls"
        column = _column(left, right, scale.y(bar.credits), scale.y(0)) if bar.credits else ""
        touch = f'<rect class="touch" x="{left}" y="{_TOP}" width="{right - left:.1f}" height="{scale.y(0) - _TOP}"/>'
        parts.append(f'<g class="day"><title>{title}</title>{column}{touch}</g>')
    return _drawing(f"Credits a {usage.step}", parts)


def _column(left: float, right: float, top: float, bottom: float) -> str:
    """A bar with rounded shoulders, and high enough to be seen."""
    top = min(top, bottom - 1.5)
    round_by = min(3.0, (right - left) / 2, bottom - top)
    return (
        f'<path class="used" d="M{left} {bottom}V{top + round_by:.1f}Q{left} {top} {left + round_by:.1f} {top}'
        f'H{right - round_by:.1f}Q{right} {top} {right} {top + round_by:.1f}V{bottom}Z"/>'
    )


def share(part: float) -> str:
    """A bar in a line of a table, of a part of its width."""
    return f'<svg aria-hidden="true"><rect class="used" width="{part:.2%}" height="12" rx="3"/></svg>'


def _drawing(title: str, parts: Sequence[str]) -> str:
    shown = "\n".join(parts)
    return f'<svg viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" aria-label="{title}">\n{shown}\n</svg>'


def _grid(scale: Scale) -> Iterator[str]:
    step = _step(scale.most)
    for number in range(round(scale.most / step) + 1):
        y = scale.y(number * step)
        kind = "grid" if number else "axis"
        yield f'<line class="{kind}" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y}" dy="4" text-anchor="end">{number * step:,}</text>'


def _days_below(scale: Scale, labels: Sequence[tuple[float, str]]) -> Iterator[str]:
    every = math.ceil(len(labels) / _LABELS)
    for at, label in labels[::every]:
        yield f'<text x="{scale.x(at)}" y="{_HEIGHT - 8}" text-anchor="middle">{label}</text>'


def _short(day: date) -> str:
    return f"{day:%b} {day.day}"


def _round_up(most: int) -> float:
    """The next line of the grid."""
    step = _step(most)
    return math.ceil(max(most, 1) / step) * step


def _step(most: float) -> int:
    """Credits from one line of the grid to the next: 1, 2 or 5 times a power of ten, and whole."""
    rough = max(most / _LINES, 1)
    power = int(10 ** math.floor(math.log10(rough)))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
