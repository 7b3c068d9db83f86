"""Which route a request takes, and what the router says when it takes none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from .arguments import Arguments
from .world import Generation, World

SHOP: Final = "/api/v1/tiktok-shop"
LOGIN: Final = "/login"
PATH_ID: Final = r"[A-Za-z0-9_-]+"

SESSION_ONLY: Final = re.compile(
    r"/api(/(regenerate|usage|logs|magic-ai|pinterest-ads|fb-ads|tt-ads|tiktok-shop|brands|storetracker|salestracker"
    r"|shops/explore|landers/filter-bootstrap|lander/overview)(/.*)?)?"
)
"""Paths of the dashboard: with a key instead of cookies they lead to the login page."""

Handler = Callable[[Arguments, World], object]
Miss = Literal["no_route", "unknown_endpoint"]


@dataclass(frozen=True)
class Route:
    path: str
    verbs: frozenset[str]
    handle: Handler
    metered: bool = True
    """Whether it takes a key, counts and costs."""
    searches: bool = False
    """Whether it spends one of the day's TikTok Shop searches of a Basic account."""
    generations: str = "BC"


@dataclass(frozen=True)
class Match:
    route: Route
    path_id: str


class Router:
    """The routes of one generation. A path without `{id}` goes before one with it."""

    def __init__(self, routes: Iterable[Route], generation: Generation) -> None:
        known = [route for route in routes if generation in route.generations]
        self._fixed: dict[str, list[Route]] = {}
        for route in known:
            if "{id}" not in route.path:
                self._fixed.setdefault(route.path, []).append(route)
        self._patterns = [
            (route, re.compile(re.escape(route.path).replace(r"\{id\}", f"({PATH_ID})")))
            for route in known
            if "{id}" in route.path
        ]
        self._looser = [re.compile(pattern.pattern.replace(PATH_ID, "[^/]+")) for _, pattern in self._patterns]

    def find(self, method: str, path: str) -> Match | Miss:
        """The route, or why there is none: `no_route` is the router's own 404, `unknown_endpoint` the allow-list's."""
        for route in self._fixed.get(path, ()):
            if method in route.verbs:
                return Match(route, "")
        if path not in self._fixed:
            for route, pattern in self._patterns:
                found = pattern.fullmatch(path)
                if found and method in route.verbs:
                    return Match(route, found.group(1))
        known = path in self._fixed or any(pattern.fullmatch(path) for pattern in self._looser)
        if path.startswith(f"{SHOP}/") and not path.endswith("/") and not known:
            return "unknown_endpoint"
        return "no_route"
