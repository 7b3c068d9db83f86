"""One question on its way: which page comes next, and how a spool brings it back to where it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .._core.decode import decode_rows, marks
from .._core.glance import glance
from .._core.operation import Listing, answer_type
from .._core.paging import Progress, following
from .._core.plan import plan
from .._core.record import identity
from ..errors import CursorExpiredError
from ..reader import Leaf
from ..walk import MOST_RESTARTS, Walk
from .bookings import Booking, Kept, State
from .keys import keys_of


class Course:
    """Where one question stands.

    Attributes:
        number: Its place in the job, from 0.
        pages: How many pages of this course are kept.
    """

    def __init__(self, number: int, walk: Walk[Any], state: State) -> None:
        self.number = number
        self.sender = walk.sender
        self.pages = 0
        self._first: Listing[Any] = walk.operation
        self._state = state
        self._next = state.next
        self._count = state.course
        self._fruitless = 0
        self._progress = self._fresh()

    @property
    def is_done(self) -> bool:
        """Whether its last page is kept."""
        return self._state.is_done

    @property
    def course(self) -> int:
        """How many times it was started over."""
        return self._count

    @property
    def listing(self) -> Listing[Any]:
        """The question for the next page."""
        return self._asking(self._next)

    def replay(self, pages: Iterable[Kept]) -> None:
        """Come to where the kept pages of this course have led. It reads them all, so the worker does it."""
        for page in pages:
            listing = self._asking(page.asked)
            arguments = plan(listing, "", checked=True).arguments
            self._progress.next(arguments, _ids(listing, page.body), marks(page.body))
            self.pages += 1

    def take(self, leaf: Leaf[Any], *, credits: int, in_doubt: int, ended: int, at: float) -> Booking:
        """The page that came, as it is to be kept."""
        follow = self._progress.next(leaf.arguments, leaf.ids, leaf.marks)
        self._fruitless = 0
        self.pages += 1
        booking = Booking(
            question=self.number,
            course=self._count,
            asked=self._next,
            next=follow,
            body=leaf.page.raw,
            keys=keys_of(leaf),
            rejected=len(leaf.page.rejected),
            credits=credits,
            in_doubt=in_doubt,
            ended=ended,
            at=at,
        )
        self._next = follow
        self._state = State(is_done=follow is None, course=self._count, next=follow)
        return booking

    def start_over(self, error: CursorExpiredError) -> None:
        """Begin anew, since the cursor expired.

        Raises:
            CursorExpiredError: It is the first page that fails, or it expired too often before a page came.
        """
        if self._next is None or self._fruitless == MOST_RESTARTS:
            raise error
        self._fruitless += 1
        self._count += 1
        self._next = None
        self._progress = self._fresh()

    def _asking(self, follow: str | int | None) -> Listing[Any]:
        return self._first if follow is None else following(self._first, follow)

    def _fresh(self) -> Progress:
        return Progress(type(self._first).route.paging)


def _ids(listing: Listing[Any], body: bytes) -> list[str]:
    """The ids of a kept page's rows, as they were when it came."""
    seen = glance(listing, body)
    if seen is not None:
        return seen.ids
    rows, rejected = decode_rows(body, answer_type(type(listing)))
    return [*map(identity, rows), *(str(row.raw) for row in rejected)]
