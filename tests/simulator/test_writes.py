"""What is written is seen by the reads after it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.asking import NOON, V1, ask
from whasync.simulator import Account, Simulator, run

LIBRARY = "https://www.facebook.com/ads/library/?view_all_page_id="


class Caller:
    """Short words for the calls of these tests."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def get(self, path: str, **query: object) -> Any:
        return (await ask(self._simulator, f"{V1}/{path}", query)).json

    async def post(self, path: str, **body: object) -> Any:
        return (await ask(self._simulator, f"{V1}/{path}", post=body)).json


def test_a_followed_brand_is_listed_and_an_unfollowed_one_is_not() -> None:
    async def main() -> list[Any]:
        async with Simulator(today=NOON) as simulator:
            call = Caller(simulator)
            first = await call.post("brands/follow", url=LIBRARY + "123456789012345")
            again = await call.post("brands/follow", url=LIBRARY + "123456789012345")
            listed = await call.get("brands", limit=50)
            await call.post("brands/unfollow", page_id="123456789012345")
            after = await call.get("brands", limit=50)
            return [first["already_tracked"], again["already_tracked"], listed["total"], after["total"], listed]

    first, again, listed, after, page = run(main())

    assert (first, again, listed, after) == (False, True, 61, 60)
    assert page["brands"][0] == page["brands"][0] | {"id": "123456789012345", "added_at": "2026-07-15"}


def test_what_one_account_follows_another_does_not_see() -> None:
    async def main() -> int:
        async with Simulator() as simulator:
            simulator.add_account(Account("other", "standard", 100), "wh_other")
            await Caller(simulator).post("brands/follow-by-domain", domain="shop.example.com")
            answer = await ask(simulator, f"{V1}/brands", headers={"X-API-Key": "wh_other"})
            return int(answer.json["total"])

    assert run(main()) == 60


def test_a_saved_ad_is_on_its_board_and_is_saved_only_once() -> None:
    async def main() -> tuple[Any, ...]:
        async with Simulator() as simulator:
            call = Caller(simulator)
            folder = (await call.post("saved-ads/create-folder", name="Summer"))["folder"]["id"]
            board = (await call.post("saved-ads/create-board", folder_id=folder, name="Lamps"))["board"]["id"]
            saved = [await call.post("saved-ads/save", ad_id="77", board_id=board) for _ in range(2)]
            seen = await call.get("saved-ads/folders-with-boards", ad_id="77")
            await call.post("saved-ads/remove-ad", ad_id="77", board_id=board)
            return saved[0]["already_saved"], saved[1]["already_saved"], seen, await call.get("saved-ads/boards")

    first, second, seen, boards = run(main())
    board = {"id": 2, "name": "Lamps", "folder_id": 1}

    assert (first, second) == (False, True)
    assert seen == [{"id": 1, "name": "Summer", "boards": [{**board, "count": 1, "contains": True}]}]
    assert boards == [{**board, "count": 0, "contains": False}]


@pytest.mark.parametrize("prefix", ["saved-ads", "brands"])
def test_folders_and_boards_are_renamed_and_deleted(prefix: str) -> None:
    async def main() -> list[Any]:
        async with Simulator() as simulator:
            call = Caller(simulator)
            await call.post(f"{prefix}/create-folder", name="Old")
            await call.post(f"{prefix}/create-board", folder_id=1, name="Old")
            await call.post(f"{prefix}/rename-folder", folder_id=1, name="New")
            await call.post(f"{prefix}/rename-board", board_id=2, name="New")
            renamed = await call.get(f"{prefix}/folders-with-boards")
            deleted = await call.post(f"{prefix}/delete-folder", folder_id=1)
            missing = await call.post(f"{prefix}/delete-board", board_id=2)
            return [renamed, deleted, missing, await call.get(f"{prefix}/folders-with-boards")]

    renamed, deleted, missing, left = run(main())

    assert [(folder["name"], [board["name"] for board in folder["boards"]]) for folder in renamed] == [("New", ["New"])]
    assert (deleted, left) == ({"success": True}, [])
    assert missing == {"success": False, "error": "Board not found"}


def test_brands_can_be_listed_by_their_board() -> None:
    async def main() -> list[str]:
        async with Simulator() as simulator:
            call = Caller(simulator)
            page_id = (await call.get("brands", limit=1))["brands"][0]["id"]
            board = (await call.post("brands/create-board", name="Mine"))["board"]["id"]
            await call.post("brands/add-to-board", board_id=board, page_id=page_id)
            shared = await call.post("brands/generate-shareable-board-link", board_id=board)
            assert shared["url"].endswith(shared["token"])
            rows = (await call.get("brands", board_id=board))["brands"]
            assert [row["id"] for row in rows] == [page_id]
            await call.post("brands/remove-from-board", board_id=board, page_id=page_id)
            return [row["id"] for row in (await call.get("brands", board_id=board))["brands"]]

    assert run(main()) == []


def test_toggling_a_favourite_twice_undoes_it() -> None:
    async def main() -> list[Any]:
        async with Simulator() as simulator:
            call = Caller(simulator)
            states = []
            for _ in range(2):
                toggled = await call.post("landers/favorites/toggle", lander_key="k", lander_url="https://a.example")
                states += [toggled["favorited"], (await call.get("landers/favorites"))["data"]]
            return states

    kept = {"lander_key": "k", "lander_url": "https://a.example", "advertiser_name": ""}
    assert run(main()) == [True, [kept], False, []]


def test_notifications_go_on_before_an_id_and_can_be_read() -> None:
    async def main() -> tuple[list[int], int, int]:
        async with Simulator() as simulator:
            call = Caller(simulator)
            ids: list[int] = []
            while rows := (await call.get("notifications", limit=30, **({"before_id": ids[-1]} if ids else {})))[
                "data"
            ]:
                ids += [row["id"] for row in rows]
            await call.post("notifications/mark-read", ids=[1, 2, 999])
            some = (await call.get("notifications/unread-count"))["unread_count"]
            await call.post("notifications/mark-all-read")
            return ids, some, (await call.get("notifications/unread-count"))["unread_count"]

    assert run(main()) == (list(range(75, 0, -1)), 73, 0)


def test_the_digest_keeps_what_was_posted() -> None:
    async def main() -> Any:
        async with Simulator() as simulator:
            call = Caller(simulator)
            await call.post("brands/notifications/prefs", frequency="daily")
            return await call.get("brands/notifications/prefs")

    assert run(main()) == {"success": True, "prefs": {"frequency": "daily", "email": True}}
