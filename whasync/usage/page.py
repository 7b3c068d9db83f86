"""What was used, as one page of HTML that needs nothing else: no script, and no style or picture from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from html import escape
from importlib.resources import files
from string import Template

from .._core.words import several
from .charts import burn_down, by_day, share
from .figures import Usage
from .plot import runs_dry

_COUNTED_BACK = "Days past are counted back from the last balance: what others spent on the account is not in them."


def page(usage: Usage) -> str:
    """The page. It holds neither the key nor the account's name."""
    rows = [(bar.day, bar.credits, bar.calls) for bar in usage.bars]
    table = _table([usage.step.title(), "Credits", "Calls"], rows)
    return Template(files("whasync.usage").joinpath("page.html").read_text(encoding="utf-8")).substitute(
        month=f"{usage.month_ends - timedelta(days=1):%B %Y}",
        at=f"{usage.at:%Y-%m-%d %H:%M} UTC",
        tiles="".join(_tiles(usage)),
        burn_down=_burn_down(usage),
        step=usage.step,
        total=f"{several(usage.credits, 'credit')} for {several(usage.calls, 'call')} since {usage.since}.",
        by_day=_figure(by_day(usage), table),
        by_operation=_operations(usage),
    )


def _tiles(usage: Usage) -> Iterator[str]:
    known = usage.remaining is not None
    yield _tile("Left", f"{usage.remaining:,}" if known else "not known", _of(usage))
    yield _tile("Used this month", f"{usage.used:,}", "by the calls counted here")
    per_day = "not known" if usage.per_day is None else f"{usage.per_day:,.0f}"
    yield _tile("A day", per_day, "in the last seven days")
    dry = "not this month" if known and usage.per_day is not None else "not known"
    dry = dry if usage.runs_dry is None else f"{usage.runs_dry:%Y-%m-%d}"
    yield _tile("Runs dry", dry, f"month ends {usage.month_ends:%Y-%m-%d}")


def _tile(name: str, figure: str, more: str) -> str:
    return f"<div><dt>{name}</dt><dd>{figure}</dd><dd>{more}</dd></div>"


def _of(usage: Usage) -> str:
    of = "" if usage.limit is None else f"of {usage.limit:,} a month"
    doubt = f"{usage.in_doubt:,} in doubt left out" if usage.in_doubt else ""
    return "; ".join(filter(None, (of, doubt)))


def _burn_down(usage: Usage) -> str:
    if usage.remaining is None:
        return '<p class="soft">The balance of this month has not been read yet; a reading costs 1 credit.</p>'
    rows = [(left.day, left.credits) for left in usage.burn_down]
    figure = _figure(burn_down(usage), _table(["Day", "Left when it began"], rows))
    return f'<p class="soft">Runs dry: {runs_dry(usage)}.</p>{figure}<p class="soft">{_COUNTED_BACK}</p>'


def _figure(drawing: str, table: str) -> str:
    return f'<figure class="wide">{drawing}</figure><details><summary>As a table</summary>{table}</details>'


def _table(heads: Sequence[str], rows: Sequence[tuple[object, *tuple[int, ...]]]) -> str:
    """A table whose first column names the row, and whose others are numbers."""
    head = "".join(f'<th scope="col"{" class=right" if place else ""}>{name}</th>' for place, name in enumerate(heads))
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td class=right>{number:,}</td>" for number in numbers)}</tr>'
        for name, *numbers in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _operations(usage: Usage) -> str:
    if not usage.by_operation:
        return '<p class="soft">Nothing was used.</p>'
    most = max(usage.by_operation[0].credits, 1)
    rows = "".join(
        f'<tr><th scope="row">{escape(use.operation)}</th><td class="bar">{share(use.credits / most)}</td>'
        f'<td class="right">{use.credits:,}</td><td class="right">{use.calls:,}</td></tr>'
        for use in usage.by_operation
    )
    head = '<th scope="col">Operation</th><th><span class="soft">Share</span></th>'
    numbers = '<th scope="col" class="right">Credits</th><th scope="col" class="right">Calls</th>'
    return f'<div class="wide"><table><thead><tr>{head}{numbers}</tr></thead><tbody>{rows}</tbody></table></div>'
