"""Tells when credits run low: in the log, and to whoever asked."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Sequence
from typing import Any

from .._core.alarm import ALERT_AT, Alarm, Alert, Pace
from .._core.budget import Cap
from .._core.ledger import Ledger
from ..errors import UsageError
from .account import Account

_log = logging.getLogger("whasync")

# So many budgets are remembered, those last used: a backend may have one for each of its requests.
_MOST_BUDGETS = 10_000


class Alerts:
    """Watches the account and its budgets. The listener's own error never fails a call.

    Args:
        at: Shares of the whole, from 0 to 1: an alert is given when no more than that is left.

    Raises:
        UsageError: A share is out of range, or the listener is no plain function. Found here, not after a paid call.
    """

    def __init__(
        self, account: Account, listener: Callable[[Alert], None] | None = None, at: Sequence[float] = ALERT_AT
    ) -> None:
        _check(listener)
        self.pace = Pace()
        self._account = account
        self._listener = listener
        self._at = _shares(at)
        self._pot = Alarm(self._at)
        self._budgets: dict[Cap, Alarm] = {}

    def look(self, now: float, ledger: Ledger, caps: Sequence[Cap]) -> None:
        """See what a call that has just been charged has left."""
        self.pace.note(now, ledger.spent)
        if ledger.limit and (left := ledger.remaining) is not None:
            self._look_at(self._pot, None, left, ledger.limit)
        for cap in caps:
            alarm = self._budgets.pop(cap, None) or Alarm(self._at)
            self._budgets[cap] = alarm
            if len(self._budgets) > _MOST_BUDGETS:
                del self._budgets[next(iter(self._budgets))]
            self._look_at(alarm, cap.name, max(0, cap.credits - self._account.tally(cap).taken), cap.credits)

    def _look_at(self, alarm: Alarm, budget: str | None, left: int, of: int) -> None:
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


def _check(listener: Any) -> None:  # Any: what a caller may give
    if listener is not None and (not callable(listener) or inspect.iscoroutinefunction(listener)):
        name = getattr(listener, "__qualname__", repr(listener))
        raise UsageError(f"on_alert={name} must be a plain function of one alert; nothing awaits it")


def _shares(at: Any) -> tuple[float, ...]:  # Any: as above; an iterator is read once
    try:
        shares = tuple(at)
        if all(0 <= share <= 1 for share in shares):
            return shares
    except TypeError:
        pass
    raise UsageError(f"alert_at={at!r} must be several shares from 0 to 1, such as {ALERT_AT}")
