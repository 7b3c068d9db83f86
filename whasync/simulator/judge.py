"""What becomes of a request: the order in which the API looks at it, and the books that it keeps on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

import msgspec

from .arguments import KEY_PARAMETER, Arguments
from .books import Account, Entry
from .faults import Fault, Kind
from .routing import LOGIN, SESSION_ONLY, Match, Miss, Route, Router
from .wire import HTML, LINE_LIMIT, Incoming, Outgoing, html_page
from .world import Atlas, Desk, Generation, Habits, Reply, World

Verdict = Literal[
    "ok",
    "upgrade",
    "handler_error",
    "unauthorized",
    "no_access",
    "daily_quota",
    "unknown_endpoint",
    "no_route",
    "login",
    "too_long",
    "rate_limited",
    "out_of_credits",
    "error",
]

NO_ACCESS: Final[Mapping[Generation, str]] = {
    "B": "WinningHunter Standard subscription required",
    "C": "WinningHunter Basic plan or higher required",
}
PLANS_WITH_ACCESS: Final[Mapping[Generation, frozenset[str]]] = {
    "B": frozenset({"standard"}),
    "C": frozenset({"basic", "standard"}),
}
PURCHASE_URL: Final = "https://app.winninghunter.com/api?buy=credits"
CRASHES: Final[frozenset[Kind]] = frozenset({"error", "poison"})
LOGIN_PAGE: Final = b"<!DOCTYPE html>\n<html><head><title>Log in</title></head><body><form></form></body></html>\n"


@dataclass(frozen=True)
class Rules:
    """What holds for every account: the generation of the API, `limit` calls in any rolling `window` seconds."""

    generation: Generation
    limit: int
    window: float
    habits: Habits


@dataclass(frozen=True)
class Customer:
    """An account and what it has saved."""

    account: Account
    desk: Desk


@dataclass(frozen=True)
class Case:
    """A request that has arrived: when by the wall clock, its entry in the journal, the fault that it meets."""

    request: Incoming
    entry: Entry
    now: datetime
    fault: Fault | None = None

    def meets(self, *kinds: Kind) -> bool:
        return self.fault is not None and self.fault.kind in kinds


class Ruling(NamedTuple):
    verdict: Verdict
    answer: Outgoing


class Judge:
    """Looks at requests in the API's own order; the first step that has an answer ends the case."""

    def __init__(self, router: Router, atlas: Atlas, rules: Rules) -> None:
        self.customers: dict[str, Customer] = {}
        """By key."""
        self._router, self._atlas, self._rules = router, atlas, rules

    def judge(self, case: Case) -> Outgoing:
        """The answer; verdict, account, counting and charge go into the case's entry."""
        ruling = _at_the_door(case.request) or self._route(case)
        case.entry.verdict = ruling.verdict
        return ruling.answer

    def _route(self, case: Case) -> Ruling:
        match = self._router.find(case.request.method, case.request.path)
        if not isinstance(match, Match):
            return _not_found(match)
        if not match.route.metered:
            return self._handle(case, match, Customer(Account("", "standard", 0), Desk()))
        customer = self.customers.get(presented_key(case.request))
        if customer is None:
            return _error("unauthorized", 401, "Unauthorized")
        case.entry.account = customer.account.label
        if customer.account.plan not in PLANS_WITH_ACCESS[self._rules.generation]:
            return _error("no_access", 403, NO_ACCESS[self._rules.generation])
        return self._meter(case, match, customer)

    def _meter(self, case: Case, match: Match, customer: Customer) -> Ruling:
        """Count, then charge, then work; only a handler that throws gives the credit back, and nothing the place."""
        account, entry = customer.account, case.entry
        account.turn_calendar(case.now)
        entry.counted = True
        if account.arrive(entry.at, self._rules.window) > self._rules.limit:
            return self._rate_limited(self._rules.habits.retry_after)
        if case.fault is not None and case.meets("rate_limited"):
            return self._rate_limited(case.fault.retry_after)
        if account.total_remaining <= 0:
            return self._out_of_credits(account)
        if not self._may_search(account, match.route):
            return _json("daily_quota", 403, {"error": "insufficient_credits", "upgrade": "premium"})
        receipt = account.charge()
        ruling = self._handle(case, match, customer)
        entry.charged = 1
        if ruling.verdict == "error":
            receipt.refund()
            entry.charged, entry.refunded = 0, True
        return ruling

    def _rate_limited(self, retry_after: str | None) -> Ruling:
        ruling = _error("rate_limited", 429, f"Rate limit exceeded. Max {self._rules.limit} requests per minute.")
        if retry_after is None:
            return ruling
        return Ruling(ruling.verdict, msgspec.structs.replace(ruling.answer, headers=(("Retry-After", retry_after),)))

    def _out_of_credits(self, account: Account) -> Ruling:
        text = f"Monthly credit limit reached ({account.limit}). Resets next month."
        body: dict[str, object] = {"success": False, "error": text}
        if self._rules.habits.credits_object:
            body["credits"] = {"used": account.used, "limit": account.limit, "remaining": 0}
            if self._rules.generation == "C":
                body["purchase"] = {"url": PURCHASE_URL}
        return _json("out_of_credits", 429, body)

    def _may_search(self, account: Account, route: Route) -> bool:
        if self._rules.generation == "B" or not route.searches or account.daily_searches is None:
            return True
        if account.daily_searches <= 0:
            return False
        account.daily_searches -= 1
        return True

    def _handle(self, case: Case, match: Match, customer: Customer) -> Ruling:
        rules = self._rules
        world = World(self._atlas, customer.account, customer.desk, case.now, rules.generation, rules.habits)
        if case.meets(*CRASHES):
            return CRASHED
        try:
            found = match.route.handle(Arguments.of(case.request, match.path_id), world)
        except Exception:  # noqa: BLE001  # the back end catches whatever its handlers throw, and so does this one
            return CRASHED
        if isinstance(found, Reply):
            return _json("handler_error", found.status, found.body)
        return _json("upgrade" if _is_gated(found) else "ok", 200, found)


def presented_key(request: Incoming) -> str:
    """The first place that is not empty: X-API-Key, Authorization with `Bearer `, `?api_key=`."""
    authorization = request.headers.get("authorization", "")
    bearer = authorization.removeprefix("Bearer ") if authorization.startswith("Bearer ") else ""
    return request.headers.get("x-api-key", "") or bearer or dict(request.query).get(KEY_PARAMETER, "")


def _at_the_door(request: Incoming) -> Ruling | None:
    """What the proxy and the session guard say before any route is looked for."""
    if request.line_bytes > LINE_LIMIT:
        return _page("too_long", 414)
    if request.longest_header > LINE_LIMIT:
        return _page("too_long", 400)
    if SESSION_ONLY.fullmatch(request.path):
        return Ruling("login", Outgoing(302, b"", HTML, (("Location", LOGIN),)))
    if request.path == LOGIN:
        return Ruling("login", Outgoing(200, LOGIN_PAGE, HTML))
    return None


def _not_found(miss: Miss) -> Ruling:
    if miss == "unknown_endpoint":
        return _error("unknown_endpoint", 404, "Unknown TikTok Shop endpoint")
    return _page("no_route", 404)


def _is_gated(found: object) -> bool:
    return isinstance(found, dict) and "upgrade" in found


def _error(verdict: Verdict, status: int, text: str) -> Ruling:
    return _json(verdict, status, {"success": False, "error": text})


def _json(verdict: Verdict, status: int, body: object) -> Ruling:
    return Ruling(verdict, Outgoing(status, msgspec.json.encode(body)))


def _page(verdict: Verdict, status: int) -> Ruling:
    return Ruling(verdict, Outgoing(status, html_page(status), HTML))


CRASHED: Final = _error("error", 500, "Internal server error")
