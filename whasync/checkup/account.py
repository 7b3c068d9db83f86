"""The account's side: the key's form, the rate that is set, the balance."""

from __future__ import annotations

import warnings

from .._core.head import Reading
from .._io.authenticate import Secret, check_key
from ..errors import KeyFormatWarning, UsageError
from ..settings import DEFAULT_RATE, ORIGIN, UPSTREAM_CALLS, Rate
from .finding import Finding

# API documentation, Troubleshooting: of what is let through 10 should be left free, as the default does.
_ADVISED = Rate.parse(DEFAULT_RATE).worst_minute()

# Below a share of the month's credits the end is near.
_LITTLE = 0.05


def look_at_key(key: str) -> tuple[Secret | None, list[Finding]]:
    """The key, if a request can carry it; a finding where something is odd."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", KeyFormatWarning)
        try:
            secret = check_key(key)
        except UsageError as error:
            fix = "copy it from /api of the web app into WH_API_KEY, as it is: wh_ and 48 hexadecimal digits"
            seen, means = str(error).partition(":")[0], "no request can carry it"
            return None, [Finding(check="auth", outcome="failed", seen=seen, means=means, fix=fix)]
    if not caught:
        return secret, []
    fix = "compare it with the one at /api of the web app: a sign may be missing"
    seen, means = str(caught[0].message), "it is sent all the same, for the form may have changed"
    return secret, [Finding(check="auth", outcome="warning", seen=seen, means=means, fix=fix)]


def look_at_rate(text: str, origin: str | None) -> Finding:
    """The rate that a session would keep to."""
    try:
        rate = Rate.parse(text)
    except UsageError as error:
        means = "a session refuses it"
        return Finding(check="rate", outcome="failed", seen=str(error), means=means, fix=f"set WH_RATE={DEFAULT_RATE}")
    worst = rate.worst_minute()
    seen = f"rate={text}: up to {worst:g} calls in any 60 s"
    if worst <= _ADVISED or origin not in (None, ORIGIN):
        return Finding(check="rate", outcome="ok", seen=seen)
    fix = f"set WH_RATE={DEFAULT_RATE}"
    if worst <= UPSTREAM_CALLS:
        means = f"{UPSTREAM_CALLS} are let through, and fewer than 10 are left for whoever else uses the account"
        return Finding(check="rate", outcome="warning", seen=seen, means=means, fix=fix)
    means = f"{UPSTREAM_CALLS} are let through; a session refuses this rate"
    return Finding(check="rate", outcome="failed", seen=seen, means=means, fix=fix)


def look_at_balance(reading: Reading) -> Finding:
    """What is left of the month's credits and the add-on packs."""
    left = reading.total_remaining
    seen = f"{left:,} credits are left: {reading.remaining:,} of this month's {reading.limit:,}"
    if reading.addon_remaining:
        seen += f" and {reading.addon_remaining:,} of add-on packs"
    if left > reading.limit * _LITTLE:
        return Finding(check="quota", outcome="ok", seen=seen)
    fix = "wait for the next calendar month (UTC), or buy an add-on pack"
    if left > 0:
        means = "the end is near: a page costs 1"
        return Finding(check="quota", outcome="warning", seen=seen, means=means, fix=fix)
    means = "this reading took the last; every call but a 401 or 403 is answered 429 now"
    return Finding(check="quota", outcome="failed", seen=seen, means=means, fix=fix)
