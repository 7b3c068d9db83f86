"""One export: questions in, a spool beside the output, an output made from the spool, and the count of what it took."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from msgspec.structs import replace

from .._core.bounds import whole
from .._core.operation import answer_type
from .._core.words import several
from ..errors import UsageError
from ..walk import Walk
from .batches import Shape
from .bill import Bill
from .bookings import Booking, Totals
from .course import Course
from .formats import NDJSON, Format, format_of, stem_of
from .make import Made, Maker
from .place import Place
from .question import Question, walks_of
from .report import Report
from .run import Run
from .sinks import require
from .spool import Spool
from .spool_file import kept_questions, throw_away
from .stream import StreamJob
from .worker import PATIENCE, Worker


async def export(
    questions: Walk[Any] | Sequence[Walk[Any]],
    to: str | os.PathLike[str] | BinaryIO,
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line
    fields: Sequence[str] = (),
    typed: bool = False,
    where: Callable[[Any], bool] | None = None,
    provenance: bool | None = None,
    max_rows: int | None = None,
    max_credits: int | None = None,
    restart: bool = False,
    spool: str | os.PathLike[str] | None = None,
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Write every row of one listing, or of several as one job, into a file; each row once.

    What is paid for is kept first, in FILE.spool. Whatever ends a run, the same export again goes on where it ended,
    and one that did end is made again, in any format, for no credit. FILE itself is written at the end, as FILE.part,
    synced, then renamed. Nothing of it blocks the loop.

    Args:
        questions: A listing's call, such as `wh.tiktok_shop.products.explore(country="US")`, or several; see `sweep`.
        to: A path that ends in .ndjson, .csv (either with .gz or .zst), .parquet, .sqlite or .duckdb; or a binary
            stream, which takes NDJSON, stays open, and has no spool.
        format: `ndjson`, `csv`, `parquet`, `sqlite`, `duckdb`, where the path's ending does not say so.
        fields: Names to keep of each row, as the API writes them, or as the model does if `typed`.
        typed: Write what the model reads, under its names, and not what the API wrote.
        where: Called with each row as its model reads it; says whether it is wanted. Asked when the output is made, so
            it changes nothing of the cost.
        provenance: Add `_question`, `_page`, `_at`, and `_also`: the other questions that brought the row. By default
            where there are several questions.
        max_rows: Stop after so many different rows; of several questions one then comes after the other.
        max_credits: Stop this run before it has spent more, calls that are lost and may have been charged included.
            Questions share it evenly. What else the session does is not counted.
        restart: Throw away what is kept of an earlier run, and replace FILE whoever made it.
        spool: Where to keep what was paid for, or where another output's rows are kept. Else FILE.spool, or the spool
            of the same questions beside FILE, if there is one.
        progress: Called after each page, and once more where the run is cut short.

    Costs 1 credit a page that is not kept yet.

    Raises:
        UsageError: It cannot work, or what is there is not this export's. Nothing was sent.
        BudgetExceededError: `max_credits` is reached. The same export again goes on.
        OSError: The disk is full, or the reader of the stream is gone. What was kept before stays.
        WhasyncError: What a listing raises; trouble of one question is raised when the others are done.
    """
    walks = walks_of(questions)
    for name, most in (("max_rows", max_rows), ("max_credits", max_credits)):
        if most is not None:
            whole(name, most, positive=True)
    if isinstance(fields, str):
        raise UsageError(f"fields={fields!r} must be several names, such as [{fields!r}]")
    shape = Shape(
        fields=tuple(dict.fromkeys(fields)),
        typed=typed,
        where=where,
        provenance=len(walks) > 1 if provenance is None else provenance,
        max_rows=max_rows,
    )
    bill = Bill(walks[0].sender, max_credits)
    if not isinstance(to, str | os.PathLike):
        if format not in (None, NDJSON):
            raise UsageError(f"format={format!r} needs a file; a stream takes ndjson")
        return await StreamJob(walks, to, shape, bill, progress).run()
    place = Place(Path(to))
    chosen = format_of(place.path, format)
    require(chosen)
    job = _Job(walks, place, chosen, shape=shape, bill=bill, told=progress)
    return await job.run(None if spool is None else Path(spool), restart=restart)


class _Job:
    def __init__(
        self,
        walks: list[Walk[Any]],
        place: Place,
        chosen: Format,
        *,
        shape: Shape,
        bill: Bill,
        told: Callable[[Report], None] | None,
    ) -> None:
        self._walks, self._place, self._format = walks, place, chosen
        self._shape, self._bill, self._told = shape, bill, told
        self._questions = [Question.of(walk) for walk in walks]
        self._spool: Spool | None = None
        self._totals, self._is_ours = Totals(), False
        self._courses: list[Course] = []
        self._stop = threading.Event()
        self._began = asyncio.get_running_loop().time()

    async def run(self, spool: Path | None, *, restart: bool) -> Report:
        worker = Worker("whasync-export")
        try:
            opened = await worker.do(partial(self._open, spool, restart=restart))
            async with self._bill as bill:
                await Run(self._courses, opened, worker, bill, self._booked, max_rows=self._shape.max_rows).go()
            made, size = await worker.do(partial(self._make, opened))
        except BaseException as error:
            self._stop.set()
            await self._close(worker)
            self._annotate(error)
            raise
        await self._close(worker)
        return self._done(made, size)

    def _open(self, spool: Path | None, *, restart: bool) -> Spool:
        path = self._place.spool if spool is None else spool
        if restart:
            self._place.check(ours=True)
            throw_away(path)
        elif spool is None and not path.exists():
            path = self._found() or path
        self._place.check(ours=restart or path.exists())
        opened = self._spool = Spool.open(path, self._questions)
        self._is_ours = restart or opened.has_made(self._place.real.name) or path == self._place.spool
        self._place.check(ours=self._is_ours)
        opened.begin()
        self._totals = opened.totals()
        states = zip(self._walks, opened.states(), strict=True)
        self._courses = [Course(number, walk, state) for number, (walk, state) in enumerate(states)]
        return opened

    def _found(self) -> Path | None:
        """The spool of the same questions that another output of the same stem left beside this one's place."""
        stem = stem_of(self._place.real)
        beside = sorted(self._place.real.parent.glob("*.spool"))
        same = (path for path in beside if stem_of(Path(path.stem)) == stem)
        return next((path for path in same if kept_questions(path) == self._questions), None)

    def _make(self, spool: Spool) -> tuple[Made, int]:
        models = [answer_type(type(walk.operation)) for walk in self._walks]
        self._place.claim(ours=self._is_ours)  # another export may have come first
        try:
            spool.note_output(self._place.real.name)
            made = Maker(spool, models, self._shape, self._stop).make(self._place.part, self._format)
            return made, self._place.commit()
        except BaseException:
            self._place.discard()
            raise

    def _booked(self, page: Booking) -> None:
        kept = self._totals
        self._totals = replace(
            kept,
            pages=kept.pages + 1,
            rows=kept.rows + len(page.keys) // 8,
            rejected=kept.rejected + page.rejected,
            credits=kept.credits + page.credits,
        )
        if self._told is not None:
            self._told(self._so_far())

    def _so_far(self) -> Report:
        kept = self._totals
        return Report(
            rows=kept.rows,
            pages=kept.pages,
            questions=len(self._walks),
            done=sum(course.is_done for course in self._courses),
            calls=self._bill.calls,
            credits=self._bill.credits,
            in_doubt=self._bill.in_doubt,
            paid=kept.credits,
            lost=kept.lost,
            rejected=kept.rejected,
            path=str(self._place.path),
            spool=None if self._spool is None else str(self._spool.path),
            seconds=asyncio.get_running_loop().time() - self._began,
        )

    def _done(self, made: Made, size: int) -> Report:
        report = self._so_far()
        return replace(
            report,
            rows=made.rows,
            duplicates=made.duplicates,
            dropped=made.dropped,
            rejected=made.rejected if self._shape.typed else report.rejected,
            absent=made.absent,
            known=made.known,
            bytes=size,
            credits_per_thousand_rows=round(1_000 * report.paid / made.rows, 3) if made.rows else 0.0,
        )

    async def _close(self, worker: Worker) -> None:
        """Close the spool, whatever the worker is at; a second stop does not wait for it."""
        closed = asyncio.ensure_future(worker.do(self._close_spool))
        try:
            async with asyncio.timeout(PATIENCE):
                await closed
        except TimeoutError:
            pass  # what is kept is whole at any moment
        finally:
            worker.end()

    def _close_spool(self) -> None:
        if self._spool is not None:
            with suppress(OSError, ValueError):  # the disk is full, as the caller knows already
                self._totals = self._spool.totals()
            self._spool.close()

    def _annotate(self, error: BaseException) -> None:
        if self._spool is not None and self._totals.pages:
            rows, credits = several(self._totals.rows, "row"), several(self._totals.credits, "credit")
            error.add_note(f"{rows} ({credits}) kept in {self._spool.path}; the same export again goes on from there")
        if self._courses and self._told is not None:
            with suppress(Exception):  # it may be what ended the run
                self._told(self._so_far())
