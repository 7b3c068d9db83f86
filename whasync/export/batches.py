"""The rows of a spool in the order of the output: question by question, page by page, each row once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from .._core.decode import decode_page, decode_rows
from ..errors import UsageError
from .bookings import Kept
from .keys import DROPPED, Finders, Seen, Sieve, numbers
from .question import labels
from .spool import Spool


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of the rows. See `export`."""

    fields: tuple[str, ...] = ()
    typed: bool = False
    where: Callable[[Any], bool] | None = None
    provenance: bool = False
    max_rows: int | None = None

    def __post_init__(self) -> None:
        given: Any = self.where  # whatever a caller may give
        if given is not None and not callable(given):
            raise UsageError(f"where={given!r} must be a function of a row")


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one page.

    Attributes:
        raws: The rows to the byte as they came.
        records: The same as records of their model, or an empty list where nobody needs them.
        label: What tells the page's question from the others, as JSON. page: Its number, from 1. at: When it came.
        also: For each row, the labels of the other questions that brought it; empty where nobody needs them.
    """

    raws: list[msgspec.Raw]
    records: list[Any]
    label: str
    page: int
    at: str
    also: list[list[str]]


class StoppedError(Exception):
    """The output is not wanted any more."""


class Rows:
    """Reads a spool once, as batches, and counts what is left out.

    Args:
        models: Each question's row type.
        stop: Set from outside to end it early.
    """

    def __init__(self, spool: Spool, models: Sequence[Any], shape: Shape, stop: threading.Event) -> None:
        self.rows = self.duplicates = self.dropped = self.rejected = 0
        self._spool, self._models, self._shape, self._stop = spool, models, shape, stop
        self._labels = labels(spool.questions)

    def __iter__(self) -> Iterator[Batch]:
        seen = Seen(Sieve(keys for _, keys in self._spool.page_keys()))
        shared = self._shape.provenance and len(self._models) > 1
        finders = Finders(self._spool.page_keys()) if shared else None
        left = self._shape.max_rows
        try:
            for page in self._spool.pages():
                if self._stop.is_set():
                    raise StoppedError
                keys = numbers(page.keys)
                places = self._fresh(keys, seen)[:left]
                left = None if left is None else left - len(places)
                batch = self._batch(page, keys, places, finders)
                if batch.raws:
                    yield batch
                if left == 0:
                    return
        finally:
            seen.close()
            if finders is not None:
                finders.close()

    def _fresh(self, keys: Sequence[int], seen: Seen) -> Sequence[int]:
        """The places of rows that come for the first time."""
        places = seen.fresh(keys)
        if len(places) < len(keys):
            broken = sum(key == DROPPED for key in keys)
            self.dropped += broken
            self.duplicates += len(keys) - broken - len(places)
        return places

    def _batch(self, page: Kept, keys: Sequence[int], places: Sequence[int], finders: Finders | None) -> Batch:
        raws, _, _ = decode_page(page.body, msgspec.Raw)
        if len(raws) != len(keys):
            raise UsageError(f"{self._spool.path} is damaged: a page has {len(raws)} rows and {len(keys)} keys")
        records: list[Any] = []
        if self._shape.typed or self._shape.where is not None:
            places, records = self._read(page, places)
        self.rows += len(places)
        return Batch(
            raws=raws if len(places) == len(raws) else [raws[place] for place in places],
            records=records,
            label=self._labels[page.question],
            page=page.number,
            at=datetime.fromtimestamp(page.at, UTC).isoformat(timespec="seconds"),
            also=[] if finders is None else [self._also(finders, keys[place], page.question) for place in places],
        )

    def _read(self, page: Kept, places: Sequence[int]) -> tuple[list[int], list[Any]]:
        """The rows as records, those that `where` says no to left out, and in a typed output those that cannot be read.

        Where the output is raw, a row that cannot be read is kept, since nobody can say that it is not wanted.
        """
        rows, rejected = decode_rows(page.body, self._models[page.question])
        unread = {row.index for row in rejected}
        records = iter(rows)
        by_place = {place: next(records) for place in range(len(rows) + len(rejected)) if place not in unread}
        self.rejected += sum(place in unread for place in places)
        kept: list[int] = []
        for place in places:
            if place in unread:
                if not self._shape.typed:
                    kept.append(place)
            elif self._shape.where is None or self._shape.where(by_place[place]):
                kept.append(place)
            else:
                self.dropped += 1
        return kept, [by_place.get(place) for place in kept]

    def _also(self, finders: Finders, key: int, question: int) -> list[str]:
        return [self._labels[each] for each in finders.of(key) if each != question]
