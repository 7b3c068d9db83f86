"""From an endpoint as people write it to the operation that lives there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .._core.operation import Operation, by_name
from .._core.suggest import nearest
from .._core.wanted import wanted
from ..errors import UsageError

Kind = type[Operation[Any]]
Found = tuple[Kind, dict[str, str]]

# Paths of the dashboard that have another name here, and the three that take a key without a version.
ELSEWHERE = {
    "fb-ads": "adlibrary",
    "tt-ads": "tiktok-ads",
    "shops/explore": "store-explorer",
    "storetracker/amount-stores-tracked": "store-tracker",
    "usage": "credits",
    "landers/filter-bootstrap": "landers/explore",
    "lander/overview": "landers/explore",
}
UNVERSIONED = frozenset({"adlibrary", "store-tracker", "store-explorer"})

# What takes the dashboard's cookies and no key (API documentation, Troubleshooting; digest): these, and all below them.
SESSION = (
    "tiktok-shop",
    "brands",
    "magic-ai",
    "pinterest-ads",
    "fb-ads",
    "tt-ads",
    "regenerate",
    "usage",
    "logs",
    "storetracker",
    "salestracker",
    "shops/explore",
    "landers/filter-bootstrap",
    "lander/overview",
)

# Users found it, and nothing documents it.
PUBLIC = "public/adlibrary"

# What people guessed, was charged for or puzzled by, and what they were after (observed).
GUESSES = {
    "ads": ("adlibrary", "tiktok-ads", "pinterest-ads", "google-ads", "brands/ads"),
    "stores": ("store-explorer", "store-tracker"),
    "products": ("tiktok-shop/products/explore", "tiktok-shop/products"),
    "shops": ("tiktok-shop/shops/explore", "store-explorer"),
    "creators": ("tiktok-shop/creators/explore",),
    "videos": ("tiktok-shop/videos/explore", "v2/videos/{id}"),
    "me": ("credits",),
    "account": ("credits",),
    "usage": ("credits",),
}


def resolve_in(catalogue: Mapping[str, Kind], endpoint: str) -> Found:
    """`resolve`, within a catalogue."""
    if endpoint in catalogue:
        return catalogue[endpoint], {}
    path = endpoint.strip().removeprefix("/")
    if "?" in path:
        raise UsageError(f"{endpoint}: parameters stand apart from the endpoint, not in it")
    if path.endswith("/"):
        raise UsageError(f"{endpoint}: a trailing slash is another path, and a 404; write {path.rstrip('/')}")
    by_path = {kind.route.path.removeprefix("/api/"): kind for kind in catalogue.values() if not kind.route.called}
    if not path.startswith("api/"):
        return _short(by_path, endpoint, path)
    inner = path.removeprefix("api/")
    if inner in UNVERSIONED:
        inner = f"v1/{inner}"
    found = _match(by_path, inner.split("/"))
    if found is None:
        raise UsageError(_refusal(by_path, endpoint, inner))
    return found


def _short(by_path: Mapping[str, Kind], endpoint: str, path: str) -> Found:
    """A path without `/api/v1/`: whole, or the tail of exactly one.

    Other versions keep theirs, so that `videos/{id}` is one path; its twin `v2/videos/{id}` is asked where that is not
    found.
    """
    segments = path.split("/")
    whole = _match(by_path, segments) or _match(by_path, ["v1", *segments])
    if whole is not None:
        return whole
    tails: dict[str, dict[str, str]] = {}
    for known in by_path:
        tail = known.split("/")[-len(segments) :]
        if known.startswith("v1/") and not tail[0].startswith("{"):
            values = _values(tail, segments)
            if values is not None:
                tails[known] = values
    # `total` is the tail of shop-detail/total; as the tail of shop-detail/{id} it would be an id.
    exact = {known: values for known, values in tails.items() if not values} or tails
    if len(exact) > 1:
        meant = dict.fromkeys((*GUESSES.get(path, ()), *map(_plain, exact)))
        raise UsageError(f"{endpoint} is ambiguous: {', '.join(meant)}")
    if not exact:
        raise UsageError(_refusal(by_path, endpoint, path))
    ((known, values),) = exact.items()
    return by_path[known], values


def _match(by_path: Mapping[str, Kind], segments: Sequence[str]) -> Found | None:
    """The operation at a whole path. Words of a path come before ids."""
    kind = by_path.get("/".join(segments))
    if kind is not None:
        return kind, {}
    for known, candidate in by_path.items():
        values = _values(known.split("/"), segments)
        if values is not None:
            return candidate, values
    return None


def _values(known: Sequence[str], segments: Sequence[str], *, takes: str = r"\d") -> dict[str, str] | None:
    """The path parameters, where the segments fit the path's; None where they do not.

    Args:
        takes: What must be found in an id. A word where an id stands is a misspelt path: every id has a digit.
    """
    if len(known) != len(segments):
        return None
    values: dict[str, str] = {}
    for name, segment in zip(known, segments, strict=True):
        if name == segment:
            continue
        if not name.startswith("{") or not re.search(takes, segment):
            return None
        values[name.strip("{}")] = segment
    return values


def _refusal(by_path: Mapping[str, Kind], endpoint: str, path: str) -> str:
    """Why there is nothing at a path, and what there is."""
    known = {_plain(one): one for one in by_path}
    bare = re.sub(r"^v\d+/", "", path)
    versioned = _match(by_path, ["v1", *bare.split("/")])
    if bare == PUBLIC:
        return f"{endpoint} takes no key, is not documented and may be closed by now; use /api/v1/adlibrary"
    if endpoint.strip().startswith(("/api/", "api/")) and bare == path:
        target = _plain(versioned[0].route.path.removeprefix("/api/")) if versioned else ELSEWHERE.get(path)
        way = f"; use /api/v1/{target}" if target else ""
        if f"{path}/".startswith(tuple(f"{one}/" for one in SESSION)):
            return f"{endpoint} belongs to the dashboard's own session; with a key it redirects to /login{way}"
        if target:
            return f"{endpoint} is not known to take a key without its version{way}"
    no_id = _no_id(by_path, path.split("/"))
    if no_id is not None:
        return f"{endpoint}: {no_id}"
    guesses = [guess for guess in GUESSES.get(bare, ()) if guess in known]
    guesses = guesses or [one for one in known if one.endswith(f"/{bare}")]
    if not guesses:
        match = nearest(bare, known) or nearest(bare.rsplit("/")[-1], known)
        guesses = [match] if match else []
    meant = f"; did you mean {' or '.join(guesses)}?" if guesses else "; `whasync endpoints` lists them all"
    return f"{endpoint}: no such endpoint{meant}"


def _no_id(by_path: Mapping[str, Kind], segments: Sequence[str]) -> str | None:
    """What an id looks like, where a word stands in its place that is like no word of the paths there."""
    for known, kind in by_path.items():
        tail = known.split("/")[-len(segments) :]
        values = _values(tail, segments, takes=r"\w") if tail[0] == segments[0] else None
        for name, word in (values or {}).items():
            before = known.partition("{")[0]
            words = (one.removeprefix(before).split("/")[0] for one in by_path if one.startswith(before))
            if nearest(word, (each for each in words if "{" not in each)) is None:
                allowed = wanted(by_name(kind)[name])
                return f'"{word}" is no id, for those have digits; {_plain(known)} takes {allowed}'
    return None


def _plain(path: str) -> str:
    """A path as the documentation is read aloud: without its version where that is the usual one."""
    return path.removeprefix("v1/")
