"""Rows into an open stream, as they come. Nothing is kept, so nothing can be resumed."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, suppress
from functools import partial
from typing import Any, BinaryIO

from msgspec.structs import replace

from .._core.decode import Page, raw_rows
from .._core.record import Record, identity
from .._core.words import several
from ..errors import UsageError
from ..walk import Walk
from .batches import Shape
from .bill import Bill
from .make import typed_line
from .report import Report
from .rows import Lines
from .worker import PATIENCE, Worker


class StreamJob:
    """One question after the other into a binary stream, as NDJSON. It is flushed after each page and never closed."""

    def __init__(
        self,
        walks: Sequence[Walk[Any]],
        stream: BinaryIO,
        shape: Shape,
        bill: Bill,
        told: Callable[[Report], None] | None,
    ) -> None:
        _check(stream)
        self._walks, self._stream, self._shape, self._bill, self._told = walks, stream, shape, bill, told
        self._lines = Lines(shape.fields)
        self._began = asyncio.get_running_loop().time()
        self._report = Report(questions=len(walks))
        self._seen: set[int] = set()
        self._rows = 0

    async def run(self) -> Report:
        worker = Worker("whasync-export")
        try:
            async with self._bill:
                for walk in self._walks:
                    if not self._is_enough:
                        async with aclosing(walk.pages(self._bill.sending)) as pages:
                            await self._take(pages, worker)
                    self._report = replace(self._report, done=self._report.done + 1)
        except BaseException as error:
            await self._abandon(worker, error)
            raise
        finally:
            worker.end()
        return self._so_far()

    @property
    def _is_enough(self) -> bool:
        return self._shape.max_rows is not None and self._report.rows >= self._shape.max_rows

    async def _take(self, pages: AsyncIterator[Page[Any]], worker: Worker) -> None:
        async for page in pages:
            lines = self._lines_of(page)
            size = await worker.do(partial(self._write, lines)) if lines else 0
            self._report = replace(
                self._report,
                rows=self._report.rows + len(lines),
                pages=self._report.pages + 1,
                rejected=self._report.rejected + len(page.rejected),
                bytes=self._report.bytes + size,
            )
            if self._told is not None:
                self._told(self._so_far())
            if self._is_enough:
                return

    def _lines_of(self, page: Page[Any]) -> list[bytes]:
        rows = self._wanted(page)
        if self._shape.max_rows is not None:
            rows = rows[: self._shape.max_rows - self._report.rows]
        if self._shape.typed:
            return self._lines.of([typed_line(row) for row, _ in rows if row is not None])
        return self._lines.of([raw for _, raw in rows])

    def _wanted(self, page: Page[Any]) -> list[tuple[Any, bytes]]:
        """The page's rows that came for the first time and that `where` wants, with their bytes."""
        raws = [bytes(raw) for raw in raw_rows(page.raw)]
        unread = {row.index: row.raw for row in page.rejected}
        if len(raws) == len(page.rows) + len(unread):
            records = iter(page.rows)
            rows = [(None if place in unread else next(records), raw) for place, raw in enumerate(raws)]
        else:  # some were left out: given before the walk started over, or dropped because they break a filter
            rows = [(row, row.raw if isinstance(row, Record) else b"") for row in page.rows]
            rows += [(None, raw) for raw in unread.values()]
        where = self._shape.where
        return [
            (row, raw)
            for row, raw in rows
            if self._is_new(str(raw) if row is None else identity(row)) and (row is None or where is None or where(row))
        ]

    def _is_new(self, name: str) -> bool:
        mark = hash(name)
        is_new = mark not in self._seen
        self._seen.add(mark)
        return is_new

    def _write(self, lines: Sequence[bytes]) -> int:
        block = b"\n".join((*lines, b""))
        left = memoryview(block)
        while left:  # an unbuffered stream may take a part
            left = left[self._stream.write(left) :]
        self._stream.flush()
        self._rows += len(lines)
        return len(block)

    def _so_far(self) -> Report:
        absent = self._lines.absent if self._report.rows else ()
        return replace(
            self._report,
            calls=self._bill.calls,
            credits=self._bill.credits,
            in_doubt=self._bill.in_doubt,
            paid=self._bill.credits,
            absent=absent,
            known=self._lines.known if absent else (),
            seconds=asyncio.get_running_loop().time() - self._began,
        )

    async def _abandon(self, worker: Worker, error: BaseException) -> None:
        """Let a write that has begun end, and say on the exception what was written."""
        try:
            async with asyncio.timeout(PATIENCE):
                await worker.do(lambda: None)
        except TimeoutError:
            error.add_note("the last write did not end in time")
            return
        if self._rows:
            error.add_note(f"{several(self._rows, 'row')} ({several(self._so_far().credits, 'credit')}) written")
        if self._told is not None:
            with suppress(Exception):  # it may be what ended the run
                self._told(self._so_far())


def _check(stream: Any) -> None:  # Any: what a caller may give
    if isinstance(stream, io.TextIOBase):
        raise UsageError(f"to={stream!r} is a stream of text; rows are bytes, which its `buffer` takes")
    if not hasattr(stream, "write") or getattr(stream, "closed", False):
        raise UsageError(f"to={stream!r} is neither a path nor a stream that is open")
    if hasattr(stream, "writable") and not stream.writable():
        raise UsageError(f"to={stream!r} is open for reading only")
