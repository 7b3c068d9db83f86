"""What crosses the wire, as values: downwards goes a Request, upwards comes an Answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from .budget import Cap
from .lanes import NORMAL
from .verdict import Verdict

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One request. Its arguments stand apart until `write` puts them into the URL or the body.

    Attributes:
        operation: Dotted name in the catalogue, for logs and errors.
        endpoint: The path as documented, with `{id}` in place of an id: fit for metrics and logs.
        url: Absolute and encoded. Without a query until the request is written.
        arguments: What the caller asked, by wire name; lists as lists, numbers as numbers.
        verbs: The verbs the endpoint takes, the preferred one first.
        method: The verb in use.
        form: Whether a POST sends a form (Magic AI) and not JSON.
        writes: Whether it changes the account; such a request is never sent twice on its own.
        credits: What a success costs, in credits.
        reads_balance: Whether its answer is the balance, and so worth sending when credits seem gone.
        lane: Who goes first: 0 interactive, 1 normal, 2 bulk.
        urgent: Whether it goes before the others of its lane: a repeat has waited its turn already.
        deadline: When its caller stops waiting for the answer, in seconds of the event loop's clock.
        max_wait: Seconds that it may wait for its turn.
        caps: The budgets around it, the outermost first.
        fresh: Whether no answer from the cache will do.
        sending: Called right before the bytes of each attempt go.
    """

    operation: str
    endpoint: str
    url: str
    arguments: Mapping[str, Any] = {}
    verbs: tuple[str, ...] = ("GET",)
    method: str = "GET"
    headers: Mapping[str, Any] = {}
    body: bytes = b""
    form: bool = False
    writes: bool = False
    credits: int = 1
    reads_balance: bool = False
    lane: int = NORMAL
    urgent: bool = False
    deadline: float | None = None
    max_wait: float | None = None
    caps: tuple[Cap, ...] = ()
    fresh: bool = False
    sending: Callable[[], None] | None = None


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """One response, read to its end.

    Attributes:
        headers: By name in lower case.
        at: When the headers were in, in seconds of the event loop's clock.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: float = 0.0


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A response together with what it means.

    Attributes:
        request: The request as it was written, without its credential.
        attempts: How many times it was sent until this answer came.
    """

    request: Request
    response: Response
    verdict: Verdict
    attempts: int = 1
