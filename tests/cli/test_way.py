"""The way of a call to the API: the header of the key, and a proxy whose password is shown nowhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import pytest

from tests.cli.stage import Command, Upstream
from whasync.simulator import DEMO_KEY

PASSWORD = "hunter2"
ANYWHERE = "http://api.example"


class Proxy(ThreadingHTTPServer):
    """Passes whatever is asked for on to the simulator, and keeps the headers that came."""

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Pass)
        self.upstream = urlsplit(upstream).netloc
        self.passed: list[tuple[str, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://user:{PASSWORD}@127.0.0.1:{self.server_port}"


class _Pass(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        proxy = cast("Proxy", self.server)
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        proxy.passed.append((f"{parts.scheme}://{parts.netloc}", headers))
        onward = {name: headers[name] for name in ("authorization", "x-api-key") if name in headers}
        with closing(HTTPConnection(proxy.upstream)) as connection:
            connection.request("GET", f"{parts.path}?{parts.query}".rstrip("?"), headers=onward)
            response = connection.getresponse()
            body = response.read()
        self.send_response(response.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Its own would go to stderr."""


@pytest.fixture
def proxy(upstream: Upstream) -> Iterator[Proxy]:
    with Proxy(upstream.origin) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "words",
    [
        ["credits"],
        ["call", "products/count", "country=US"],
        ["export", "products/explore", "country=US", "--max-rows", "100", "-o", "rows.ndjson"],
        ["export", "products/explore", "country=US", "--count", "-o", "rows.ndjson"],
        ["doctor"],
    ],
    ids=["credits", "call", "export", "plan", "doctor"],
)
def test_what_calls_the_api_takes_a_proxy_and_the_other_header_of_the_key(
    whasync: Command, proxy: Proxy, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = whasync(*words, "--base-url", ANYWHERE, "--proxy", proxy.url, "--bearer")
    assert ended.status == 0, ended.err
    assert proxy.passed[-1][0] == ANYWHERE
    assert proxy.passed[-1][1]["authorization"] == f"Bearer {DEMO_KEY}"
    assert [headers for _, headers in proxy.passed if "x-api-key" in headers] == []
    assert PASSWORD not in ended.out + ended.err


@pytest.mark.parametrize(
    "proxy_url",
    [
        "proxy",
        f"user:{PASSWORD}@proxy:3128",
        f"socks5://user:{PASSWORD}@proxy:1080",
        f"http://user:{PASSWORD}@",
        f"http://user:{PASSWORD}@proxy:99999",
        f"http://user:{PASSWORD}@[proxy",
    ],
)
@pytest.mark.parametrize("command", ["credits", "doctor"])
def test_a_proxy_that_is_none_is_refused_without_its_password(whasync: Command, command: str, proxy_url: str) -> None:
    ended = whasync(command, "--proxy", proxy_url)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "is no URL of an HTTP proxy, such as http://proxy:3128" in ended.err
    assert PASSWORD not in ended.err


def test_a_proxy_that_is_away_or_misspelt_keeps_its_password(whasync: Command) -> None:
    proxy_url = f"http://user:{PASSWORD}@127.0.0.1:1"
    for ended in (whasync("doctor", "--proxy", proxy_url), whasync("credits", "--proxi", proxy_url)):
        assert ended.status in (2, 5)
        assert PASSWORD not in ended.out + ended.err
    assert "--proxi http://[...]@127.0.0.1:1" in ended.err


def test_the_doctor_names_the_options_of_the_command_line(whasync: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    ended = whasync("doctor", "--base-url", "http://127.0.0.1:1")
    assert "heeds only --proxy URL" in " ".join(ended.out.split())
    assert "Session(" not in ended.out
