"""What the boards of saved ads and of tracked brands share: the parameters of the same writes, at two places."""

from __future__ import annotations

from typing import Annotated

from .._core.operation import Operation, Param
from ..models.boards import Made
from ..models.writes import Done
from .shared import BoardId, FolderId, Id, Name


class CreateFolder(Operation[Made], frozen=True, kw_only=True):
    """Parameters of a new folder."""

    name: Name


class CreateBoard(Operation[Made], frozen=True, kw_only=True):
    """Parameters of a new board."""

    folder_id: Annotated[Id | None, Param(doc="Id of the folder that it goes into.")] = None
    name: Name


class RenameFolder(Operation[Done], frozen=True, kw_only=True):
    """Parameters of a folder's new name."""

    folder_id: FolderId
    name: Name


class RenameBoard(Operation[Done], frozen=True, kw_only=True):
    """Parameters of a board's new name."""

    board_id: BoardId
    name: Name


class DeleteFolder(Operation[Done], frozen=True, kw_only=True):
    """Which folder goes."""

    folder_id: FolderId


class DeleteBoard(Operation[Done], frozen=True, kw_only=True):
    """Which board goes."""

    board_id: BoardId
