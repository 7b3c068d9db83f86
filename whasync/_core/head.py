"""The few names of a body that decide what an answer means, read without reading its rows."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from .shape import is_object

_NULL = msgspec.Raw(b"null")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The month's pool of credits, as some answer told it."""

    remaining: int
    used: int = 0
    limit: int = 0
    addon_remaining: int = 0

    @property
    def total_remaining(self) -> int:
        """Credits that calls can still spend: the month's rest and the add-on packs."""
        return self.remaining + self.addon_remaining


class Head(msgspec.Struct):
    """What stands at the top of a body. Everything else, the rows above all, is passed over."""

    success: msgspec.Raw = _NULL
    error: msgspec.Raw = _NULL
    message: msgspec.Raw = _NULL
    upgrade: msgspec.Raw = _NULL
    credits: msgspec.Raw = _NULL
    purchase: msgspec.Raw = _NULL
    allowed_values: msgspec.Raw = _NULL
    hint: msgspec.Raw = _NULL
    data: msgspec.Raw = _NULL

    @property
    def words(self) -> str:
        """The API's own words: `error` is a text or a code, and then `message` explains it."""
        error, message = text(self.error), text(self.message)
        return f"{error}: {message}" if error and message else error or message

    @property
    def reading(self) -> Reading | None:
        """The balance. `credits: null` is the TikTok quota's way to say none, not the pool. A limit below zero is no
        number of credits but a word for "no limit": taken for one, it would forbid every later call.
        """
        if self.credits is _NULL or is_empty(self.credits):
            return None
        try:
            reading = msgspec.json.decode(self.credits, type=Reading, strict=False)
        except (ValueError, RecursionError):
            return None
        return None if reading.limit < 0 or (reading.remaining < 0 and not reading.limit) else reading

    @property
    def purchase_url(self) -> str | None:
        """Where more credits can be bought."""
        purchase = value(self.purchase)
        url = purchase.get("url") if is_object(purchase) else None
        return url if isinstance(url, str) else None


_decoder = msgspec.json.Decoder(Head | list[msgspec.Raw] | str | float | bool | None)
_EMPTY = frozenset({b"null", b"[]", b"{}", b'""', b"false"})
_LONGEST_EMPTY = 5
_HIGH, _LOW = rb"\\u[dD][89abAB][0-9a-fA-F]{2}", rb"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_LONE_SURROGATE = re.compile(rb"%b(?!%b)|(?<!%b)%b" % (_HIGH, _LOW, _HIGH, _LOW))


def read(body: bytes) -> Head | None:
    """The head of a body, or None where it is not whole JSON. JSON that is no object has an empty head."""
    try:
        head = _decoder.decode(body)
    except (ValueError, RecursionError):  # bad UTF-8 is a ValueError outside msgspec's own tree
        return None
    return head if isinstance(head, Head) else Head()


def clean(body: bytes) -> bytes:
    """Cut what a careless server put before the JSON: a byte order mark, white space, a PHP warning."""
    if body[:1] in (b"{", b"["):
        return body
    stripped = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    if stripped.startswith((b"<br />", b"<b>", b"Warning:", b"Notice:", b"Deprecated:")):
        start = stripped.find(b'{"')
        if start > 0 and read(stripped[start:]) is not None:
            return stripped[start:]
    return stripped


def without_lone_surrogates(body: bytes) -> bytes:
    """The body with half emojis, which truncated text leaves behind, replaced: no decoder takes them."""
    return _LONE_SURROGATE.sub(lambda _: rb"\ufffd", body)


def is_empty(raw: msgspec.Raw) -> bool:
    """Whether PHP would call it empty. Looks at the length first, so as not to copy a page of rows."""
    view = memoryview(raw)
    return view.nbytes <= _LONGEST_EMPTY and bytes(view) in _EMPTY


def text(raw: msgspec.Raw) -> str:
    """A string's content; empty for anything else."""
    content = value(raw)
    return content if isinstance(content, str) else ""


def value(raw: msgspec.Raw) -> Any:
    """The decoded value, None where it cannot be decoded."""
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        return None
