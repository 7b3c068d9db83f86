"""How a request is written into the journal: whole, but for its credentials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from .books import Entry
from .wire import Incoming

HIDDEN: Final = "***"
CREDENTIAL_HEADERS: Final = frozenset({"x-api-key", "authorization", "proxy-authorization", "cookie"})
KEY_IN_QUERY: Final = re.compile(r"(?<=[?&]api_key=)[^&#]*")
KEY_IN_BODY: Final = re.compile(rb"wh_\w{8,}")
"""Whatever looks like a key, whether it is one of ours or not. A pattern of its own, since the simulator shares nothing
with the client; it hides all that the client would."""


def entry_for(request: Incoming, at: float, keys: Iterable[str]) -> Entry:
    """The entry of a request that has just arrived; the verdict is still to come."""
    known = [key for key in keys if key]
    return Entry(
        at=at,
        account="",
        method=request.method,
        target=_clean(KEY_IN_QUERY.sub(HIDDEN, request.target), known),
        line_bytes=request.line_bytes,
        headers={
            name: HIDDEN if name in CREDENTIAL_HEADERS else _clean(text, known)
            for name, text in request.headers.items()
        },
        body=_clean(request.body.decode("latin-1"), known).encode("latin-1"),
    )


def _clean(text: str, keys: Iterable[str]) -> str:
    for key in keys:
        text = text.replace(key, HIDDEN)
    return KEY_IN_BODY.sub(HIDDEN.encode(), text.encode("latin-1")).decode("latin-1") if "wh_" in text else text
