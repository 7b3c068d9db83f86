"""What the API sends that the models do not know, and what they know and never comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from .decode import raw_rows, unwrapped
from .record import Record, fields
from .shape import is_object

# Bodies kept of each operation until somebody asks: the first ones and the latest.
_KEPT = 4


class FieldDrift(msgspec.Struct, frozen=True, kw_only=True):
    """How far one operation's records have drifted from their model.

    Attributes:
        records: How many rows or single answers were looked at.
        unknown: Fields that came and the model does not know, by wire name, with the number of records that had them.
        examples: One value of each, as JSON.
        missing: Fields of the model that no record had, under any of their spellings.
    """

    operation: str
    model: str
    records: int
    unknown: Mapping[str, int]
    examples: Mapping[str, bytes]
    missing: tuple[str, ...]


class Samples:
    """The bodies of a few answers of each operation. Keeping one costs nothing but its memory."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[type[Record], str | None, list[bytes]]] = {}

    def keep(self, operation: str, model: Any, body: bytes, *, container: str | None = None) -> None:
        """Keep an answer: the first ones stay, and the last place is the latest's.

        Args:
            container: Where a single answer stands; None for a listing.
        """
        kept = self._kept.get(operation)
        if kept is None:
            if not (isinstance(model, type) and issubclass(model, Record)):
                return
            kept = self._kept[operation] = (model, container, [])
        bodies = kept[2]
        if len(bodies) < _KEPT:
            bodies.append(body)
        else:
            bodies[-1] = body

    def report(self) -> tuple[FieldDrift, ...]:
        """Compare what was kept with the models."""
        return tuple(
            drift(operation, model, [record for body in bodies for record in _records(body, container)])
            for operation, (model, container, bodies) in self._kept.items()
        )


def drift(operation: str, model: type[Record], records: Sequence[Any]) -> FieldDrift:
    """Compare decoded records with their model."""
    came: Counter[str] = Counter()
    examples: dict[str, bytes] = {}
    for record in records:
        if is_object(record):
            came.update(record.keys())
            examples = {name: msgspec.json.encode(value) for name, value in record.items()} | examples
    known = {field.encode_name: field.name for field in msgspec.structs.fields(model)}
    unknown = {name: count for name, count in came.most_common() if name not in known}
    seen = {known[name] for name in came if name in known}
    return FieldDrift(
        operation=operation,
        model=model.__name__,
        records=len(records),
        unknown=unknown,
        examples={name: examples[name] for name in unknown},
        missing=tuple(name for name in fields(model) if not {name, *model.spellings.get(name, ())} & seen),
    )


def _records(body: bytes, container: str | None) -> list[Any]:
    raws: list[Any] = list(raw_rows(body)) if container is None else [unwrapped(body, container)]
    return [_decoded(raw) for raw in raws]


def _decoded(raw: Any) -> Any:
    """A record, or None where a field that no model reads is broken."""
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        return None
