"""Saved ads: their folders and boards. Every write changes the account, which a team shares."""

from __future__ import annotations

from functools import partial
from typing import Annotated, ClassVar

from .._core.operation import Listing, Operation, Param, Route, Source
from ..models.boards import Board, Folder, Saved
from ..models.writes import Done
from . import boards, rules
from .shared import AdId, BoardId, Id, Platform, newest, write

_PLATFORM = Param(doc="Network of the ad. Default facebook.")
_write = partial(write, "saved-ads")


def _read(name: str) -> Route:
    return newest(f"/api/v1/saved-ads/{name}")


class SaveAd(Operation[Saved], frozen=True, kw_only=True):
    """Save an ad, on a board or none.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _write("save")

    ad_id: AdId
    platform: Annotated[Platform | None, _PLATFORM] = None
    board_id: Annotated[Id | None, Param(doc="Id of the board that it goes on.")] = None


class ListFolders(Listing[Folder], frozen=True, kw_only=True):
    """The folders of saved ads.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _read("folders")


class ListBoards(Listing[Board], frozen=True, kw_only=True):
    """The boards of saved ads.

    Source: digest of the documentation.
    """

    route: ClassVar[Route] = _read("boards")


class ListFoldersWithBoards(Listing[Folder], frozen=True, kw_only=True):
    """The folders of saved ads, each with its boards; of one ad, if you name it.

    Source: digest of the documentation; the rows are inferred.
    """

    route: ClassVar[Route] = _read("folders-with-boards")

    ad_id: Annotated[Id | None, Param(doc="Id of an ad on its platform. Needs `platform`.")] = None
    platform: Annotated[Platform | None, Param(doc="Network of that ad. Needs `ad_id`.")] = None

    def check(self) -> None:
        """Refuse an ad without its network."""
        rules.both_or_neither(self, ("ad_id", "platform"))


class CreateSavedFolder(boards.CreateFolder, frozen=True, kw_only=True):
    """Make a folder.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("create-folder")


class CreateSavedBoard(boards.CreateBoard, frozen=True, kw_only=True):
    """Make a board, in a folder or none.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("create-board")


class RenameSavedFolder(boards.RenameFolder, frozen=True, kw_only=True):
    """Rename a folder.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("rename-folder")


class RenameSavedBoard(boards.RenameBoard, frozen=True, kw_only=True):
    """Rename a board.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("rename-board")


class DeleteSavedFolder(boards.DeleteFolder, frozen=True, kw_only=True):
    """Delete a folder. What becomes of its boards is not documented.

    Source: digest of the documentation for the path; `folder_id` and the answer's shape are inferred.
    """

    route: ClassVar[Route] = _write("delete-folder", parameters=Source.INFERRED)


class DeleteSavedBoard(boards.DeleteBoard, frozen=True, kw_only=True):
    """Delete a board. What becomes of its ads is not documented.

    Source: digest of the documentation for the path; `board_id` and the answer's shape are inferred.
    """

    route: ClassVar[Route] = _write("delete-board", parameters=Source.INFERRED)


class AddSavedAd(Operation[Done], frozen=True, kw_only=True):
    """Put an ad on a board.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("add-ad")

    ad_id: AdId
    board_id: BoardId
    platform: Annotated[Platform | None, _PLATFORM] = None


class RemoveSavedAd(AddSavedAd, frozen=True, kw_only=True):
    """Take an ad off a board.

    Source: digest of the documentation; the answer's shape is inferred.
    """

    route: ClassVar[Route] = _write("remove-ad")


OPERATIONS = (
    SaveAd,
    ListFolders,
    ListBoards,
    ListFoldersWithBoards,
    CreateSavedFolder,
    CreateSavedBoard,
    RenameSavedFolder,
    RenameSavedBoard,
    DeleteSavedFolder,
    DeleteSavedBoard,
    AddSavedAd,
    RemoveSavedAd,
)
