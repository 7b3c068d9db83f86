"""The connections' sockets, which tell when bytes go."""

from __future__ import annotations

import logging
import socket
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
_log = logging.getLogger("whasync")

Tell: TypeAlias = Callable[[Awaitable[T]], Coroutine[Any, Any, T]]


class Sockets:
    """Makes sockets for aiohttp, and calls back right before one of them sends a request.

    What an export notes of a page that goes out must hold if the process is killed in the very next moment. From the
    beginning of aiohttp's sending to the system's call it takes some 20 us (measured), and one kill in a hundred falls
    between them.
    """

    def __init__(self) -> None:
        self.sending: Callable[[], None] | None = None

    def __call__(self, address: tuple[Any, ...]) -> socket.socket:
        return _Socket(self, address)

    def telling(self, sending: Callable[[], None] | None) -> Tell[Any] | None:
        """What awaits aiohttp's sending of a request, and calls *sending* once, right before the bytes go."""
        return None if sending is None else partial(self._around, sending)

    async def _around(self, sending: Callable[[], None], send: Awaitable[T]) -> T:
        self.sending = sending
        try:
            return await send
        finally:
            self.tell()  # where the bytes go a little later, as those of a body, or by sockets of the loop's own

    def tell(self) -> None:
        """Call back, unless that is done."""
        if self.sending is not None:
            sending, self.sending = self.sending, None
            try:
                sending()
            except Exception:  # noqa: BLE001 - the loop would log it with its frames, and those hold the bytes
                _log.exception("what is called before a request goes failed")


class _Socket(socket.socket):
    def __init__(self, sockets: Sockets, address: tuple[Any, ...]) -> None:
        family, kind, protocol, *_ = address
        super().__init__(family, kind, protocol)
        self._sockets = sockets

    def send(self, *arguments: Any) -> int:
        if self._sockets.sending is not None:
            self._sockets.tell()
        return super().send(*arguments)
