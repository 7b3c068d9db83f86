"""aiohttp, and the only place that names it: a request goes out once, a whole response or a TransportError comes back.

What is switched off, and why. Redirects: aiohttp forwards `X-API-Key` to the other origin. Cookies: a PHP session
locks its file, so that calls with a session cookie run one after the other. The silent resend: aiohttp sends an
idempotent request again when a connection breaks, behind the back of slots and ledger; an exception it does not know,
raised by a native middleware, stops that.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
from yarl import URL

from .._core.timeouts import Timeouts
from .._core.wire import Request, Response
from ..errors import TransportError, TransportTimeoutError, UsageError
from .authenticate import Secret
from .departure import tell_departure
from .sockets import Sockets, Tell
from .watch import Watch, Watched

# Apache closes an idle connection after 5 s by default; a little less avoids to meet a stale one.
_KEEP_ALIVE = 4.0

# Seconds. A server that moves is found within five minutes, and few calls wait for its name.
_DNS_TTL = 300


class _Request(ClientRequest):
    """Notes when its bytes are handed to the connection."""

    attempt: Watched
    tell: Tell[ClientResponse] | None

    # Any: aiohttp does not export its Connection. The type of a coroutine has one name for pyright, another for mypy.
    def send(self, conn: Any) -> Coroutine[Any, Any, ClientResponse]:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.attempt.sent_at = self.attempt.heard = self.loop.time()
        tell_departure()
        return super().send(conn) if self.tell is None else self.tell(super().send(conn))

    async def write_bytes(self, *arguments: Any) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.attempt.heard = None  # a body goes out; no answer is due yet
        await super().write_bytes(*arguments)
        self.attempt.heard = self.loop.time()


class _LostError(Exception):
    """Stands in for aiohttp's own errors, which would make it send the request again."""

    def __init__(self, cause: BaseException) -> None:
        self.cause = cause


class _SentOnce:
    """A native middleware for one attempt: tells the request whose it is, and stops the silent second sending."""

    __slots__ = ("_attempt", "_tell")

    def __init__(self, attempt: Watched, tell: Tell[ClientResponse] | None) -> None:
        self._attempt, self._tell = attempt, tell

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        assert isinstance(request, _Request)  # noqa: S101 - the session makes no others
        request.attempt, request.tell = self._attempt, self._tell
        try:
            return await handler(request)
        except (aiohttp.ClientError, OSError) as error:
            raise _LostError(error) from None


class Connections:
    """Connections that transports may share; whoever made them closes them.

    Args:
        limit: The most that are open at once.
    """

    def __init__(self, limit: int, tls: ssl.SSLContext | None = None) -> None:
        self.sockets = Sockets()
        self.connector = aiohttp.TCPConnector(
            limit=limit,
            keepalive_timeout=_KEEP_ALIVE,
            ttl_dns_cache=_DNS_TTL,
            ssl=tls or True,
            socket_factory=self.sockets,
        )

    async def close(self) -> None:
        """Close them, those in use as well."""
        await self.connector.close()


class Transport:
    """One aiohttp session, bound to the loop and the process that opened it.

    Args:
        connections: How many it may have, or those that it shares with others.
    """

    def __init__(
        self,
        connections: int | Connections,
        timeouts: Timeouts,
        *,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        shared = Connections(connections, tls) if isinstance(connections, int) else connections
        self._loop = asyncio.get_running_loop()
        self._pid = os.getpid()
        self._proxy = proxy
        self._watch = Watch(read=timeouts.read, total=timeouts.total)
        self._under_way = 0
        self._idle = asyncio.Event()
        self._sockets = shared.sockets
        self._session = aiohttp.ClientSession(
            connector=shared.connector,
            connector_owner=shared is not connections,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(
                total=None,
                sock_connect=timeouts.connect,
                ceil_threshold=float("inf"),  # else aiohttp rounds the deadline up to whole seconds
            ),
            request_class=_Request,
            headers={"Accept": "application/json"},
            auto_decompress=True,
        )

    def check_owner(self) -> None:
        """Refuse a loop or a process that the session does not belong to.

        Raises:
            UsageError: It was opened in another event loop, or before a fork.
        """
        try:
            if asyncio.get_running_loop() is self._loop:
                return
        except RuntimeError:  # a fork takes the running loop away
            pass
        if os.getpid() != self._pid:
            raise UsageError("the session was opened before a fork; open it in the process that uses it")
        raise UsageError("the session was opened in another event loop; open one session in each loop")

    async def __call__(self, request: Request) -> Response:
        if self._session.closed:  # while the call was on its way here
            raise UsageError(f"{request.operation}: the session is closed; nothing was sent")
        attempt = self._watch.begin()
        failure: TransportError
        self._under_way += 1
        try:
            return await self._answer(request, attempt)
        except (_LostError, aiohttp.ClientError, OSError, ValueError) as error:
            failure = _translated(request, error, attempt.sent)
        except BaseException as error:
            error.__traceback__ = None  # aiohttp's frames hold the headers, and so the key
            if not isinstance(error, asyncio.CancelledError) or not attempt.takes_cancellation():
                attempt.mark(error)
                raise
            late = aiohttp.SocketTimeoutError() if attempt.missed == "read" else TimeoutError()
            failure = _translated(request, late, attempt.sent)
        finally:
            self._watch.end(attempt)
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()
        # Outside the handler, so that neither cause nor context keeps aiohttp's error: it holds the key.
        raise attempt.mark(failure)

    async def _answer(self, request: Request, attempt: Watched) -> Response:
        response = await self._session.request(
            request.method,
            URL(request.url, encoded=True),
            headers=_revealed(request.headers),
            data=request.body or None,
            allow_redirects=False,
            middlewares=(_SentOnce(attempt, self._sockets.telling(request.sending)),),
            proxy=self._proxy,
        )
        at = attempt.heard = self._loop.time()
        chunks: list[bytes] = []
        try:
            while not response.content.at_eof():  # `read` would not tell when bytes come
                chunks.append(await response.content.readany())
                attempt.heard = self._loop.time()
        except BaseException:
            response.close()
            raise
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Response(status=response.status, headers=headers, body=b"".join(chunks), at=at)

    async def drain(self, grace: float) -> None:
        """Wait for the answers to what was sent, *grace* seconds at most."""
        self._idle.clear()
        if self._under_way and grace > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), grace)

    async def close(self) -> None:
        """Close the connections."""
        self._watch.close()
        await self._session.close()


def _revealed(headers: Mapping[str, Any]) -> dict[str, str]:
    return {name: value.reveal() if isinstance(value, Secret) else value for name, value in headers.items()}


# The first that fits says what went wrong, in our own words: aiohttp's may quote headers and URLs.
_TROUBLES: tuple[tuple[type[BaseException], type[TransportError], str], ...] = (
    (aiohttp.ConnectionTimeoutError, TransportTimeoutError, "no connection within the deadline"),
    (aiohttp.SocketTimeoutError, TransportTimeoutError, "no bytes came within the read deadline"),
    (TimeoutError, TransportTimeoutError, "no whole answer within the total deadline"),
    (aiohttp.ClientConnectorCertificateError, TransportError, "the server's TLS certificate does not hold"),
    (aiohttp.ClientConnectorSSLError, TransportError, "the TLS handshake failed"),
    (aiohttp.ClientConnectorDNSError, TransportError, "the host name did not resolve"),
    (aiohttp.ClientConnectorError, TransportError, "no connection: refused or unreachable"),
    (aiohttp.ServerDisconnectedError, TransportError, "the connection was closed without an answer"),
    (aiohttp.ClientPayloadError, TransportError, "the body was cut off or could not be unpacked"),
    (aiohttp.ClientResponseError, TransportError, "what answered does not speak HTTP"),
    (ValueError, TransportError, "what answered does not speak HTTP"),
    (BaseException, TransportError, "the connection broke"),
)


def _translated(request: Request, error: Exception, sent: bool) -> TransportError:
    cause = error.cause if isinstance(error, _LostError) else error
    kind, what = next((kind, what) for trouble, kind, what in _TROUBLES if isinstance(cause, trouble))
    charged = "it may have been charged" if sent else "nothing was sent"
    return kind(f"{request.operation}: {what} ({type(cause).__name__}); {charged}", sent=sent)
