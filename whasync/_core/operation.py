"""An operation of the API with its arguments, as a value.

An operation is declared once, as a frozen Struct: its fields are the parameters, its type argument is the answer, its
docstring is the method's. The method, the check before anything is spent, the query or body, the command line and the
table of endpoints are derived from it.
"""

from __future__ import annotations

import enum
import re
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Generic, Literal, TypeVar

import msgspec

R_co = TypeVar("R_co", covariant=True)
T_co = TypeVar("T_co", covariant=True)


class Source(enum.Enum):
    """How sure the catalogue is of an operation, surest first."""

    OFFICIAL = "official page"
    DIGEST = "digest of the documentation"
    INFERRED = "inferred"


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """How a listing goes on (digest of the documentation and observed walks).

    Attributes:
        by: `page`: a page number. `cursor`: an opaque token of the last answer. `cursor or page`: the token where the
            answer has one, else the number. `offset`: rows given so far. `before`: the last row's id.
        param: The wire name that takes the token, number, offset or id.
        first: Number of the first page.
        size: The wire name that takes the page's size, or None where the size cannot be chosen.
        rows: Rows in a page if nobody asks.
        most: The largest page that may be asked for, which is what is asked for by default: a call costs the same
            whatever it returns. None where unknown.
        size_once: Whether only the first request names the size; later pages keep it.
    """

    by: Literal["page", "cursor", "cursor or page", "offset", "before"]
    param: str
    first: int = 1
    size: str | None = "limit"
    rows: int | None = 20
    most: int | None = None
    size_once: bool = False


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """Where an operation lives and how it is asked.

    Attributes:
        path: From the origin's root, path parameters in braces.
        called: Dotted name, where the path's own is taken because a path reads by one verb and writes by another.
        verbs: Those the endpoint takes, the preferred one first. A wrong verb is a 404.
        container: Where a single answer stands in the body; the body itself if it is not there.
        form: Whether a POST sends a form and not JSON.
        writes: Whether it changes the account.
        credits: What a success costs.
        reads_balance: Whether its answer is the balance. It goes before waiting calls, and also when credits are gone.
        twin: Another path of the same operation, tried when this one is not found: the generations of the
            documentation differ.
        source: How sure we are of the path and the verbs.
        parameters_source: How sure we are of the parameters.
        generation: Generations of the API that have it: "B" (older), "C" (newest), or "BC".
    """

    path: str
    called: str | None = None
    verbs: tuple[str, ...] = ("GET",)
    paging: Paging | None = None
    container: str = "data"
    form: bool = False
    writes: bool = False
    credits: int = 1
    reads_balance: bool = False
    twin: str | None = None
    source: Source = Source.OFFICIAL
    parameters_source: Source = Source.OFFICIAL
    generation: str = "BC"

    @property
    def name(self) -> str:
        """Dotted name of the operation in the catalogue."""
        return self.called or dotted(self.path)


class Param(msgspec.Struct, frozen=True, kw_only=True):
    """What the type of a parameter cannot say; stands in its `Annotated`.

    Attributes:
        doc: Unit, range and meaning, for editors and `whasync endpoints`.
        aliases: Other names that the API or its users have for it; taken under the canonical name.
        allowed: What it may be, in words, where its type is a pattern.
        upper: Whether a country code is sent in upper case.
        floor, ceiling, among: The row's field that is at least, at most, or one of, what is asked. Plain where the
            parameter is called `min_` or `max_` and the field, so said only elsewhere.
        window: How a window of days is written on this route, as text (`30d`) or as a number (30). Either is taken.
        default: What is sent where the caller leaves it out.
        means: The choice that a value stands for, where an alias has other values, by the value as text in lower case.
    """

    doc: str = ""
    aliases: tuple[str, ...] = ()
    allowed: str = ""
    upper: bool = False
    floor: str | None = None
    ceiling: str | None = None
    among: str | None = None
    window: Literal["text", "number"] | None = None
    default: Any = None
    means: Mapping[str, Any] = {}


class Operation(msgspec.Struct, Generic[R_co], frozen=True, kw_only=True):
    """Base of every operation; the type argument is what it answers.

    Attributes:
        refused: Parameters that the API ignores or misreads here, by wire name: why, and what to use instead.
        extra: Parameters that the catalogue does not know, by wire name, sent as they are, empty text too.
    """

    route: ClassVar[Route]
    refused: ClassVar[Mapping[str, str]] = {}
    extra: Mapping[str, Any] | None = None

    def check(self) -> None:
        """Refuse arguments that the API would take, charge for, and misread. Raises UsageError."""


class Listing(Operation[T_co], Generic[T_co], frozen=True, kw_only=True):
    """An operation whose answer comes in pages; the type argument is a row."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter of an operation, derived from its field.

    Attributes:
        name: In Python. wire: In the URL or body; differs where Python has the word itself, such as `from`.
        kind: The annotation, without what `Param` says.
    """

    name: str
    wire: str
    kind: Any
    param: Param
    required: bool
    default: Any
    in_path: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is taken under, the canonical one first."""
        return tuple(dict.fromkeys((self.wire, self.name, *self.param.aliases)))

    @property
    def choices(self) -> tuple[Any, ...]:
        """The values it may take, or an empty tuple where it is open."""
        return tuple(value for part in _parts(self.kind) if _is_literal(part) for value in typing.get_args(part))


def _parts(kind: Any) -> tuple[Any, ...]:
    """The members of a union, each without its annotations."""
    if typing.get_origin(kind) is typing.Annotated:
        return _parts(typing.get_args(kind)[0])
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return tuple(part for member in typing.get_args(kind) for part in _parts(member))
    return (kind,)


def _is_literal(kind: Any) -> bool:
    return typing.get_origin(kind) is Literal


@cache
def parameters(operation: type[Operation[Any]]) -> tuple[Parameter, ...]:
    """The parameters of an operation in their order, `extra` left out."""
    hints = typing.get_type_hints(operation, include_extras=True)
    in_path = set(re.findall(r"{(\w+)}", operation.route.path))
    return tuple(
        _parameter(field, hints[field.name], in_path)
        for field in msgspec.structs.fields(operation)
        if field.name != "extra"
    )


def _parameter(field: Any, hint: Any, in_path: set[str]) -> Parameter:
    notes = hint.__metadata__ if typing.get_origin(hint) is typing.Annotated else ()
    return Parameter(
        name=field.name,
        wire=field.encode_name,
        kind=hint,
        param=next((note for note in notes if isinstance(note, Param)), Param()),
        required=field.required,
        default=None if field.required else field.default,
        in_path=field.encode_name in in_path,
    )


@cache
def by_name(operation: type[Operation[Any]]) -> Mapping[str, Parameter]:
    """The parameters of an operation by every name they are taken under."""
    return {name: parameter for parameter in parameters(operation) for name in parameter.names}


@cache
def answer_type(operation: type[Operation[Any]]) -> Any:
    """What an operation answers: a row's type for a listing."""
    for base in getattr(operation, "__orig_bases__", operation.__bases__):
        origin = typing.get_origin(base)
        if isinstance(origin, type) and issubclass(origin, Operation):
            (answer,) = typing.get_args(base)
            return answer
        if isinstance(base, type) and issubclass(base, Operation) and base is not operation:
            return answer_type(base)  # pyright: ignore[reportUnknownArgumentType] - its type argument is what is asked for
    raise TypeError(f"{operation.__name__} does not say what it answers")


@cache
def dotted(path: str) -> str:
    """The operation's name, from its path: `/api/v1/tiktok-shop/products/explore` is `tiktok_shop.products.explore`.

    A path that ends in an id is its section's `get`.
    """
    segments = re.sub(r"^/api/(v\d+/)?", "", path).split("/")
    if segments[-1].startswith("{"):
        segments[-1] = "get"
    return ".".join(_snake(segment) for segment in segments if not segment.startswith("{"))


def written(path: str) -> str:
    """A path as the documentation writes it: without `/api/`, and without the usual version."""
    return path.removeprefix("/api/").removeprefix("v1/")


def _snake(segment: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", segment).replace("-", "_").lower()
