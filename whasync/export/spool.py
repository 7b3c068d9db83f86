"""The spool: what was paid for, raw, in one SQLite file beside the output. All of it blocks, so the worker does it.

A page, the cursor after it, its rows' keys and its cost go into one transaction. A page that is asked for is noted
before it is sent, so that after a kill it is known which pages may have been paid for and lost.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from .question import Question
from .spool_file import Schema, connect, translated
from .squeeze import expand, squeeze


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How far one question has come.

    Attributes:
        is_done: Whether its last page is kept.
        course: How many times it was started over, because a cursor expired.
        next: What its next page is asked with; None for the first page.
    """

    is_done: bool
    course: int
    next: str | int | None


class Booking(msgspec.Struct, frozen=True, kw_only=True):
    """One page as it is kept.

    Attributes:
        course: See `State`.
        asked: The cursor or number that it was asked with.
        next: What the page after it is asked with, or None after the last one.
        keys: Eight bytes a row, in the page's order, see `keys_of`.
        rejected: Rows that no model could read.
        credits, in_doubt: What the ledger settled, and what it came to doubt, since the booking before.
        at: When it came, in seconds since 1970.
    """

    question: int
    course: int
    asked: str | int | None
    next: str | int | None
    body: bytes
    keys: bytes
    rejected: int
    credits: int
    in_doubt: int
    at: float


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One page read back; `number` counts within its question, from 1."""

    question: int
    number: int
    asked: str | int | None
    body: bytes
    keys: bytes
    at: float


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Sums over everything kept, whichever run paid for it.

    Attributes:
        lost: Pages that were under way when a run was cut short: paid for twice at most.
    """

    pages: int = 0
    rows: int = 0
    rejected: int = 0
    credits: int = 0
    in_doubt: int = 0
    lost: int = 0


class Spool:
    """An open spool. No other process can open it meanwhile."""

    def __init__(self, path: Path, connection: sqlite3.Connection, questions: Sequence[Question]) -> None:
        self.path = path
        self._connection = connection
        self.questions = tuple(questions)

    @classmethod
    def open(cls, path: Path, questions: Sequence[Question]) -> Spool:
        """Open the job's spool, or make it.

        Raises:
            UsageError: It is another job's, another program's, damaged, or another process is at work on it.
            OSError: The disk.
        """
        return cls(path, connect(path, questions), questions)

    def states(self) -> list[State]:
        with translated(self.path):
            rows = self._connection.execute("SELECT done, course, next FROM question ORDER BY number").fetchall()
        return [State(is_done=bool(done), course=course, next=_read(follow)) for done, course, follow in rows]

    def ask(self, question: int) -> None:
        """Note that a question's next page is about to be asked for."""
        with translated(self.path), self._connection:
            self._connection.execute("INSERT OR REPLACE INTO asking VALUES (?)", (question,))

    def book(self, page: Booking, *, asks_next: bool) -> None:
        """Keep a page. With *asks_next* the page after it is noted as asked for in the same transaction."""
        codec, kept = squeeze(page.body)
        values = (
            *(page.question, page.course, _written(page.asked), codec, kept, zlib.crc32(page.body), page.keys),
            *(len(page.keys) // 8, page.rejected, page.credits, page.in_doubt, page.at, page.question),
        )
        with translated(self.path), self._connection as connection:
            connection.execute(Schema.BOOK, values)
            connection.execute(
                "UPDATE question SET next = ?, done = ? WHERE number = ?",
                (_written(page.next), page.next is None, page.question),
            )
            if not asks_next or page.next is None:
                connection.execute("DELETE FROM asking WHERE question = ?", (page.question,))

    def start_over(self, question: int) -> None:
        """Begin a question anew; its pages stay, and rows that come again are left out of the output."""
        with translated(self.path), self._connection:
            self._connection.execute(
                "UPDATE question SET next = NULL, course = course + 1 WHERE number = ?", (question,)
            )

    def settle(self, lost: Sequence[int] | None, credits: int = 0, in_doubt: int = 0) -> None:
        """End or begin a run.

        Args:
            lost: Questions whose page under way may have been paid for; None: all that are noted as asked for, as a
                run that was killed has left them.
            credits, in_doubt: What the ledger moved since the last booking.
        """
        with translated(self.path), self._connection as connection:
            (noted,) = connection.execute("SELECT count(*) FROM asking").fetchone()
            count = noted if lost is None else len(lost)
            connection.execute("DELETE FROM asking")
            connection.execute(
                "UPDATE extra SET lost = lost + ?, credits = credits + ?, in_doubt = in_doubt + ?",
                (count, credits, in_doubt),
            )

    def totals(self) -> Totals:
        with translated(self.path):
            pages = self._connection.execute(Schema.SUMS).fetchone()
            lost, credits, in_doubt = self._connection.execute("SELECT lost, credits, in_doubt FROM extra").fetchone()
        return Totals(
            pages=pages[0],
            rows=pages[1],
            rejected=pages[2],
            credits=pages[3] + credits,
            in_doubt=pages[4] + in_doubt,
            lost=lost,
        )

    def page_keys(self) -> Iterator[tuple[int, bytes]]:
        """Each page's question and its rows' keys, in the order of the output."""
        with translated(self.path):
            yield from self._connection.execute("SELECT question, keys FROM page ORDER BY question, number")

    def pages(self, question: int | None = None, course: int | None = None) -> Iterator[Kept]:
        """The pages of all questions, or of one question's course, in the order of the output.

        Raises:
            UsageError: The spool is damaged.
        """
        where = "" if question is None else "WHERE question = :question AND course = :course"
        found = Schema.PAGES.format(where=where)
        with translated(self.path):
            for row in self._connection.execute(found, {"question": question, "course": course}):
                asker, number, asked, codec, kept, checksum, keys, at = row
                body = expand(codec, kept)
                if zlib.crc32(body) != checksum:
                    raise ValueError(f"page {number} of question {asker + 1} is not what was written")
                yield Kept(question=asker, number=number, asked=_read(asked), body=body, keys=keys, at=at)

    def made(self) -> frozenset[str]:
        """Names of the files that were made from it."""
        with translated(self.path):
            return frozenset(name for (name,) in self._connection.execute("SELECT name FROM output"))

    def note_output(self, name: str) -> None:
        """Note that a file of this name is this job's, to be replaced from now on."""
        with translated(self.path), self._connection:
            self._connection.execute("INSERT OR IGNORE INTO output VALUES (?)", (name,))

    def close(self) -> None:
        """Close it, and take it away where nothing was paid for."""
        try:
            with translated(self.path):
                is_empty = self._connection.execute(Schema.IS_EMPTY).fetchone()[0]
                self._connection.close()
        except (OSError, ValueError):  # the disk is full, as the caller knows already
            self._connection.close()
            return
        if is_empty:
            self.path.unlink(missing_ok=True)


def _written(follow: str | int | None) -> str | None:
    return None if follow is None else msgspec.json.encode(follow).decode()


def _read(text: str | None) -> str | int | None:
    return None if text is None else msgspec.json.decode(text, type=str | int)
