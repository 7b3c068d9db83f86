"""Folders and boards: saved ads and tracked brands keep theirs alike, under different paths."""

# ruff: noqa: ARG002  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from whasync.simulator.arguments import Arguments
from whasync.simulator.catalogue import stable_hash
from whasync.simulator.world import Board, Desk, Reply, Row, Shelf, World, refuse

PLATFORMS: Final = ("facebook", "facebook_post", "pinterest", "tiktok", "google")
APP: Final = "https://app.winninghunter.com"

Handler = Callable[[Arguments, World], object]
Member = Callable[[Arguments], str]


class Boards:
    """The handlers of one shelf: which shelf of the desk, and how a request names a member of a board."""

    def __init__(self, shelf: Callable[[Desk], Shelf], member: Member) -> None:
        self._shelf, self._member = shelf, member

    def folders(self, arguments: Arguments, world: World) -> object:
        return [{"id": number, "name": name} for number, name in self._shelf(world.desk).folders.items()]

    def boards(self, arguments: Arguments, world: World) -> object:
        member = self._member(arguments)
        return [_describe(number, board, member) for number, board in self._shelf(world.desk).boards.items()]

    def folders_with_boards(self, arguments: Arguments, world: World) -> object:
        shelf, member = self._shelf(world.desk), self._member(arguments)
        return [
            {
                "id": folder,
                "name": name,
                "boards": [_describe(n, board, member) for n, board in shelf.boards.items() if board.folder == folder],
            }
            for folder, name in shelf.folders.items()
        ]

    def create_folder(self, arguments: Arguments, world: World) -> object:
        name = arguments.text("name")
        if not name:
            return refuse("Missing required parameter: name", 400)
        shelf = self._shelf(world.desk)
        number = shelf.number()
        shelf.folders[number] = name
        return {"success": True, "folder": {"id": number, "name": name}}

    def rename_folder(self, arguments: Arguments, world: World) -> object:
        shelf, number = self._shelf(world.desk), arguments.integer("folder_id", default=0)
        if number not in shelf.folders:
            return refuse("Folder not found")
        shelf.folders[number] = arguments.text("name")
        return {"success": True}

    def delete_folder(self, arguments: Arguments, world: World) -> object:
        """With its boards, and what is on them."""
        shelf, number = self._shelf(world.desk), arguments.integer("folder_id", default=0)
        if shelf.folders.pop(number, None) is None:
            return refuse("Folder not found")
        for board in [board for board, held in shelf.boards.items() if held.folder == number]:
            del shelf.boards[board]
        return {"success": True}

    def create_board(self, arguments: Arguments, world: World) -> object:
        shelf, name = self._shelf(world.desk), arguments.text("name")
        folder = arguments.integer("folder_id", default=0) or None
        if not name:
            return refuse("Missing required parameter: name", 400)
        if folder is not None and folder not in shelf.folders:
            return refuse("Folder not found")
        number = shelf.number()
        shelf.boards[number] = Board(name, folder)
        return {"success": True, "board": {"id": number, "name": name, "folder_id": folder}}

    def rename_board(self, arguments: Arguments, world: World) -> object:
        board = self._board(arguments, world)
        if isinstance(board, Reply):
            return board
        board.name = arguments.text("name")
        return {"success": True}

    def delete_board(self, arguments: Arguments, world: World) -> object:
        if self._shelf(world.desk).boards.pop(arguments.integer("board_id", default=0), None) is None:
            return refuse("Board not found")
        return {"success": True}

    def add(self, arguments: Arguments, world: World) -> object:
        board = self._board(arguments, world)
        if isinstance(board, Reply):
            return board
        board.members.add(self._member(arguments))
        return {"success": True}

    def remove(self, arguments: Arguments, world: World) -> object:
        board = self._board(arguments, world)
        if isinstance(board, Reply):
            return board
        board.members.discard(self._member(arguments))
        return {"success": True}

    def share(self, arguments: Arguments, world: World) -> object:
        board = self._board(arguments, world)
        if isinstance(board, Reply):
            return board
        token = f"{stable_hash(f'{world.atlas.seed}/{board.name}'):016x}"
        return {"success": True, "url": f"{APP}/shared/boards/{token}", "token": token}

    def save(self, arguments: Arguments, world: World) -> object:
        """Save an ad, on a board or loose; saving it again changes nothing."""
        if not arguments.has("ad_id"):
            return refuse("Missing required parameter: ad_id", 400)
        members = self._shelf(world.desk).loose
        if arguments.has("board_id"):
            board = self._board(arguments, world)
            if isinstance(board, Reply):
                return board
            members = board.members
        member = self._member(arguments)
        known = member in members
        members.add(member)
        return {
            "success": True,
            "ad_id": arguments.text("ad_id"),
            "platform": _platform(arguments),
            "board_id": arguments.integer("board_id", default=0) or None,
            "already_saved": known,
            "message": "Ad is already saved" if known else "Ad saved",
        }

    def _board(self, arguments: Arguments, world: World) -> Board | Reply:
        board = self._shelf(world.desk).boards.get(arguments.integer("board_id", default=0))
        return refuse("Board not found") if board is None else board


def _platform(arguments: Arguments) -> str:
    platform = arguments.text("platform", default=PLATFORMS[0])
    return platform if platform in PLATFORMS else PLATFORMS[0]


def _ad(arguments: Arguments) -> str:
    return f"{_platform(arguments)}:{arguments.text('ad_id')}"


def _brand(arguments: Arguments) -> str:
    return arguments.text("page_id", "brand_id", "id")


def _describe(number: int, board: Board, member: str) -> Row:
    return {
        "id": number,
        "name": board.name,
        "folder_id": board.folder,
        "count": len(board.members),
        "contains": member in board.members,
    }


SAVED_ADS: Final = Boards(lambda desk: desk.saved_ads, _ad)
BRAND_BOARDS: Final = Boards(lambda desk: desk.brand_boards, _brand)
