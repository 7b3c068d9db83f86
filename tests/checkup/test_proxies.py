"""What a real nginx does to a call on its way, and TLS that does not hold."""

from __future__ import annotations

import pytest

from tests.checkup.conftest import Nginx
from tests.checkup.stage import examined, failed, finding, free_port
from whasync.simulator import Simulator

LONG = {"country": "US", "category_ids": [str(600_000 + number) for number in range(400)]}


async def test_a_414_of_a_strict_proxy_is_named_and_the_question_goes_as_post(nginx: Nginx) -> None:
    async with Simulator(port=nginx.upstream) as simulator:
        diagnosis = await examined(nginx.origin("long"), "products/explore", LONG, send=True)
        assert [entry.method for entry in simulator.journal] == ["GET", "POST"]
    found = finding(diagnosis, "verb")
    assert found.outcome == "warning"
    assert 'HTTP 414, request line too long: a page "414 Request-URI Too Large" by nginx/' in found.seen
    assert "sends POST" in found.fix
    assert (diagnosis.is_well, simulator.account.charged) == (True, 1)


async def test_a_414_where_the_endpoint_takes_no_post_is_a_failure(nginx: Nginx) -> None:
    long = {"countries": "US", "keyword": "x" * 2_000}
    async with Simulator(port=nginx.upstream) as simulator:
        diagnosis = await examined(nginx.origin("long"), "adlibrary", long, send=True)
    assert (failed(diagnosis), simulator.account.charged) == (["verb"], 0)
    assert "split the longest list" in finding(diagnosis, "verb").fix


async def test_a_502_page_says_that_the_proxy_has_no_answer(nginx: Nginx) -> None:
    diagnosis = await examined(nginx.origin("down"))
    found = finding(diagnosis, "api")
    assert failed(diagnosis) == ["api"]
    assert 'HTTP 502, a server on the way failed: a page "502 Bad Gateway" by nginx/' in found.seen
    assert "its log tells why" in found.fix
    assert diagnosis.bill.requests == 1


@pytest.mark.parametrize(
    ("trouble", "bearer", "fix"),
    [
        ("stripped", False, "Session(bearer=True), or have the proxy pass X-API-Key"),
        ("stripped-bearer", True, "Session(bearer=False), or have the proxy pass Authorization"),
    ],
)
async def test_a_proxy_that_takes_the_keys_header_out_is_found_out(
    nginx: Nginx, trouble: str, bearer: bool, fix: str
) -> None:
    async with Simulator(port=nginx.upstream) as simulator:
        diagnosis = await examined(nginx.origin(trouble), bearer=bearer)
    assert failed(diagnosis) == ["auth"]
    assert finding(diagnosis, "auth").fix == fix
    assert finding(diagnosis, "quota").outcome == "ok"
    assert (diagnosis.bill.requests, simulator.account.charged) == (3, 1)


async def test_a_proxys_own_limit_is_told_from_the_apis(nginx: Nginx) -> None:
    async with Simulator(port=nginx.upstream) as simulator:
        for requests in (2, 1):  # the first run is let through once, the second not at all
            diagnosis = await examined(nginx.origin("limited"))
            found = finding(diagnosis, "rate")
            assert (failed(diagnosis), diagnosis.bill.requests) == (["rate"], requests)
            assert 'HTTP 429, over the limit per minute: a page "429 Too Many Requests" by nginx/' in found.seen
            assert "limit_req" in found.fix
    assert simulator.account.charged == 0


async def test_a_proxy_that_changes_paths_is_not_the_api(nginx: Nginx) -> None:
    async with Simulator(port=nginx.upstream):
        diagnosis = await examined(nginx.origin("renamed"))
    assert failed(diagnosis) == ["api"]
    assert "how a proxy rewrites paths" in finding(diagnosis, "api").fix


async def test_a_captive_portal_gets_no_key(nginx: Nginx) -> None:
    diagnosis = await examined(nginx.origin("hungry"))
    assert (failed(diagnosis), diagnosis.bill.requests) == (["api"], 1)
    assert '"Log in to the network"' in finding(diagnosis, "api").seen


async def test_a_redirect_to_https_is_not_followed_and_is_the_origin_to_set(nginx: Nginx) -> None:
    diagnosis = await examined(nginx.origin("redirect"))
    assert (failed(diagnosis), diagnosis.bill.requests) == (["origin"], 1)
    found = finding(diagnosis, "origin")
    assert f"redirected to https://localhost:{nginx.ports['good']}/api/v1/" in found.seen
    assert "set base_url" in found.fix


@pytest.mark.parametrize(
    ("certificate", "trusted", "seen", "means"),
    [
        ("good", False, "self-signed certificate", "nobody whom this machine trusts signed it"),
        ("expired", True, "certificate has expired", "it has expired, or this machine's clock is ahead"),
        ("early", True, "certificate is not yet valid", "it is not valid yet, or this machine's clock is behind"),
        ("other-host", True, "certificate is not valid for 'localhost'", "it was made for another host"),
    ],
)
async def test_a_certificate_that_does_not_hold_is_told_with_its_flaw(
    nginx: Nginx, certificate: str, trusted: bool, seen: str, means: str
) -> None:
    tls = nginx.trusting(certificate) if trusted else None
    diagnosis = await examined(nginx.origin(certificate, "https", "localhost"), tls=tls)
    found = finding(diagnosis, "tls")
    assert (failed(diagnosis), diagnosis.bill.requests) == (["tls"], 0)
    assert seen in found.seen
    assert means in found.means
    assert found.fix


async def test_a_certificate_that_is_trusted_holds(nginx: Nginx) -> None:
    async with Simulator(port=nginx.upstream):
        diagnosis = await examined(nginx.origin("good", "https", "localhost"), tls=nginx.trusting("good"))
    assert diagnosis.is_well
    assert finding(diagnosis, "tls").seen == "the certificate holds until Jan  1 00:00:00 2120 GMT"


async def test_https_at_a_port_of_http_and_the_other_way_round(nginx: Nginx) -> None:
    diagnosis = await examined(nginx.origin("plain", "https"))
    assert (failed(diagnosis), finding(diagnosis, "tls").means) == (["tls"], "http where https is asked")
    diagnosis = await examined(nginx.origin("good", "http"))
    assert failed(diagnosis) == ["api"]
    assert '"400 The plain HTTP request was sent to HTTPS port"' in finding(diagnosis, "api").seen


async def test_a_port_where_nothing_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    diagnosis = await examined(f"http://127.0.0.1:{free_port()}")
    found = finding(diagnosis, "connect")
    assert failed(diagnosis) == ["connect"]
    assert found.seen.endswith(": Connection refused")
    assert "HTTPS_PROXY is set here, and a session heeds only Session(proxy=...)" in found.fix


async def test_through_a_proxy_of_ones_own_the_proxy_is_what_is_resolved_and_reached(nginx: Nginx) -> None:
    async with Simulator(port=nginx.upstream):
        diagnosis = await examined("http://api.test", proxy=nginx.origin("plain"))
    assert diagnosis.is_well
    assert finding(diagnosis, "connect").seen == f"the proxy 127.0.0.1:{nginx.ports['plain']} is open"


async def test_a_name_that_no_one_has() -> None:
    diagnosis = await examined(f"https://{'x' * 64}.test")
    assert (failed(diagnosis), diagnosis.bill.requests) == (["dns"], 0)
    assert "check the spelling" in finding(diagnosis, "dns").fix
