"""`whasync endpoints`: the catalogue."""

from __future__ import annotations

import argparse
import inspect
import textwrap
from collections.abc import Iterator
from fnmatch import fnmatchcase

import msgspec
import orjson

from .._core.operation import Parameter, parameters, written
from .._core.words import several
from ..errors import UsageError
from ..operations import CATALOGUE, resolve
from ..operations.lookup import Kind
from .exits import DONE
from .screen import put, table
from .types import in_words

_HEAD = ["VERB", "PATH", "METHOD", "ROWS", "COST", "SOURCE", "PARAMETERS"]


def run(arguments: argparse.Namespace) -> int:
    """Print the operations that match, or one in full."""
    found = matching(arguments.pattern)
    if arguments.json:
        put(orjson.dumps([document(kind) for kind in found]).decode())
    elif len(found) == 1 and arguments.pattern is not None:
        put("\n".join(in_full(found[0])))
    else:
        put("\n".join(table([_HEAD, *map(_row, found)], right=[3, 4])))
    return DONE


def matching(pattern: str | None) -> list[Kind]:
    """The operations whose path or name has the pattern, or is it.

    Raises:
        UsageError: None is; it names the nearest.
    """
    kinds = list(CATALOGUE.values())
    if pattern is None:
        return kinds
    wanted = pattern.strip().strip("/").removeprefix("api/").removeprefix("v1/")
    exact = [kind for kind in kinds if wanted in (short(kind), kind.route.name)]
    if exact:
        return exact
    folded = wanted.lower()
    glob = folded if any(sign in folded for sign in "*?[") else f"*{folded}*"
    found = [kind for kind in kinds if any(fnmatchcase(text.lower(), glob) for text in (short(kind), kind.route.name))]
    return found or [_resolved(pattern)]


def _resolved(pattern: str) -> Kind:
    try:
        return resolve(pattern)[0]
    except UsageError as error:
        raise UsageError(f"no endpoint matches {pattern!r}: {error}") from None


def short(kind: Kind) -> str:
    """The path as the command line takes it."""
    return written(kind.route.path)


def method(kind: Kind) -> str:
    """The method of a session."""
    return f"wh.{kind.route.name}"


def page_size(kind: Kind) -> int | None:
    """Rows that a page of a listing brings, or None where it is not known or there are no pages."""
    paging = kind.route.paging
    return None if paging is None else paging.most or paging.rows


def _row(kind: Kind) -> list[str]:
    names = " ".join(f"{p.wire}*" if p.required else p.wire for p in parameters(kind))
    rows = page_size(kind)
    route = kind.route
    return [
        " ".join(route.verbs),
        short(kind),
        method(kind),
        "" if rows is None else str(rows),
        str(route.credits),
        route.source.value,
        names,
    ]


def document(kind: Kind) -> dict[str, object]:
    """One operation with all that the catalogue knows."""
    route = kind.route
    return {
        "name": route.name,
        "method": method(kind),
        "path": route.path,
        "verbs": route.verbs,
        "doc": inspect.cleandoc(kind.__doc__ or ""),
        "parameters": [_parameter(parameter) for parameter in parameters(kind)],
        "refused": dict(kind.refused),
        "paging": None if route.paging is None else msgspec.to_builtins(route.paging),
        "page_size": page_size(kind),
        "credits": route.credits,
        "writes": route.writes,
        "source": route.source.value,
        "parameters_source": route.parameters_source.value,
        "generation": route.generation,
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    return {
        "name": parameter.wire,
        "aliases": [name for name in parameter.names if name != parameter.wire],
        "type": in_words(parameter.kind),
        "choices": parameter.choices,
        "required": parameter.required,
        "default": msgspec.to_builtins(parameter.param.default if parameter.default is None else parameter.default),
        "in_path": parameter.in_path,
        "doc": parameter.param.doc,
    }


def in_full(kind: Kind) -> Iterator[str]:
    """One operation for people."""
    route = kind.route
    yield f"{' or '.join(route.verbs)} {route.path}"
    yield f"{method(kind)}(...)"
    yield ""
    yield inspect.cleandoc(kind.__doc__ or "")
    yield ""
    rows = page_size(kind)
    yield from table(
        [
            ["cost", several(route.credits, "credit") + (" a page" if route.paging else "")],
            *([["rows a page", str(rows)]] if rows else []),
            *([["pages by", route.paging.by]] if route.paging else []),
            ["writes", "yes: it changes the account, and is never repeated on its own" if route.writes else "no"],
            ["source", f"{route.source.value}; of the parameters: {route.parameters_source.value}"],
            ["generation", " and ".join(route.generation)],
        ]
    )
    for parameter in parameters(kind):
        yield ""
        yield from _told(parameter)
    for name, reason in kind.refused.items():
        yield ""
        yield f"  {name}  refused"
        yield from _wrapped(f"It {reason}.")


def _told(parameter: Parameter) -> Iterator[str]:
    required = ", required" if parameter.required else ""
    yield f"  {parameter.wire}  {in_words(parameter.kind)}{required}"
    others = ", ".join(name for name in parameter.names if name != parameter.wire)
    also = f" Also: {others}." if others else ""
    yield from _wrapped(f"{parameter.param.doc}{also}".strip())


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent="      ", subsequent_indent="      ")
