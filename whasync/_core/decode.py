"""From a body to typed rows. One bad cell never loses a page, and what a model does not know is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import force_setattr

from ..errors import DecodeError
from .envelope import CONTAINERS, Envelope, Marks
from .mend import mend
from .record import Record, settle, settle_rows
from .shape import is_array

T = TypeVar("T")

_Raw = msgspec.Raw
_NULL = b"null"
_NO_ROWS = frozenset({b"null", b"{}", b'""', b"false"})  # what PHP may say for an empty list


class Rejected(msgspec.Struct, frozen=True):
    """A row that could not be read as its model.

    Attributes:
        index: Its place in the page, from 0.
        reason: What was wrong, and where in the row.
    """

    index: int
    reason: str
    raw: bytes


class Page(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a listing.

    Attributes:
        rows: The rows, in the API's order.
        next: What the next page is asked with, a cursor or a number, or None after the last page.
        raw: The body, to the byte as it came.
        total: What the API calls the total. It may be the size of this page, and it is capped at 10,000 in the
            searches for advertisements: never a number of rows to rely on.
        rejected: Rows that could not be read; their raw bytes are here, so nothing paid for is lost.
        dropped: How many rows `strict_filters` left out, because they break a filter they were asked with.
    """

    rows: list[T]
    next: str | int | None = None
    raw: bytes = b""
    total: int | None = None
    rejected: tuple[Rejected, ...] = ()
    dropped: int = 0

    def json(self) -> Any:
        """The body as decoded JSON. Raises DecodeError where a field that no model reads is broken."""
        try:
            return decode_any(self.raw)
        except (ValueError, RecursionError) as error:
            raise DecodeError(f"the page cannot be read whole: {error}", body=self.raw) from None


class Origin:
    """Where rows came from: the page's body, cut into rows when the first of them is asked for its own bytes."""

    __slots__ = ("_body", "_rows")

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._rows: list[_Raw] | None = None

    def __getitem__(self, index: int) -> bytes:
        if self._rows is None:
            self._rows = raw_rows(self._body)
        return bytes(self._rows[index])


def decode_page(body: bytes, kind: type[T], *, operation: str = "") -> tuple[list[T], tuple[Rejected, ...], Marks]:
    """The rows of a listing's body, those that could not be read, and what stands around them.

    Raises:
        DecodeError: The body holds no list of rows.
    """
    rejected: tuple[Rejected, ...] = ()
    indices: Sequence[int]
    rows, found = _at_once(body, kind)
    if rows is None:
        rows, indices, rejected = _one_by_one(body, kind, operation)
    else:
        indices = range(len(rows))
    if rows and isinstance(rows[0], Record):
        settle_rows(rows)
        _tell_origin(rows, Origin(body), indices)
    return rows, rejected, found


def decode_rows(body: bytes, kind: type[T], *, operation: str = "") -> tuple[list[T], tuple[Rejected, ...]]:
    """The rows of a listing's body, and those that could not be read.

    Raises:
        DecodeError: The body holds no list of rows.
    """
    rows, rejected, _ = decode_page(body, kind, operation=operation)
    return rows, rejected


def _tell_origin(rows: Sequence[Any], origin: Origin, indices: Sequence[int]) -> None:
    for index, row in zip(indices, rows, strict=True):
        force_setattr(row, "origin", (origin, index))


def decode_one(body: bytes, kind: type[T], *, container: str = "data", operation: str = "") -> T:
    """A single answer: what stands under *container*, or the body itself.

    Raises:
        DecodeError: It is not of the documented shape.
    """
    raw = unwrapped(body, container)
    answer: T
    try:
        answer = _one_decoder(kind).decode(raw)
    except (ValueError, RecursionError):
        try:
            answer = msgspec.convert(mend(decode_any(raw), kind), kind, strict=False)
        except (ValueError, RecursionError) as error:
            raise _refused(error, operation, body) from None
    if isinstance(answer, Record):
        settle(answer)
        force_setattr(answer, "origin", ([raw], 0))
    return answer


def decode_any(raw: bytes) -> Any:
    """What JSON says. Bytes that are no UTF-8, as a text that was cut leaves them, are replaced."""
    return msgspec.json.decode(bytes(raw).decode("utf-8", "replace"))


def raw_rows(body: bytes) -> list[_Raw]:
    """The rows of a body as raw slices of it; an empty list where it has none."""
    return _raw_rows(body) or []


def marks(body: bytes) -> Marks:
    """What the envelope says of paging; nothing of a bare array."""
    if body[:1] == b"[":
        return Marks()
    try:
        return _marks.decode(body)
    except (ValueError, RecursionError):
        return Marks()


_marks = msgspec.json.Decoder(Marks)
# The envelope unread. A name that is not asked for is passed over, whatever bytes it is made of.
_slices = msgspec.json.Decoder(
    msgspec.defstruct(
        "Slices",
        [(f.name, _Raw, msgspec.field(default=_Raw(b""), name=f.encode_name)) for f in CONTAINERS],
    )
)


# Making a decoder costs more than decoding a page.
_page_decoders: dict[tuple[Any, bool], msgspec.json.Decoder[Any]] = {}
_one_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def _decoder(kind: Any, bare: bool) -> msgspec.json.Decoder[Any]:
    decoder = _page_decoders.get((kind, bare))
    if decoder is None:
        decoder = msgspec.json.Decoder(list[kind] if bare else Envelope[kind], strict=False)
        _page_decoders[kind, bare] = decoder
    return decoder


def _one_decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    decoder = _one_decoders.get(kind)
    if decoder is None:
        decoder = _one_decoders[kind] = msgspec.json.Decoder(kind, strict=False)
    return decoder


def _at_once(body: bytes, kind: type[T]) -> tuple[list[T] | None, Marks]:
    """Rows and marks in one reading of the body; no rows where one of them, or their container, is odd."""
    try:
        decoded = _decoder(kind, body[:1] == b"[").decode(body)
    except (ValueError, RecursionError):
        return None, marks(body)
    if is_array(decoded):
        return decoded, Marks()
    rows = decoded.data
    if rows is None:
        rows = next((rows for f in CONTAINERS if (rows := getattr(decoded, f.name)) is not None), None)
    return rows, decoded


def _raw_rows(body: bytes, levels: int = 2) -> list[_Raw] | None:
    """The rows as slices, at the top or one level deeper, as in `{"data": {"list": [...]}}`; None where none are."""
    try:
        if body[:1] == b"[":
            return msgspec.json.decode(body, type=list[_Raw])
        containers = [bytes(raw) for raw in msgspec.structs.astuple(_slices.decode(body))] if levels else []
    except (ValueError, RecursionError):
        return None
    for inner in filter(None, containers):
        rows = _raw_rows(inner, levels - 1)
        if rows is not None:
            return rows
    return [] if any(inner in _NO_ROWS for inner in containers) else None


def _one_by_one(body: bytes, kind: type[T], operation: str) -> tuple[list[T], Sequence[int], tuple[Rejected, ...]]:
    raws = _raw_rows(body)
    if raws is None:
        raise DecodeError(f"{operation}: the answer holds no list of rows", operation=operation, body=body)
    decoder = _one_decoder(kind)
    rows: list[T] = []
    indices: list[int] = []
    rejected: list[Rejected] = []
    for index, raw in enumerate(raws):
        try:
            rows.append(decoder.decode(raw))
        except (ValueError, RecursionError):
            try:
                rows.append(msgspec.convert(mend(decode_any(raw), kind), kind, strict=False))
            except (ValueError, RecursionError) as error:
                rejected.append(Rejected(index, str(error), bytes(raw)))
                continue
        indices.append(index)
    return rows, indices, tuple(rejected)


def unwrapped(body: bytes, container: str) -> bytes:
    """What stands under a name of the answer, as it came; the whole body where nothing does."""
    if body[:1] != b"{":
        return body
    try:
        inner = msgspec.json.decode(body, type=dict[str, _Raw])
    except (ValueError, RecursionError):
        return body
    answer = bytes(inner.get(container, _NULL))
    return body if answer == _NULL else answer


def _refused(error: Exception, operation: str, body: bytes) -> DecodeError:
    reason, _, path = str(error).partition(" - at `")
    path = path.rstrip("`") or "$"
    return DecodeError(f"{operation}: {reason} at {path}", path=path, operation=operation, body=body)
