"""The spool: what was paid for, raw, in one SQLite file beside the output. All of it blocks, so the worker does it.

A page, the cursor after it, its rows' keys and its cost go into one transaction before the next page is asked for. From
then on they outlive a kill. They outlive a loss of power once they are synced, which is done while the next page is on
its way.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from .bookings import Booking, Kept, State, Totals
from .question import Question
from .sent import Sent
from .spool_file import SENT, Schema, connect, translated
from .squeeze import expand, squeeze


class Spool:
    """An open spool. No other process can open it meanwhile.

    Attributes:
        sent: The calls that go out, from `begin` on.
    """

    sent: Sent

    def __init__(self, path: Path, connection: sqlite3.Connection, questions: Sequence[Question]) -> None:
        self.path = path
        self._connection = connection
        self.questions = tuple(questions)
        self._log: int | None = None
        self._trouble: OSError | None = None
        self._booked = self._synced = 0

    @classmethod
    def open(cls, path: Path, questions: Sequence[Question]) -> Spool:
        """Open the job's spool, or make it.

        Raises:
            UsageError: It is another job's, another program's, damaged, or another process is at work on it.
            OSError: The disk.
        """
        return cls(path, connect(path, questions), questions)

    def states(self) -> list[State]:
        """Where each question stands, in the order of the job."""
        with translated(self.path):
            rows = self._connection.execute("SELECT done, course, next FROM question ORDER BY number").fetchall()
        return [State(is_done=bool(done), course=course, next=_read(follow)) for done, course, follow in rows]

    def begin(self) -> None:
        """Begin a run. Calls of an earlier one that went out, and came to no end, were lost when it was cut short."""
        with translated(self.path):
            (ended,) = self._connection.execute("SELECT ended FROM extra").fetchone()
        self.sent = Sent(self._beside(SENT), ended)
        self.settle()
        # From here on `sync` does what SQLite did at each transaction, and made it wait.
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._log = os.open(self._beside("-wal"), os.O_RDWR)

    def book(self, page: Booking) -> None:
        """Keep a page.

        Raises:
            OSError: It cannot be kept, or one before it could not be synced.
        """
        self._check()
        codec, kept = squeeze(page.body)
        values = (
            *(page.question, page.course, _written(page.asked), codec, kept, zlib.crc32(kept), page.keys),
            *(len(page.keys) // 8, page.rejected, page.credits, page.in_doubt, page.at, page.question),
        )
        with translated(self.path), self._connection as connection:
            connection.execute(Schema.BOOK, values)
            connection.execute(
                "UPDATE question SET next = ?, done = ? WHERE number = ?",
                (_written(page.next), page.next is None, page.question),
            )
            connection.execute("UPDATE extra SET ended = ended + ?", (page.ended,))
        self._booked += 1

    def sync(self) -> None:
        """Make what is kept outlive a loss of power. Another thread than the others' does it, and what goes wrong is
        raised by what is written next.
        """
        log, booked = self._log, self._booked
        if log is None or booked == self._synced:
            return
        try:
            os.fsync(log)
            self._synced = booked
        except OSError as error:
            self._trouble = error

    def start_over(self, question: int) -> None:
        """Begin a question anew; its pages stay, and rows that come again are left out of the output."""
        with translated(self.path), self._connection:
            self._connection.execute(
                "UPDATE question SET next = NULL, course = course + 1 WHERE number = ?", (question,)
            )

    def settle(self, credits: int = 0, in_doubt: int = 0, ended: int = 0) -> None:
        """End or begin a run: calls that went out and came to no end are lost. The numbers are as in `Booking`."""
        with translated(self.path), self._connection as connection:
            connection.execute("UPDATE extra SET ended = ended + ?", (ended,))
            connection.execute(
                "UPDATE extra SET lost = lost + max(0, :sent - ended), ended = :sent, credits = credits + :credits, "
                "in_doubt = in_doubt + :in_doubt",
                {"sent": self.sent.count, "credits": credits, "in_doubt": in_doubt},
            )
        self.sync()
        self._check()

    def totals(self) -> Totals:
        """What is kept, and what it cost in all runs."""
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
                if zlib.crc32(kept) != checksum:
                    raise ValueError(f"page {number} of question {asker + 1} is not what was written")
                body = expand(codec, kept)
                yield Kept(question=asker, number=number, asked=_read(asked), body=body, keys=keys, at=at)

    def has_made(self, name: str) -> bool:
        """Whether a file of this name was made from it."""
        with translated(self.path):
            found = self._connection.execute("SELECT 1 FROM output WHERE name = ?", (_printed(name),))
            return found.fetchone() is not None

    def note_output(self, name: str) -> None:
        """Note that a file of this name is this job's, to be replaced from now on."""
        with translated(self.path), self._connection:
            self._connection.execute("INSERT OR IGNORE INTO output VALUES (?)", (_printed(name),))

    def close(self) -> None:
        """Close it, and take away what nobody needs any more: all of it, where nothing was paid for."""
        log, self._log = self._log, None
        if log is not None:
            os.close(log)
        try:
            with translated(self.path):
                is_empty, ended = self._connection.execute(Schema.END).fetchone()
                self._connection.close()
        except (OSError, ValueError):  # the disk is full, as the caller knows already
            self._connection.close()
            return
        if log is not None and self.sent.count == ended:
            self.sent.remove()
        if is_empty and not self._beside(SENT).exists():
            self.path.unlink(missing_ok=True)

    def _check(self) -> None:
        if self._trouble is not None:
            raise self._trouble

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)


def _printed(name: str) -> str:
    """A file's name, of whatever bytes it is, as text that SQLite takes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _written(follow: str | int | None) -> str | None:
    return None if follow is None else msgspec.json.encode(follow).decode()


def _read(text: str | None) -> str | int | None:
    return None if text is None else msgspec.json.decode(text, type=str | int)
