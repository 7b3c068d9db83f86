"""Notifications of the account."""

from __future__ import annotations

from functools import partial
from typing import Annotated, ClassVar

from msgspec import Meta

from .._core.operation import Listing, Operation, Paging, Param, Route
from ..models.counts import Count
from ..models.notifications import Notification
from ..models.writes import Done
from .shared import Id, Ids, newest, write

_PAGES = Paging(by="before", param="before_id", rows=None, most=30)
_write = partial(write, "notifications")


class ListNotifications(Listing[Notification], frozen=True, kw_only=True):
    """The account's notifications, newest first.

    Source: digest of the documentation; the rows are inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/notifications", paging=_PAGES)

    limit: Annotated[
        Annotated[int, Meta(ge=1, le=30)] | None, Param(doc="Rows a page, 1 to 30. 30 if left out: it costs the same.")
    ] = None
    before_id: Annotated[Id | None, Param(doc="Only those older than this one. Iterating sends it for you.")] = None


class CountUnread(Operation[Count], frozen=True, kw_only=True):
    """How many notifications are unread.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/notifications/unread-count")


class MarkRead(Operation[Done], frozen=True, kw_only=True):
    """Mark notifications as read.

    Source: digest of the documentation; the name `ids` is presumed, the answer's shape inferred.
    """

    route: ClassVar[Route] = _write("mark-read")

    ids: Annotated[Ids, Param(doc="Ids of the notifications, a list or text with commas.")]


class MarkAllRead(Operation[Done], frozen=True, kw_only=True):
    """Mark all notifications as read.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("mark-all-read")


OPERATIONS = (ListNotifications, CountUnread, MarkRead, MarkAllRead)
