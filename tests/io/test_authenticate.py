"""The credential: where it goes, where it never goes, and which keys are refused before anything is sent."""

from __future__ import annotations

import pickle
import warnings

import pytest
from msgspec.structs import replace

import whasync
from tests.io.stage import COUNT, CREDITS, Server, session_on, stage, wire
from whasync import Answer, KeyFormatWarning, Request, UsageError
from whasync._io.authenticate import Secret, check_key
from whasync._io.chain import Handler
from whasync.simulator import DEMO_KEY, Simulator, run

ODD_KEY = "test-key-of-another-form"


def heads(server: Server) -> list[list[str]]:
    """The credential headers of each request."""
    return [
        [line for line in request.decode().split("\r\n") if line.lower().startswith(("x-api-key", "authorization"))]
        for request in server.requests
    ]


@pytest.mark.parametrize(
    ("bearer", "header"),
    [(False, f"X-API-Key: {DEMO_KEY}"), (True, f"Authorization: Bearer {DEMO_KEY}")],
    ids=["by default", "by choice"],
)
def test_the_key_goes_in_one_header_and_never_in_the_url(bearer: bool, header: str) -> None:
    async def main() -> tuple[list[list[str]], list[str]]:
        async with Server(wire(b'{"count": 1}')) as server, session_on(server, bearer=bearer) as wh:
            await wh.call(COUNT, {"country": "US"})
            return heads(server), server.lines

    assert run(main()) == ([[header]], ["GET /api/v1/tiktok-shop/products/count?country=US HTTP/1.1"])


@pytest.mark.parametrize("bearer", [False, True])
def test_the_simulator_takes_the_key_either_way(bearer: bool) -> None:
    async def main() -> int:
        async with stage(bearer=bearer) as (sim, wh):
            await wh.call(CREDITS)
            return sim.account.charged

    assert run(main()) == 1


def test_the_key_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WH_API_KEY", DEMO_KEY)

    async def main() -> list[list[str]]:
        async with Server(wire(b'{"count": 1}')) as server, whasync.Session(base_url=server.origin) as wh:
            await wh.call(COUNT, {"country": "US"})
            return heads(server)

    assert run(main()) == [[f"X-API-Key: {DEMO_KEY}"]]


BAD_KEYS = {
    "empty": ("", "no API key: pass Session"),
    "a space within": ("wh_ 1", "holds white space, a newline or quotes"),
    "a space behind": ("wh_1 ", "holds white space, a newline or quotes"),
    "a newline": ("wh_1\n", "holds white space, a newline or quotes"),
    "a header's end": ("wh_1\r\nX-Evil: 1", "holds white space, a newline or quotes"),
    "no-break space": ("wh_1\u00a0", "holds white space, a newline or quotes"),
    "quotes": ('"wh_1"', "holds white space, a newline or quotes"),
    "apostrophes": ("'wh_1'", "holds white space, a newline or quotes"),
    "accents": ("wh_é", "signs that cannot stand in a header"),
    "a null": ("wh_\x00", "signs that cannot stand in a header"),
}


@pytest.mark.parametrize(("key", "message"), BAD_KEYS.values(), ids=BAD_KEYS)
def test_a_key_that_cannot_work_is_refused_and_not_shown(key: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        whasync.Session(key)
    assert not key or key not in str(caught.value)


def test_a_key_of_another_form_is_warned_of_at_the_callers_line_and_used_all_the_same() -> None:
    async def main() -> int:
        async with Simulator(key=ODD_KEY, rows=10) as sim:
            with pytest.warns(KeyFormatWarning) as caught:
                session = whasync.Session(ODD_KEY, base_url=sim.origin)
            assert [(warning.filename, ODD_KEY in str(warning.message)) for warning in caught] == [(__file__, False)]
            async with session as wh:
                await wh.call(CREDITS)
            return sim.account.charged

    assert run(main()) == 1


@pytest.mark.parametrize("key", [DEMO_KEY, "WH_" + "AB" * 24])
def test_a_key_of_the_documented_form_is_not_warned_of(key: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_key(key)


def test_a_secret_shows_in_no_repr_no_format_and_no_pickle() -> None:
    secret = Secret("wh_1", "Bearer ")
    assert (repr(secret), str(secret), f"{secret}") == ("Secret(...)",) * 3
    assert secret.reveal() == "Bearer wh_1"
    with pytest.raises(TypeError, match="a secret is not pickled"):
        pickle.dumps(secret)


@pytest.mark.parametrize(
    "elsewhere",
    ["http://evil.test", "http://127.0.0.1.evil.test", "{origin}.evil.test", "{origin}@evil.test", "{origin}1"],
)
def test_a_middleware_that_changes_the_origin_is_refused_and_nothing_is_sent(elsewhere: str) -> None:
    async def main() -> tuple[int, int | None]:
        async def strays(request: Request, handler: Handler) -> Answer:
            path = request.url.removeprefix(sim.origin)
            return await handler(replace(request, url=elsewhere.format(origin=sim.origin) + path))

        async with Simulator(rows=10) as sim, whasync.Session(sim.key, base_url=sim.origin, middlewares=[strays]) as wh:
            with pytest.raises(UsageError, match="a middleware changed the origin; the key goes to"):
                await wh.call(CREDITS)
            return len(sim.journal), wh.ledger.in_flight

    assert run(main()) == (0, 0)


def test_a_redirect_takes_the_key_to_no_other_origin() -> None:
    async def main() -> tuple[int, str]:
        async with Server(wire(b'{"count": 1}')) as other:
            answer = wire(b"", "302 Found", Location=f"{other.origin}/api/v1/tiktok-shop/credits?next=1")
            async with Server(answer) as server, session_on(server) as wh:
                with pytest.raises(whasync.NotJSONError) as caught:
                    await wh.call(CREDITS)
            return len(other.requests), str(caught.value).replace(other.origin, "http://other")

    seen, message = run(main())
    assert seen == 0
    assert message.startswith(
        "tiktok_shop.credits: redirected (HTTP 302, sent once) to http://other/api/v1/tiktok-shop/credits. "
    )


@pytest.mark.parametrize("bearer", [False, True])
def test_a_body_that_repeats_the_key_comes_back_masked(bearer: bool) -> None:
    async def main() -> whasync.ResponseError:
        body = b'{"success": false, "error": "Invalid value in X-API-Key: %s", "hint": "is %s new?"}'
        answer = wire(body.replace(b"%s", DEMO_KEY.encode()), "400 Bad Request")
        async with Server(answer) as server, session_on(server, bearer=bearer) as wh:
            with pytest.raises(whasync.BadRequestError) as caught:
                await wh.call(CREDITS)
            return caught.value

    error = run(main())
    assert error.body == b'{"success": false, "error": "Invalid value in X-API-Key: [key]", "hint": "is [key] new?"}'
    assert DEMO_KEY not in str(error) + repr(vars(error))


def test_a_header_that_repeats_the_key_comes_back_masked() -> None:
    async def main() -> str:
        answer = wire(b"", "302 Found", Location=f"/echo/{DEMO_KEY}")
        async with Server(answer) as server, session_on(server) as wh:
            with pytest.raises(whasync.NotJSONError) as caught:
                await wh.call(CREDITS)
            return str(caught.value)

    assert "redirected (HTTP 302, sent once) to /echo/[key]." in run(main())


def test_no_middleware_ever_sees_the_key() -> None:
    seen: list[object] = []

    async def looks(request: Request, handler: Handler) -> Answer:
        answer = await handler(request)
        seen.extend((request.headers, answer.request.headers, repr(answer)))
        return answer

    async def main() -> None:
        async with stage(middlewares=[looks], attempt_middlewares=[looks]) as (_, wh):
            await wh.call(CREDITS)

    run(main())
    assert len(seen) == 6
    assert DEMO_KEY not in repr(seen)
    assert "X-API-Key" not in repr(seen)
