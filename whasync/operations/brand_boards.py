"""Boards of tracked brands, and how the account hears of them. Every write changes the account, which a team shares.

The digest of the documentation names the paths; that the writes are POSTs and take what those of saved ads take is
presumed.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated, ClassVar

from .._core.operation import Listing, Operation, Param, Route, Source
from ..models.boards import Folder, Shared
from ..models.brand_analytics import NotificationPrefs
from ..models.writes import Done
from . import boards
from .shared import BoardId, BrandId, Flag, newest, write

_write = partial(write, "brands", source=Source.INFERRED, parameters=Source.INFERRED)
_PREFS = "/api/v1/brands/notifications/prefs"


class ListBrandFolders(Listing[Folder], frozen=True, kw_only=True):
    """The folders of tracked brands, each with its boards.

    Source: digest of the documentation for the path; the rows are inferred.
    """

    route: ClassVar[Route] = newest("/api/v1/brands/folders-with-boards", parameters=Source.INFERRED)


class CreateBrandFolder(boards.CreateFolder, frozen=True, kw_only=True):
    """Make a folder.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("create-folder")


class RenameBrandFolder(boards.RenameFolder, frozen=True, kw_only=True):
    """Rename a folder.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("rename-folder")


class DeleteBrandFolder(boards.DeleteFolder, frozen=True, kw_only=True):
    """Delete a folder. What becomes of its boards is not documented.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("delete-folder")


class CreateBrandBoard(boards.CreateBoard, frozen=True, kw_only=True):
    """Make a board, in a folder or none.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("create-board")


class RenameBrandBoard(boards.RenameBoard, frozen=True, kw_only=True):
    """Rename a board.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("rename-board")


class DeleteBrandBoard(boards.DeleteBoard, frozen=True, kw_only=True):
    """Delete a board. What becomes of its brands is not documented.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("delete-board")


class AddBrandToBoard(Operation[Done], frozen=True, kw_only=True):
    """Put a brand on a board.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("add-to-board")

    page_id: BrandId
    board_id: BoardId


class RemoveBrandFromBoard(AddBrandToBoard, frozen=True, kw_only=True):
    """Take a brand off a board.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _write("remove-from-board")


class ShareBrandBoard(Operation[Shared], frozen=True, kw_only=True):
    """Make a public address for a board: whoever has it sees the board.

    Source: digest of the documentation for the path and the answer; the rest is inferred.
    """

    route: ClassVar[Route] = _write("generate-shareable-board-link")

    board_id: BoardId


class ReadNotificationPrefs(Operation[NotificationPrefs], frozen=True, kw_only=True):
    """How the account hears of its brands.

    Source: digest of the documentation for the path; the answer's shape is inferred.
    """

    route: ClassVar[Route] = newest(_PREFS, container="prefs", parameters=Source.INFERRED)


class SetNotificationPrefs(Operation[NotificationPrefs], frozen=True, kw_only=True):
    """Change how the account hears of its brands.

    No name is documented: `extra` sends others.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = newest(
        _PREFS,
        "POST",
        called="brands.notifications.prefs.set",
        container="prefs",
        writes=True,
        parameters=Source.INFERRED,
    )

    enabled: Annotated[Flag | None, Param(doc="Whether it hears of them; name presumed.")] = None
    frequency: Annotated[str | None, Param(doc="How often; name presumed.")] = None


OPERATIONS = (
    ListBrandFolders,
    CreateBrandFolder,
    RenameBrandFolder,
    DeleteBrandFolder,
    CreateBrandBoard,
    RenameBrandBoard,
    DeleteBrandBoard,
    AddBrandToBoard,
    RemoveBrandFromBoard,
    ShareBrandBoard,
    ReadNotificationPrefs,
    SetNotificationPrefs,
)
