"""One export: pages in, lines out, and the count of what it took."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec.structs import replace

from .._core.words import several
from ..errors import UsageError
from ..walk import Walk
from .formats import format_of
from .rows import Lines
from .target import File, Stream, Target
from .worker import Worker

# How long a run that is stopped waits for its last write and fsync, in seconds. A pipe nobody reads never ends one.
_PATIENCE = 2.0


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What an export did, or has done so far.

    Attributes:
        rows: Rows written. pages: Pages they came in.
        calls: Requests that were sent, repeats and readings of the balance included.
        credits: Credits that the session's ledger settled meanwhile: of this export alone, if the session did nothing
            else. in_doubt: Credits of calls that were lost and may have been charged.
        rejected: Rows, among those written, that their model cannot read.
        absent: Of the fields asked for, those that no row had. known: Then the names that the rows do have.
        path: The file, or None for a stream. bytes: Its size, 0 until it is done.
        seconds: From the start, waits for slots included.
    """

    rows: int = 0
    pages: int = 0
    calls: int = 0
    credits: int = 0
    in_doubt: int = 0
    rejected: int = 0
    absent: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    path: str | None = None
    bytes: int = 0
    seconds: float = 0.0


async def export(
    walk: Walk[Any],
    to: str | os.PathLike[str] | BinaryIO,
    *,
    format: str | None = None,  # noqa: A002 - the word of the command line
    fields: Sequence[str] = (),
    max_rows: int | None = None,
    restart: bool = False,
    progress: Callable[[Report], None] | None = None,
) -> Report:
    """Write every row of a listing, to the byte as it came, one a line (NDJSON).

    A file is written as FILE.part beside its place, synced, then renamed: a run that fails leaves FILE as it was, and
    a note on its exception says what is kept and where. Writing never blocks the loop.

    Args:
        walk: A listing's call, such as `wh.tiktok_shop.products.explore(country="US")`.
        to: A path that ends in `.ndjson`, `.jsonl`, or either with `.gz`; or a binary stream, which stays open.
        format: `ndjson`, where the path's ending does not say so.
        fields: Names to keep of each row, as the API writes them. A row that lacks one has null there.
        max_rows: Stop after so many rows.
        restart: Throw away FILE.part, the rows kept of a run that did not end.
        progress: Called after each page.

    Costs 1 credit a page, as the listing does.

    Raises:
        UsageError: It cannot work. Nothing was sent.
        OSError: The disk is full, or the reader of the stream is gone. What was written before is kept.
        WhasyncError: What the listing raises.
    """
    if max_rows is not None and max_rows < 1:
        raise UsageError(f"max_rows={max_rows} must be 1 or more")
    job = _Job(walk, _target(to, format, restart=restart), Lines(fields), progress)
    return await job.run(max_rows)


def _target(to: str | os.PathLike[str] | BinaryIO, asked: str | None, *, restart: bool) -> Target:
    if not isinstance(to, str | os.PathLike):
        return Stream(to)
    path = Path(to)
    return File(path, gzip=format_of(path, asked).gzip, restart=restart)


class _Job:
    def __init__(
        self, walk: Walk[Any], target: Target, lines: Lines, progress: Callable[[Report], None] | None
    ) -> None:
        self._walk = walk
        self._target = target
        self._lines = lines
        self._progress = progress
        self._ledger = walk.sender.ledger
        self._began = asyncio.get_running_loop().time()
        self._report = Report(path=None if target.path is None else str(target.path))

    async def run(self, max_rows: int | None) -> Report:
        worker = Worker("whasync-export")
        try:
            await worker.do(self._target.open)
            await self._pages(worker, max_rows)
            size = await worker.do(self._target.commit)
        except BaseException as error:
            await self._abandon(worker, error)
            raise
        finally:
            worker.end()
        return replace(self._so_far(), bytes=size)

    async def _pages(self, worker: Worker, max_rows: int | None) -> None:
        async for page in self._walk.pages():
            lines = self._lines.of(page)
            if max_rows is not None:
                lines = lines[: max_rows - self._report.rows]
            if lines:
                await worker.do(partial(self._target.write, lines))
            self._report = replace(
                self._report,
                rows=self._report.rows + len(lines),
                pages=self._report.pages + 1,
                rejected=self._report.rejected + sum(row.index < len(lines) for row in page.rejected),
            )
            if self._progress is not None:
                self._progress(self._so_far())
            if self._report.rows == max_rows:
                return

    def _so_far(self) -> Report:
        before, now = self._ledger, self._walk.sender.ledger
        absent = self._lines.absent if self._report.rows else ()
        return replace(
            self._report,
            calls=now.holds - before.holds,
            credits=now.spent - before.spent,
            in_doubt=now.in_doubt - before.in_doubt,
            absent=absent,
            known=self._lines.known if absent else (),
            seconds=asyncio.get_running_loop().time() - self._began,
        )

    async def _abandon(self, worker: Worker, error: BaseException) -> None:
        """Keep what was written, and say so on the exception."""
        try:
            async with asyncio.timeout(_PATIENCE):
                fate = await worker.do(self._target.abandon)
        except TimeoutError:
            error.add_note("the last write did not end in time")
            return
        # The target knows better than the report: a write goes on to its end though its page was cancelled.
        if rows := self._target.rows:
            error.add_note(f"{several(rows, 'row')} ({several(self._so_far().credits, 'credit')}) {fate}")
