"""Notifications."""

from __future__ import annotations

from .._core.record import Record, spelt
from .kinds import Moment


class Notification(Record, frozen=True, kw_only=True):
    """A notification (its fields are inferred)."""

    id: str | None = None
    title: str | None = spelt("message", "text")
    is_read: bool | None = spelt("read")
    created: Moment | None = spelt("created_at")
