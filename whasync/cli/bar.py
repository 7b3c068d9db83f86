"""Progress by rich: a bar where the end is known, else what has come so far."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.constrain import Constrain
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress
from rich.table import Column

from .._core.words import several
from ..export import Report
from .progress import told

_ECHO = len("^C")


class _Narrower(RichProgress):
    """Leaves room for the terminal's echo of Ctrl-C, which would else begin a line, and the bar would stay there."""

    def __init__(self, *columns: ProgressColumn | str, out: Console) -> None:
        self._out = out  # asked for before rich's own `console` can be
        super().__init__(*columns, console=out, transient=True)

    def get_renderable(self) -> RenderableType:
        return Constrain(super().get_renderable(), self._out.width - _ECHO)


@contextmanager
def bar(label: str, most: int | None) -> Generator[Callable[[Report], None], None, None]:
    """Draws on stderr until the end, then leaves nothing behind. rich itself heeds NO_COLOR and TERM=dumb."""
    # The label alone may be cut, where the terminal is narrow.
    label_column = TextColumn("{task.description}", table_column=Column(no_wrap=False, overflow="ellipsis"))
    columns: list[ProgressColumn | str] = [SpinnerColumn(), label_column]
    if most is not None:
        columns += [BarColumn(bar_width=24), MofNCompleteColumn()]
    columns += [TextColumn("{task.fields[told]}"), TimeElapsedColumn()]
    with _Narrower(*columns, out=Console(stderr=True)) as drawn:
        task = drawn.add_task(label, total=most, told="")

        def show(report: Report) -> None:
            rows = "" if most is not None else f"{several(report.rows, 'row')} · "
            drawn.update(task, completed=report.rows, told=rows + told(report, most))

        yield show
