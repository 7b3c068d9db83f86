"""The one call that may cost, and what its answer proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from .._core.plan import as_post, line_length
from .._core.verdict import Kind
from .._core.wire import Answer, Request
from .._io.authenticate import Secret
from ..errors import TransportError
from .account import look_at_balance
from .finding import Finding, Sheet
from .purse import Purse
from .symptoms import finding_of

# What each answer proves: the gates that a call has passed when it comes. The API looks at the key, then at the plan,
# counts the call, then looks at its credits; a handler comes last. A 404 and a proxy's answer prove nothing.
_GATES = ("auth", "plan", "rate", "quota")
_OF_A_HANDLER = (
    *(Kind.OK, Kind.PLAN_GATE, Kind.HANDLER_ERROR, Kind.BAD_REQUEST),
    *(Kind.NO_RECORD, Kind.CURSOR_EXPIRED, Kind.SERVER_ERROR),
)
_PASSED: Mapping[Kind, tuple[str, ...]] = {
    Kind.NO_ACCESS: _GATES[:1],
    Kind.RATE_LIMITED: _GATES[:2],
    Kind.OUT_OF_CREDITS: _GATES[:3],
    Kind.DAILY_QUOTA: _GATES[:3],
    **dict.fromkeys(_OF_A_HANDLER, _GATES),
}
_PROOF = {
    "auth": "the key is known",
    "plan": "the account has API access",
    "rate": "the limit let the call pass",
    "quota": "credits are left",
}


class Call:
    """Asks with the key, and again only where the answer before was free and the other way may work.

    Args:
        bearer: Whether the session sends `Authorization: Bearer`.
    """

    def __init__(self, sheet: Sheet, purse: Purse, key: Secret, *, bearer: bool) -> None:
        self._sheet = sheet
        self._purse = purse
        self._key = key
        self._bearer = bearer

    async def make(self, requests: Sequence[Request]) -> None:
        """Send the first of *requests* that is found. The generations of the API differ in paths."""
        try:
            answer = await self._fitted(requests[0])
            for request in requests[1:]:
                if self._goes_on_after(Kind.NO_ROUTE, answer):
                    answer = await self._fitted(request)
        except TransportError as error:
            self._sheet.add(lost(error))
        else:
            look_at_answer(self._sheet, answer)

    async def _fitted(self, request: Request) -> Answer:
        """As POST where a proxy finds the line too long, as a session does."""
        answer = await self._known(request)
        if request.method != "GET" or "POST" not in request.verbs or not self._goes_on_after(Kind.TOO_LONG, answer):
            return answer
        length = line_length("GET", request.url)
        found = finding_of(answer)
        fix = f"a session learns it by itself, and sends POST; Session(longest_line={length // 2}) spares the refusal"
        self._sheet.add(replace(found, outcome="warning", seen=f"{found.seen}, at {length:,} bytes", fix=fix))
        return await self._known(as_post(request))

    async def _known(self, request: Request) -> Answer:
        """By the other header where the key is unknown by its own: a proxy may take one out."""
        answer = await self._purse.ask(request, self._key, bearer=self._bearer)
        if not self._goes_on_after(Kind.UNAUTHORIZED, answer):
            return answer
        other = await self._purse.ask(request, self._key, bearer=not self._bearer)
        if "auth" not in _PASSED.get(other.verdict.kind, ()):
            return answer
        lost_header, header = ("Authorization", "X-API-Key") if self._bearer else ("X-API-Key", "Authorization")
        seen = f"{finding_of(answer).seen} by {lost_header}; by {header} the key is known"
        means = f"something on the way takes {lost_header} out"
        fix = f"Session(bearer={not self._bearer}), or have the proxy pass {lost_header}"
        self._sheet.add(Finding(check="auth", outcome="failed", seen=seen, means=means, fix=fix, charged="no"))
        return other

    def _goes_on_after(self, kind: Kind, answer: Answer) -> bool:
        """Whether an answer is of this kind, which costs nothing, and nothing was paid before."""
        return answer.verdict.kind is kind and self._purse.is_open


def look_at_answer(sheet: Sheet, answer: Answer) -> None:
    """Note what the answer to the one call proves."""
    verdict = answer.verdict
    if verdict.kind is Kind.OK and verdict.reading is not None:
        sheet.add(look_at_balance(verdict.reading))
    for gate in _PASSED.get(verdict.kind, ()):
        sheet.add(Finding(check=gate, outcome="ok", seen=_PROOF[gate]))
    if verdict.kind in _OF_A_HANDLER:
        sheet.add_unless_known(*_reached(answer.request))
    sheet.add(finding_of(answer))


def _reached(request: Request) -> tuple[Finding, Finding]:
    """What a handler's answer proves of path and verb. Where there is a question, its own findings stand already."""
    yours = "name an ENDPOINT to check yours"
    return (
        Finding(check="path", outcome="ok", seen=f"{request.endpoint} is found; {yours}"),
        Finding(check="verb", outcome="ok", seen=f"{request.method} is right for it; {yours}"),
    )


def lost(error: TransportError) -> Finding:
    """The finding where no whole answer came."""
    means = "the host took the connection, and no whole answer came"
    if error.sent:
        means += "; what was sent may have been charged"
    return Finding(
        check="api",
        outcome="failed",
        seen=str(error),
        means=means,
        fix="try again; if it stays so, look for a proxy or firewall that cuts or holds answers",
    )
