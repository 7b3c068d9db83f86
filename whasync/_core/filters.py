"""Whether rows keep to the filters they were asked with. The server ignores some without a word, and charges.

Only what a row itself tells can be checked: a filter on a field that the rows do not carry passes unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from .build import is_absent
from .operation import Listing, Parameter, answer_type, parameters
from .record import Record, fields

T = TypeVar("T")


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """A filter and the rows' field that it bounds."""

    parameter: Parameter
    field: str
    read: Callable[[Any], Any]
    holds: Callable[[Any, Any], bool]
    relation: str


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """A filter that rows broke.

    Attributes:
        broken: How many rows broke it.
        told: How many rows carry the field, so that it could be seen.
    """

    wire: str
    value: Any
    field: str
    relation: str
    broken: int
    told: int


@cache
def bounds(kind: type[Listing[Any]]) -> tuple[Bound, ...]:
    """The filters of a listing that its rows can prove wrong: said by `Param.floor`, `ceiling` and `among`, or plain
    from the name, as `min_revenue` bounds `revenue` under any spelling of the field.
    """
    row = answer_type(kind)
    if not (isinstance(row, type) and issubclass(row, Record)):
        return ()
    spelt = _spellings(row)
    found: list[Bound] = []
    for parameter in parameters(kind):
        for field, relation in _claims(parameter):
            if field in spelt:
                found.append(
                    Bound(
                        parameter=parameter,
                        field=spelt[field],
                        read=attrgetter(spelt[field]),
                        holds=_RELATIONS[relation],
                        relation=relation,
                    )
                )
                break
    return tuple(found)


def asked(listing: Listing[Any]) -> list[tuple[Bound, Any]]:
    """The filters that a listing is asked with and that its rows can prove wrong, with their values."""
    given = [(bound, getattr(listing, bound.parameter.name)) for bound in bounds(type(listing))]
    return [(bound, value) for bound, value in given if not is_absent(value)]


def breaches(listing: Listing[T], rows: Sequence[T]) -> tuple[tuple[Breach, ...], list[T]]:
    """The filters that rows broke, and the rows that broke none."""
    kept = list(rows)
    found: list[Breach] = []
    for bound, value in asked(listing):
        told = [*map(bound.read, rows)]
        if told.count(value) == len(told):  # as mostly: rows say just what was asked for, such as the country
            continue
        broken = {id(row) for row, own in zip(rows, told, strict=True) if is_broken(bound, own, value)}
        if broken:
            kept = [row for row in kept if id(row) not in broken]
            found.append(
                Breach(
                    wire=bound.parameter.wire,
                    value=value,
                    field=bound.field,
                    relation=bound.relation,
                    broken=len(broken),
                    told=sum(_is_told(own) for own in told),
                )
            )
    return tuple(found), kept


def _is_told(own: Any) -> bool:
    return own is not None and own != []


def is_broken(bound: Bound, own: Any, value: Any) -> bool:
    """Whether a row's *own* value proves that the server did not filter by *value*."""
    return _is_told(own) and own != value and not bound.holds(own, value)


def _claims(parameter: Parameter) -> list[tuple[str, str]]:
    """The fields that a parameter may bound, and how, the likeliest first."""
    param = parameter.param
    said = [(param.floor, "at least"), (param.ceiling, "at most"), (param.among, "among")]
    claims = [(field, relation) for field, relation in said if field is not None]
    for name in parameter.names:
        if name.startswith("min_"):
            claims.append((name.removeprefix("min_"), "at least"))
        elif name.startswith("max_"):
            claims.append((name.removeprefix("max_"), "at most"))
    return claims


def _spellings(row: type[Record]) -> dict[str, str]:
    """The fields of a model by every name they go under."""
    found = {name: name for name in fields(row)}
    for field, hidden in row.spellings.items():
        found |= {name.removeprefix("also_"): field for name in hidden}
    return found


def _at_least(told: Any, asked: Any) -> bool:
    return not _comparable(told) < _comparable(asked)  # "NaN" is neither less nor more: it proves nothing


def _at_most(told: Any, asked: Any) -> bool:
    return not _comparable(told) > _comparable(asked)


# Stand among a row's countries for many of them (observed): such a row may be of any market.
_ANYWHERE = ("ALL", "EU")


def _among(told: Any, asked: Any) -> bool:
    """Whether any of the row's values is one that was asked for; `All` and a region ask for, and are, anything."""
    have, want = _words(told), _words(asked)
    return bool(have & want) or any(word.startswith(_ANYWHERE) for word in have | want)


_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {"at least": _at_least, "at most": _at_most, "among": _among}


def _words(value: Any) -> set[str]:
    items: Iterable[Any] = str(value).split(",") if isinstance(value, str | int | float) else value
    return {str(item).strip().upper() for item in items}


def _comparable(value: Any) -> Any:
    """Dates as ISO text, which sorts like them and compares with what a caller wrote; numbers as they are."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
