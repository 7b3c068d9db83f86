"""Tells when credits run low: in the log, and to whoever asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from .._core.alarm import ALERT_AT, Alarm, Alert, Pace
from .._core.budget import Cap
from .._core.ledger import Ledger
from .account import Account

_log = logging.getLogger("whasync")

# So many budgets are remembered, those last used: a backend may have one for each of its requests.
_MOST_BUDGETS = 10_000


class Alerts:
    """Watches the account and its budgets. The listener's own error never fails a call.

    Args:
        at: Shares of the whole, from 0 to 1: an alert is given when no more than that is left.
    """

    def __init__(
        self, account: Account, listener: Callable[[Alert], None] | None = None, at: Sequence[float] = ALERT_AT
    ) -> None:
        self.pace = Pace()
        self._account = account
        self._listener = listener
        self._at = at
        self._pot = Alarm(at)
        self._budgets: dict[Cap, Alarm] = {}

    def look(self, now: float, ledger: Ledger, caps: Sequence[Cap]) -> None:
        """See what a call that has just been charged has left."""
        self.pace.note(now, ledger.spent)
        if ledger.limit and (left := ledger.remaining) is not None:
            self._check(self._pot, None, left, ledger.limit)
        for cap in caps:
            alarm = self._budgets.pop(cap, None) or Alarm(self._at)
            self._budgets[cap] = alarm
            if len(self._budgets) > _MOST_BUDGETS:
                del self._budgets[next(iter(self._budgets))]
            self._check(alarm, cap.name, max(0, cap.credits - self._account.tally(cap).taken), cap.credits)

    def _check(self, alarm: Alarm, budget: str | None, left: int, of: int) -> None:
        share = alarm.passed(left, of)
        if share is None:
            return
        alert = Alert(budget, left, of, share)
        # A budget is there to be spent; what it has left troubles nobody but those who work in it.
        level = logging.WARNING if budget is None else logging.INFO
        _log.log(level, "credits run low: %s has %d of %d left", budget or "the account", left, of)
        if self._listener is not None:
            try:
                self._listener(alert)
            except Exception:  # noqa: BLE001 - it is the user's code, and the call has been paid for
                _log.exception("the alert's listener failed")
