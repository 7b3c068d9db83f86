"""The question: its path, verb and filters, by the catalogue. Costs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .._core.build import build, is_absent
from .._core.operation import Operation, by_name
from .._core.plan import line_length, plan, write
from .._core.wire import Request
from ..errors import UsageError
from ..operations import resolve
from ..settings import ORIGIN
from .finding import Finding

_PATH = "a call would be answered 404, or by the login page"
_FILTERS = "a session refuses the call; the server would ignore or misread it, and charge for it all the same"


NOT_ASKED = Finding(
    check="filters", outcome="skipped", seen="nothing to check: name an ENDPOINT with its filters, as KEY=VALUE"
)

_POINTLESS = tuple(
    Finding(check=check, outcome="skipped", seen="pointless until path is mended") for check in ("verb", "filters")
)


class Question:
    """What `doctor` is asked about.

    Args:
        endpoint, params, extra: As for `Session.call`.
        verb: The one that somebody uses, or None.
        from_text: Whether the values come from a command line.
    """

    def __init__(
        self,
        endpoint: str,
        params: Mapping[str, Any],
        extra: Mapping[str, Any] | None = None,
        *,
        verb: str | None = None,
        from_text: bool = False,
    ) -> None:
        self._endpoint = endpoint
        self._params = params
        self._extra = extra
        self._verb = verb
        self._from_text = from_text

    def look(self, origin: str | None) -> tuple[list[Finding], Request | None]:
        """The three findings, and the written request where all is well."""
        try:
            kind, in_path = resolve(self._endpoint)
        except UsageError as error:
            return [_refused("path", [error], _PATH, "`whasync endpoints` lists them all"), *_POINTLESS], None
        route = kind.route
        path = Finding(check="path", outcome="ok", seen=f"{route.path} ({route.source.value})")
        findings = [path, self._of_verb(kind)]
        wrong = self._misnamed(kind)
        try:
            good = {name: value for name, value in self._params.items() if name in by_name(kind)}
            operation = build(kind, {**in_path, **good}, extra=self._extra, from_text=self._from_text)
            request = write(plan(operation, origin or ORIGIN))
        except UsageError as error:
            wrong.append(error)
        else:
            if not wrong:
                return [*findings, _of_filters(operation, request)], request
        more = f"`whasync endpoints {route.path.removeprefix('/api/v1/')}` lists what it takes"
        return [*findings, _refused("filters", wrong, _FILTERS, more, prefix=f"{route.name}: ")], None

    def _misnamed(self, kind: type[Operation[Any]]) -> list[UsageError]:
        """A refusal for each name that the operation does not know: all are told at once."""
        refusals: list[UsageError] = []
        for name in self._params:
            if name not in by_name(kind):
                try:
                    build(kind, {name: ""})
                except UsageError as error:
                    refusals.append(error)
        return refusals

    def _of_verb(self, kind: type[Operation[Any]]) -> Finding:
        verbs = " or ".join(kind.route.verbs)
        if self._verb is None or self._verb.upper() in kind.route.verbs:
            return Finding(check="verb", outcome="ok", seen=f"{verbs}, and a session chooses")
        return Finding(
            check="verb",
            outcome="failed",
            seen=f"{self._verb.upper()}, and the endpoint takes {verbs}",
            means="a wrong verb on the right path is answered 404, never 405",
            fix=f"use {verbs}; a session does so by itself",
        )


def look_at_target(method: str | None, path: str) -> Finding | None:
    """What is wrong with the verb or the path of a request that was answered 404 or by the login page, if anything."""
    findings, _ = Question(path, {}, verb=method).look(None)
    return next((finding for finding in findings if finding.check != "filters" and finding.outcome == "failed"), None)


def _of_filters(operation: Operation[Any], request: Request) -> Finding:
    length = line_length(request.method, request.url)
    seen = f"{request.method} with a request line of {length:,} bytes"
    if request.body:
        seen += f" and a body of {len(request.body):,}"
    country = by_name(type(operation)).get("country")
    if country is None or country.param.default is None or not is_absent(getattr(operation, country.name)):
        return Finding(check="filters", outcome="ok", seen=seen)
    means = f"no country is named, so the answer is about {country.param.default}"
    return Finding(check="filters", outcome="warning", seen=seen, means=means, fix="name country=")


def _refused(check: str, errors: Sequence[UsageError], means: str, otherwise: str, *, prefix: str = "") -> Finding:
    """What the catalogue says, its advice apart."""
    seen, fixes = zip(*(_parted(str(error).removeprefix(prefix)) for error in errors), strict=True)
    fix = " ".join(filter(None, fixes)) or otherwise
    return Finding(check=check, outcome="failed", seen="; ".join(seen), means=means, fix=fix)


def _parted(refusal: str) -> tuple[str, str]:
    seen, _, advice = refusal.partition("; ")
    return seen, advice.partition(" The server ignores")[0]  # which `means` says already
