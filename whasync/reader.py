"""From answers to typed records for a session: decoded, held against their filters, sampled for drift."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

import msgspec

from ._core.bounds import instances
from ._core.decode import Page, decode_one, decode_page
from ._core.drift import FieldDrift, Samples
from ._core.envelope import Marks
from ._core.filters import Breach, breaches
from ._core.glance import glance
from ._core.operation import Listing, Operation, answer_type
from ._core.paging import total
from ._core.record import identity
from ._core.wire import Answer
from ._io.caller import level_of_caller
from .errors import FilterIgnoredWarning

R = TypeVar("R")
T = TypeVar("T")


class Leaf(msgspec.Struct, Generic[T], frozen=True, kw_only=True, dict=True):
    """A page, and what tells whether another one follows.

    Attributes:
        arguments: What it was asked with, by wire name.
        came: Its rows as they came, those that were dropped included.
        marks: What its envelope says of paging.
        names: The ids, where the rows were not read: the page has none then.
    """

    page: Page[T]
    arguments: Mapping[str, Any]
    came: Sequence[T]
    marks: Marks
    names: list[str] | None = None

    @cached_property
    def ids(self) -> list[str]:
        """What tells all its rows apart, those that were dropped or rejected included."""
        if self.names is not None:
            return self.names
        return [*map(identity, self.came), *(str(row.raw) for row in self.page.rejected)]


class Reader:
    """Reads the answers of one session.

    Args:
        strict_filters: Drop rows that break a filter they were asked with, and count them.

    Raises:
        UsageError: That is neither true nor false.
    """

    def __init__(self, *, strict_filters: bool = False) -> None:
        instances(bool, strict_filters=strict_filters)
        self._strict = strict_filters
        self._samples = Samples()
        self._warned: set[tuple[str, str]] = set()

    @property
    def drift(self) -> tuple[FieldDrift, ...]:
        """How far the records of each operation have drifted from their models, by the answers that were sampled."""
        return self._samples.report()

    def one(self, operation: Operation[R], answer: Answer) -> R:
        """A single answer.

        Raises:
            DecodeError: It is not of the documented shape.
        """
        kind = type(operation)
        container, model = kind.route.container, answer_type(kind)
        body, name = answer.response.body, answer.request.operation
        decoded: R = decode_one(body, model, container=container, operation=name)
        self._samples.keep(name, model, body, container=container)
        return decoded

    def leaf(self, listing: Listing[T], answer: Answer) -> Leaf[T]:
        """A page of a listing.

        Raises:
            DecodeError: It holds no list of rows.
        """
        body, name = answer.response.body, answer.request.operation
        model = answer_type(type(listing))
        rows, rejected, found = decode_page(body, model, operation=name)
        self._samples.keep(name, model, body)
        broken, kept = breaches(listing, rows)
        for breach in broken:
            self._warn(name, breach, len(rows))
        if not self._strict:
            kept = rows
        page = Page(rows=kept, raw=body, total=total(found), rejected=rejected, dropped=len(rows) - len(kept))
        return Leaf(page=page, arguments=answer.request.arguments, came=rows, marks=found)

    def unread(self, listing: Listing[T], answer: Answer) -> Leaf[T]:
        """A page of a listing whose rows stay unread, unless what they are takes reading them. See `glance`.

        Raises:
            DecodeError: It holds no list of rows.
        """
        body, name = answer.response.body, answer.request.operation
        seen = glance(listing, body, operation=name)
        if seen is None:
            return self.leaf(listing, answer)
        self._samples.keep(name, answer_type(type(listing)), body)
        page: Page[T] = Page(rows=[], raw=body, total=total(seen.marks))
        return Leaf(page=page, arguments=answer.request.arguments, came=(), marks=seen.marks, names=seen.ids)

    def _warn(self, operation: str, breach: Breach, rows: int) -> None:
        if (operation, breach.wire) in self._warned:
            return
        self._warned.add((operation, breach.wire))
        fate = "they were dropped" if self._strict else "strict_filters=True drops such rows"
        warnings.warn(
            f"{operation}: the server ignored {breach.wire}={breach.value!r} for {breach.broken} of {rows} rows, "
            f"whose {breach.field} is not {breach.relation} it; {fate}",
            FilterIgnoredWarning,
            stacklevel=level_of_caller(),
        )
