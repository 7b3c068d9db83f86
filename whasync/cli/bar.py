"""Progress by rich: a bar where the end is known, else what has come so far."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress

from .._core.words import several
from ..export import Report
from .progress import told


@contextmanager
def bar(label: str, most: int | None) -> Generator[Callable[[Report], None], None, None]:
    """Draws on stderr until the end, then leaves nothing behind. rich itself heeds NO_COLOR and TERM=dumb."""
    columns: list[ProgressColumn | str] = [SpinnerColumn(), TextColumn("{task.description}")]
    if most is not None:
        columns += [BarColumn(bar_width=24), MofNCompleteColumn()]
    columns += [TextColumn("{task.fields[told]}"), TimeElapsedColumn()]
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task(label, total=most, told="")

        def show(report: Report) -> None:
            rows = "" if most is not None else f"{several(report.rows, 'row')} · "
            drawn.update(task, completed=report.rows, told=rows + told(report, most))

        yield show
