"""What tells one question from another, however it was put."""

from __future__ import annotations

from hashlib import blake2b

import msgspec

from .wire import Request

# The shop's credits are the account's pool in the older generation of the API.
_BALANCES = frozenset({"/api/v1/credits", "/api/v1/tiktok-shop/credits"})

_encode = msgspec.json.Encoder(order="deterministic").encode


def question_key(request: Request) -> bytes | None:
    """The question as bytes, equal for equal questions, or None where each has to be asked anew.

    Those are writes, and readings of the balance: it changes with every call, and the ledger tells it for nothing.
    """
    if request.writes or request.endpoint in _BALANCES:
        return None
    try:
        return _encode((request.method, request.url, request.arguments, request.headers, request.body))
    except (TypeError, ValueError, OverflowError):  # it cannot be sent, and is refused further in
        return None


def entry_name(owner: bytes, request: Request, question: bytes) -> bytes:
    """What an answer is kept under: 36 bytes, of which the first are those of `shelf_name`."""
    return shelf_name(owner, request, whole_section=False) + _digest(question, 16)


def shelf_name(owner: bytes, request: Request, *, whole_section: bool) -> bytes:
    """How the names begin of all that is kept for one owner of an endpoint, or of its section: `brands`, `landers`.

    Args:
        owner: Stands for the account; 8 bytes.
    """
    section = owner + _digest(request.endpoint.split("/", 4)[3].encode(), 4)
    return section if whole_section else section + _digest(request.endpoint.encode(), 8)


def _digest(text: bytes, size: int) -> bytes:
    return blake2b(text, digest_size=size).digest()
