"""Record and replay: what is kept of an exchange, what is left out, and what a replay costs."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import whasync
from tests.io.stage import COUNT, CREDITS, QUICK, Server, session_on, stage, wire
from whasync._core.plan import as_post, plan, write
from whasync.operations.products import CountProducts
from whasync.simulator import DEMO_KEY, Fault, Simulator, run
from whasync.testing import Cassette
from whasync.testing.cassette import path_for
from whasync.testing.recording import Question, cleaner, question_of

PATH = "/api/v1/tiktok-shop/products/count"
NOWHERE = "http://127.0.0.1:1"
"""An origin where nothing listens: a replay that sent anything would fail."""


@asynccontextmanager
async def replaying(cassette: Cassette, origin: str = NOWHERE) -> AsyncGenerator[whasync.Session]:
    async with whasync.Session(DEMO_KEY, base_url=origin, rate=QUICK, attempt_middlewares=[cassette]) as wh:
        yield wh


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.json"


def kept(path: Path) -> list[dict[str, Any]]:
    """The recordings of a cassette, as JSON."""
    recordings: list[dict[str, Any]] = json.loads(path.read_text())["recordings"]
    return recordings


def test_a_walk_is_replayed_row_by_row_without_slot_or_credit(path: Path) -> None:
    async def walk(wh: whasync.Session) -> list[Any]:
        return [row async for row in wh.tiktok_shop.products.explore(country="US", limit=10)]

    async def main() -> None:
        recording = Cassette(path)
        async with stage(Simulator(limit=6_000, rows=45), attempt_middlewares=[recording]) as (sim, wh):
            live = await walk(wh)
            assert (len(live), recording.spent, recording.saved) == (45, sim.account.charged, 0)
        replay = Cassette(path, "replay")
        async with replaying(replay) as wh:
            assert await walk(wh) == live
            assert (wh.ledger.spent, wh.ledger.in_flight, wh.ledger.in_doubt) == (0, 0, 0)
        assert (replay.saved, replay.spent) == (recording.spent, 0)

    run(main())


def test_a_thousand_replays_wait_for_no_turn(path: Path) -> None:
    async def main() -> float:
        async with stage(attempt_middlewares=[Cassette(path)]) as (_, wh):
            await wh.call(CREDITS)
        cassette = Cassette(path, "replay")
        async with whasync.Session(DEMO_KEY, base_url=NOWHERE, attempt_middlewares=[cassette]) as wh:
            start = asyncio.get_running_loop().time()
            await asyncio.gather(*(wh.call(CREDITS) for _ in range(1_000)))
            assert cassette.saved == 1_000
            return asyncio.get_running_loop().time() - start

    assert run(main()) == 0


def test_a_question_is_the_same_as_get_and_as_post(path: Path) -> None:
    async def main() -> tuple[list[str], int]:
        everything_as_post = {"longest_line": 20, "attempt_middlewares": [Cassette(path)]}
        async with stage(**everything_as_post) as (sim, wh):
            asked = await wh.call(COUNT, {"country": "US", "category_ids": [7, 8]})
        replay = Cassette(path, "replay")
        async with replaying(replay) as wh:
            assert await wh.call(COUNT, {"country": "US", "category_ids": ["7", "8"]}) == asked
        return [entry.method for entry in sim.journal], replay.saved

    assert run(main()) == (["POST"], 1)


def test_the_question_of_a_request_does_not_depend_on_how_it_is_written() -> None:
    request = plan(CountProducts(country="US", category_ids=[7, 8]), NOWHERE)
    written = [request, write(request), as_post(request), write(replace(request, url="https://other.test" + PATH))]

    assert [question_of(each, cleaner(None)) for each in written] == [
        Question(path=PATH, arguments={"category_ids": "7,8", "country": "US"})
    ] * 4


def test_exchanges_of_one_question_are_replayed_in_order_and_the_last_one_stays(path: Path) -> None:
    async def used(wh: whasync.Session, times: int) -> list[int]:
        return [(await wh.credits()).used for _ in range(times)]

    async def main() -> tuple[list[int], list[int]]:
        async with stage(attempt_middlewares=[Cassette(path)]) as (_, wh):
            live = await used(wh, 3)
        async with replaying(Cassette(path, "replay")) as wh:
            return live, await used(wh, 4)

    assert run(main()) == ([1, 2, 3], [1, 2, 3, 3])


def test_a_failed_attempt_and_its_repeat_are_replayed_as_they_came(path: Path) -> None:
    async def main() -> tuple[int, int, list[tuple[int, int]]]:
        async with stage(attempt_middlewares=[Cassette(path)]) as (sim, wh):
            sim.script(Fault("error"), Fault("rate_limited"))
            await wh.call(CREDITS)
            live = len(sim.journal)
        replay = Cassette(path, "replay")
        async with replaying(replay) as wh:
            await wh.call(CREDITS)
        return live, replay.saved, [(each["status"], each["credits"]) for each in kept(path)]

    # The 429 told of the traffic: it was asked again, and not kept.
    assert run(main()) == (3, 1, [(500, 0), (200, 1)])


def test_auto_asks_only_for_what_is_missing_and_record_asks_for_all_anew(path: Path) -> None:
    async def sent(cassette: Cassette) -> int:
        async with stage(attempt_middlewares=[cassette]) as (sim, wh):
            for country in ("US", "GB"):
                await wh.call(COUNT, {"country": country})
            return len(sim.journal)

    async def main() -> list[int]:
        async with stage(attempt_middlewares=[Cassette(path)]) as (_, wh):
            await wh.call(COUNT, {"country": "US"})
        return [await sent(Cassette(path, mode)) for mode in ("auto", "auto", "record", "replay")]

    assert run(main()) == [1, 0, 2, 0]
    assert [each["arguments"] for each in kept(path)] == [{"country": "US"}, {"country": "GB"}]


def test_the_file_is_readable_json_that_tells_question_answer_and_cost(path: Path) -> None:
    async def main() -> None:
        body = b'{"data":{"total":12345678901234567890123,"share":1.50,"name":"Cr\xc3\xa8me"}}'
        async with Server(wire(body)) as server, session_on(server, attempt_middlewares=[Cassette(path)]) as wh:
            await wh.call(COUNT, {"country": "us", "category_ids": [1, 2]})

    run(main())
    assert path.read_text() == (
        '{\n  "format": "whasync cassette 1",\n  "recordings": [\n    {\n'
        '      "path": "/api/v1/tiktok-shop/products/count",\n'
        '      "arguments": {\n        "category_ids": "1,2",\n        "country": "US"\n      },\n'
        '      "operation": "tiktok_shop.products.count",\n      "method": "GET",\n      "credits": 1,\n'
        '      "status": 200,\n      "headers": {\n        "content-type": "application/json"\n      },\n'
        '      "body": {\n        "data": {\n          "total": 12345678901234567890123,\n'
        '          "share": 1.50,\n          "name": "Crème"\n        }\n      }\n    }\n  ]\n}\n'
    )


@pytest.mark.parametrize(
    "body", [b"<html>bad</html>", b'{"data": [1, 2', b'"text"', b"", b'{"a": 1e999}', "née\x00".encode()]
)
def test_an_answer_that_is_no_json_is_replayed_byte_by_byte(path: Path, body: bytes) -> None:
    got: list[bytes] = []

    async def spy(request: whasync.Request, handler: Any) -> whasync.Answer:
        answer = await handler(request)
        got.append(answer.response.body)
        return answer

    async def ask(server: Server, cassette: Cassette) -> str:
        options = {"attempt_middlewares": [spy, cassette], "backoff": whasync.Backoff(attempts=1)}
        async with session_on(server, **options) as wh:
            try:
                return repr(await wh.call(COUNT, {"country": "US"}))
            except whasync.WhasyncError as error:
                return repr(error)

    async def main() -> None:
        async with Server(wire(body)) as server:
            live = await ask(server, Cassette(path))
            again = await ask(server, Cassette(path, "replay"))
            assert (got, len(server.requests)) == ([body, body], 1)
            assert again == live.replace("sent once", "not sent")

    run(main())


CANARY = "wh_" + "ca7a" * 12
ANOTHER = "wh_" + "beef" * 12


def test_no_key_no_cookie_and_no_address_is_ever_written(path: Path, tmp_path: Path) -> None:
    seen: set[str] = set()

    async def spy(request: whasync.Request, handler: Any) -> whasync.Answer:
        answer = await handler(request)
        seen.update(answer.response.body.decode().split())
        return answer

    async def main() -> None:
        secrets = f"{CANARY}f mail jane.doe+x@shop.example.com Bearer abcdefgh.ijkl-mnop https://cdn.test/logo@2x.png"
        escaped = f"née\njane@shop.test\tBearer abcdefghijkl\n{CANARY}"
        answer = wire(
            json.dumps({"data": {"text": secrets, "escaped": escaped, CANARY: 1}}).encode(),
            Set_Cookie=f"session=c00kie; key={CANARY}",
            Location=f"https://elsewhere.test/{CANARY}?sig=s1gnature",
            Authorization="Basic cr3dential",
        )
        async with Server(answer) as server:
            for bearer in (False, True):
                session = whasync.Session(
                    CANARY, base_url=server.origin, bearer=bearer, attempt_middlewares=[Cassette(path), spy]
                )
                async with session as wh:
                    extra = {"api_key": "0dd-key", "note": "jane.doe@shop.example.com", "bearer": bearer}
                    await wh.call(COUNT, {"country": "US", "name": ANOTHER}, extra=extra)

    run(main())
    written = "".join(file.read_text() for file in tmp_path.iterdir())
    assert "jane.doe+x@shop.example.com" in seen  # the caller has what came
    for secret in (CANARY, ANOTHER, "ca7aca7a", "jane", "abcdefgh", "c00kie", "s1gnature", "cr3dential", "0dd-key"):
        assert secret not in written
    first, second = kept(path)
    assert first["body"]["data"] == {
        "text": "[key]f mail [e-mail] Bearer [key] https://cdn.test/logo@2x.png",
        "escaped": "née\n[e-mail]\tBearer [key]\n[key]",
        "[key]": 1,
    }
    assert first["headers"] == {"content-type": "application/json", "location": "https://elsewhere.test/[key]"}
    assert second["arguments"] == {
        "api_key": "[key]",
        "bearer": "1",
        "country": "US",
        "name": "[key]",
        "note": "[e-mail]",
    }


def test_a_long_word_is_searched_once() -> None:
    clean = cleaner(None)
    start = time.process_time()

    assert clean("a" * 1_000_000) == "a" * 1_000_000
    assert time.process_time() - start < 1  # 0.02 s; searched from each of its signs it would be hours


def test_a_user_s_own_redaction_is_found_again(path: Path) -> None:
    def redact(text: str) -> str:
        return text.replace("Glow", "****")

    async def main() -> int:
        async with stage(attempt_middlewares=[Cassette(path, redact=redact)]) as (_, wh):
            await wh.call(COUNT, {"country": "US", "name": "Glow"})
        replay = Cassette(path, "replay", redact=redact)
        async with replaying(replay) as wh:
            await wh.call(COUNT, {"country": "US", "name": "Glow"})
        return replay.saved

    assert run(main()) == 1
    assert "Glow" not in path.read_text()


@pytest.mark.parametrize(
    ("endpoint", "arguments", "told"),
    [
        (
            COUNT,
            {"country": "GB", "period": "7d"},
            'differs in country, asked "GB", recorded "US"; period, asked "7d", recorded without; nothing was sent',
        ),
        (
            "tiktok-shop/shops/count",
            {"country": "US"},
            "nothing is recorded of this path; the nearest recorded is /api/v1/tiktok-shop/products/count; nothing",
        ),
    ],
)
def test_a_question_that_is_not_recorded_is_refused_with_the_nearest_one(
    path: Path, endpoint: str, arguments: dict[str, str], told: str
) -> None:
    async def main() -> None:
        async with stage(attempt_middlewares=[Cassette(path)]) as (_, wh):
            await wh.call(COUNT, {"country": "US"})
            await wh.call(COUNT, {"country": "US", "name": "Lamp", "min_revenue": 5})
        async with replaying(Cassette(path, "replay")) as wh:
            await wh.call(endpoint, arguments)

    with pytest.raises(whasync.UsageError) as caught:
        run(main())
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_replay_without_a_file_says_that_nothing_is_recorded(path: Path) -> None:
    async def main() -> None:
        async with replaying(Cassette(path, "replay")) as wh:
            await wh.call(CREDITS)

    with pytest.raises(whasync.UsageError, match="nothing is recorded there; nothing was sent"):
        run(main())
    assert not path.exists()


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b'{"format": "whasync cassette 1", "recordings": [',
        b'{"format": "whasync cassette 2", "recordings": []}',
        b'{"recordings": []}',
        b'{"format": "whasync cassette 1", "recordings": [{"path": 1}]}',
        b'{"format": "whasync cassette 1", "recordings": [], "mine": "\xff"}',
        b"[" * 100_000,
    ],
    ids=["empty", "cut", "later format", "other JSON", "wrong type", "not UTF-8", "deep"],
)
def test_a_damaged_cassette_is_refused_and_left_as_it_is(path: Path, damaged: bytes) -> None:
    path.write_bytes(damaged)

    for mode in ("auto", "replay"):
        with pytest.raises(whasync.UsageError, match="is damaged, or no cassette"):
            Cassette(path, mode)
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("place", [".", "file/shop.json"])
def test_a_place_where_nothing_can_be_written_is_refused_before_anything_is_spent(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()

    async def main() -> int:
        cassette = Cassette(tmp_path / place, "record")
        async with stage(attempt_middlewares=[cassette]) as (sim, wh):
            with pytest.raises(whasync.UsageError, match="cannot be written, and what is recorded would be lost"):
                await wh.call(COUNT, {"country": "US"})
            return len(sim.journal)

    assert run(main()) == 0


def test_a_mode_that_there_is_not_is_refused(path: Path) -> None:
    with pytest.raises(whasync.UsageError, match="mode='once' is none of auto, record, replay"):
        Cassette(path, "once")


def test_a_write_that_fails_leaves_the_old_cassette_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, text: bytes) -> int:
        with self.open("wb") as file:
            file.write(text[:100])
        raise OSError(28, "No space left on device")

    async def main() -> None:
        async with stage(attempt_middlewares=[Cassette(path)]) as (_, wh):
            await wh.call(CREDITS)
            before.append(path.read_bytes())  # noqa: ASYNC240
            monkeypatch.setattr(Path, "write_bytes", full)
            with pytest.raises(OSError, match="No space left"):
                await wh.call(CREDITS)

    before: list[bytes] = []
    run(main())
    assert (path.read_bytes(), list(path.parent.iterdir())) == (before[0], [path])


def test_recording_stops_at_its_cap_however_many_ask_at_once(path: Path) -> None:
    async def main() -> tuple[int, int, int, int]:
        cassette = Cassette(path, max_credits=3)
        async with stage(attempt_middlewares=[cassette]) as (sim, wh):
            calls = (wh.call(COUNT, {"country": "US", "name": str(n)}) for n in range(10))
            outcomes = await asyncio.gather(*calls, return_exceptions=True)
            refused = sum(isinstance(outcome, whasync.BudgetExceededError) for outcome in outcomes)
            return sim.account.charged, cassette.spent, len(sim.journal), refused

    assert run(main()) == (3, 3, 3, 7)


def test_a_lost_attempt_counts_against_the_cap(path: Path) -> None:
    async def main() -> int:
        cassette = Cassette(path, max_credits=1)
        async with stage(attempt_middlewares=[cassette]) as (sim, wh):
            sim.script(Fault("drop"))
            with pytest.raises(whasync.TransportError) as lost:
                await wh.call(CREDITS)
            assert isinstance(lost.value.__cause__, whasync.BudgetExceededError)  # why it was not sent again
            assert "may cost 1 credits, and 1 are spent" in str(lost.value.__cause__)
            return len(sim.journal)

    assert run(main()) == 1


def test_tests_whose_names_come_out_alike_have_cassettes_of_their_own() -> None:
    file = Path("tests/test_shop.py")
    names = ["TestShop::test_it[a/b]", "TestShop::test_it[a b]", "TestShop::test_it[a-b]", "x" * 300, "x" * 301]
    paths = [path_for(file, name) for name in names]

    assert len(set(paths)) == 5
    assert path_for(file, "test_it[US]") == Path("tests/cassettes/test_shop/test_it[US].json")
    assert max(len(path.name) for path in paths) < 140


def test_a_place_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(whasync.UsageError, match="cannot be read: Is a directory"):
        Cassette(tmp_path)
