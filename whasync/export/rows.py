"""From raw rows to lines: each row as the API wrote it, or some of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from .columns import free_name

# Within JSON text a bare line break is white space between tokens, never part of a string.
_ONE_LINE = bytes.maketrans(b"\r\n", b"  ")

ORIGIN = ("_question", "_page", "_at", "_also")
"""What tells where a row came from."""

_IN_TEXT = tuple(f'"{name}"'.encode() for name in ORIGIN)

_objects = msgspec.json.Decoder(dict[str, msgspec.Raw])


class Lines:
    """Turns rows into lines of NDJSON.

    Attributes:
        fields: The fields to keep, in this order, by the API's own names; all of the row if empty.
        known: The names that the rows have had until all fields were found, in their order.
        absent: Of `fields`, those that no row has had so far.
    """

    def __init__(self, fields: Sequence[str] = ()) -> None:
        self.fields = tuple(dict.fromkeys(fields))
        self.known: tuple[str, ...] = ()
        self.absent = self.fields
        self._names = {field: msgspec.json.encode(field) for field in self.fields}

    def block(self, raws: Sequence[bytes]) -> bytes:
        """The lines of raw rows, with their line ends."""
        if not self.fields:
            whole = b"".join(raws)
            if b"\n" not in whole and b"\r" not in whole:  # as mostly: no row has a line break in it
                return b"\n".join((*raws, b""))
        return b"\n".join((*self.of(map(bytes, raws)), b""))

    def of(self, raws: Iterable[bytes]) -> list[bytes]:
        """The lines of raw rows, without their line ends."""
        if self.fields:
            return [self._chosen(row) for row in raws]
        return [row.translate(_ONE_LINE) if b"\n" in row or b"\r" in row else row for row in raws]

    def _chosen(self, row: bytes) -> bytes:
        """The chosen fields with their values to the byte as they came; null where the row has none."""
        try:
            came = _objects.decode(row)
        except (ValueError, RecursionError):  # a row that is no object has no fields
            came = {}
        if self.absent:
            self.known = tuple(dict.fromkeys((*self.known, *came)))
            self.absent = tuple(field for field in self.absent if field not in came)
        values = (name + b":" + bytes(came.get(field, b"null")) for field, name in self._names.items())
        return (b"{" + b",".join(values) + b"}").translate(_ONE_LINE)


def with_origin(origin: bytes, line: bytes) -> bytes:
    """A line with members before its own; *origin* is `"_question":…` and so on, without braces."""
    body = line.strip()
    if not body.startswith(b"{"):
        return b"{" + origin + b',"_raw":' + body + b"}"
    if any(name in body for name in _IN_TEXT):
        body = _apart(body)
    rest = body[1:].lstrip()
    return b"{" + origin + (b"" if rest.startswith(b"}") else b",") + rest


def _apart(line: bytes) -> bytes:
    """An object whose members have other names than ours: `_page` becomes `_page_`."""
    try:
        came = _objects.decode(line)
    except (ValueError, RecursionError):  # it is broken, and stays as it came
        return line
    members: dict[str, bytes] = {}
    for name, value in came.items():
        members[free_name(name, {*ORIGIN, *members})] = bytes(value)
    return b"{" + b",".join(msgspec.json.encode(name) + b":" + value for name, value in members.items()) + b"}"
