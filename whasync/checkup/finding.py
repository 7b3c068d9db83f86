"""What a check found, and all of it together."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from .._core import secrets

Outcome: TypeAlias = Literal["ok", "warning", "failed", "skipped"]
Charged: TypeAlias = Literal["yes", "no", "unknown"]

# What comes before the seven checks of the API documentation (Troubleshooting), in the order in which a call meets
# it; then the seven; then what stands on this machine.
CHECKS = (
    *("origin", "dns", "connect", "tls", "api", "clock"),
    *("auth", "plan", "quota", "rate", "path", "verb", "filters"),
    *("shared", "spool"),
)

# In the order in which a call meets them: the first that fails makes the later ones pointless.
_ON_THE_WAY = ("origin", "dns", "connect", "tls", "api", "auth", "plan", "rate", "quota")
_ACCESS = frozenset({"auth", "plan"})


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one check found.

    Attributes:
        check: One of `CHECKS`.
        seen: What was seen, in one line.
        means: What that means. Empty where there is nothing to explain.
        fix: What to do. Never empty where the outcome is a warning or a failure.
        charged: Whether the answer that it rests on cost a credit; None where there was none.
    """

    check: str
    outcome: Outcome
    seen: str
    means: str = ""
    fix: str = ""
    charged: Charged | None = None


class Bill(msgspec.Struct):
    """What a run cost.

    Attributes:
        most: Credits that a run may cost.
        requests: How many were sent. credits: What was charged, at most 1. in_doubt: 1 where nobody knows whether the
            one call that may cost was charged, and then `credits` is 0.
    """

    requests: int = 0
    credits: int = 0
    in_doubt: int = 0
    most: int = 1


class Diagnosis(msgspec.Struct, frozen=True, kw_only=True):
    """All findings, in the order of `CHECKS`, and what they cost."""

    findings: tuple[Finding, ...]
    bill: Bill

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The findings that something must be done about."""
        return tuple(finding for finding in self.findings if finding.outcome == "failed")

    @property
    def is_well(self) -> bool:
        """Whether nothing failed; warnings are no failure."""
        return not self.failed

    @property
    def is_about_access(self) -> bool:
        """Whether the key or its plan is what failed."""
        return any(finding.check in _ACCESS for finding in self.failed)


class Sheet:
    """Findings as they come in."""

    def __init__(self) -> None:
        self._found: dict[str, Finding] = {}

    def add(self, *findings: Finding) -> None:
        """Note findings. Where a check has one already, the worse stays, and a warning is told beside a failure."""
        for finding in findings:
            noted = self._found.get(finding.check)
            if noted is None or _GRAVITY[finding.outcome] > _GRAVITY[noted.outcome]:
                is_beside = noted is not None and noted.outcome == "warning"
                seen = f"{finding.seen}; {noted.seen}" if noted is not None and is_beside else finding.seen
                self._found[finding.check] = replace(finding, seen=seen)

    def add_unless_known(self, *findings: Finding) -> None:
        """Note findings of those checks that have none."""
        self.add(*(finding for finding in findings if finding.check not in self._found))

    @property
    def obstacle(self) -> str | None:
        """The first check on the way to an answer that failed, or None; on it all that comes later depends."""
        return next((check for check in _ON_THE_WAY if self._is_failed(check)), None)

    def findings(self, key: str) -> tuple[Finding, ...]:
        """One finding for each check, without the key; those that nothing could be said of are skipped."""
        return tuple(masked(self._found.get(check) or self._skipped(check), key) for check in CHECKS)

    def _skipped(self, check: str) -> Finding:
        obstacle = self.obstacle
        reason = f"pointless until {obstacle} is mended" if obstacle else "no answer tells"
        return Finding(check=check, outcome="skipped", seen=reason)

    def _is_failed(self, check: str) -> bool:
        return check in self._found and self._found[check].outcome == "failed"


_GRAVITY: dict[Outcome, int] = {"skipped": 0, "ok": 1, "warning": 2, "failed": 3}


def masked(finding: Finding, key: str = "") -> Finding:
    """The finding without the key: a proxy's page, a URL or a saved file may repeat it."""
    return replace(finding, **{name: secrets.masked(getattr(finding, name), key) for name in ("seen", "means", "fix")})
