"""Folders and boards, of saved ads and of tracked brands alike."""

from __future__ import annotations

from .._core.record import Record, spelt
from .writes import Done


class Board(Record, frozen=True, kw_only=True):
    """A board."""

    id: str | None = spelt("board_id")
    name: str | None = None
    folder_id: str | None = None


class Folder(Record, frozen=True, kw_only=True):
    """A folder, with its boards where they are asked for."""

    id: str | None = spelt("folder_id")
    name: str | None = None
    boards: list[Board] | None = None


class Made(Done, frozen=True, kw_only=True):
    """What making a folder or a board answers (inferred)."""

    folder: Folder | None = None
    board: Board | None = None


class Saved(Done, frozen=True, kw_only=True):
    """What saving an ad answers (digest of the documentation)."""

    ad_id: str | None = None
    platform: str | None = None
    board_id: str | None = None
    already_saved: bool | None = None


class Shared(Done, frozen=True, kw_only=True):
    """The public address of a board (digest of the documentation)."""

    url: str | None = None
    token: str | None = None
