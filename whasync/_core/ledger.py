"""Credit arithmetic: hold, settle, release, doubt, and what a reading of the balance proves.

A balance is known only from a reading. Between readings the ledger subtracts what it settles. Its promise: `spent`
and `in_doubt` together are never less than what the calls of this process were charged, and `remaining` is never
more than what is left.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from .head import Reading

# Paid calls between two readings that nobody asked for: a reading is itself a call and costs a credit.
READ_EVERY = 100


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What the account holds, as far as this process knows. Credits are whole numbers.

    Attributes:
        month: The server's month as "2026-11", or None until an answer told the server's date.
        limit: Credits a month by the last reading, or None.
        balance: Credits left by the last reading less what was settled since, or None before the first.
        spent: Credits that calls of this process are known to have cost, all months.
        spent_before: Of those, in earlier months.
        in_flight: Credits held by calls under way.
        in_doubt: Credits of calls that may have been charged, and that no reading has settled yet.
        exact: Whether the last reading crossed no other call, so that `balance` is what the server has.
    """

    month: str | None = None
    limit: int | None = None
    balance: int | None = None
    spent: int = 0
    spent_before: int = 0
    in_flight: int = 0
    in_doubt: int = 0
    exact: bool = True
    holds: int = 0
    settled: int = 0
    doubted: int = 0
    paid_since_reading: int = 0

    @property
    def remaining(self) -> int | None:
        """Credits that are surely left, or None where nothing is known. Never negative."""
        if self.balance is None:
            return None
        return max(0, self.balance - self.in_flight - self.in_doubt)

    def affords(self, credits: int) -> bool:
        """Whether a call may be sent. Yes where nothing is known: then the server decides."""
        remaining = self.remaining
        return remaining is None or remaining >= credits

    @property
    def wants_reading(self) -> bool:
        """Whether a reading could change what the next call is told."""
        if self.balance is None:
            return False
        unsure = self.in_doubt > 0 or not self.exact
        return unsure and self.paid_since_reading >= READ_EVERY

    def hold(self, credits: int) -> Ledger:
        """Set credits aside for an attempt."""
        return replace(self, in_flight=self.in_flight + credits, holds=self.holds + 1)

    def release(self, credits: int) -> Ledger:
        """End a hold whose attempt cost nothing."""
        return replace(self, in_flight=self.in_flight - credits)

    def settle(self, credits: int) -> Ledger:
        """End a hold whose attempt was charged."""
        return replace(
            self,
            in_flight=self.in_flight - credits,
            balance=None if self.balance is None else self.balance - credits,
            spent=self.spent + credits,
            settled=self.settled + credits,
            paid_since_reading=self.paid_since_reading + 1,
        )

    def doubt(self, credits: int) -> Ledger:
        """End a hold whose attempt may have been charged."""
        return replace(
            self,
            in_flight=self.in_flight - credits,
            in_doubt=self.in_doubt + credits,
            doubted=self.doubted + credits,
        )

    def read(self, reading: Reading, sent: Ledger, credits: int) -> Ledger:
        """Merge a reading; call it when the attempt that brought it has ended.

        A reading that no other call crossed is the truth, and settles every doubt. One that was crossed settles only
        the doubts from before it was sent, and bounds the balance from above: the calls that crossed it may or may
        not be in it, so they count once more. It never raises the balance, nor does one that comes out of order.

        Args:
            sent: The ledger as it stood when the reading's own attempt had been held.
            credits: What the reading itself was charged. It is in the reading already, charged before the handler.
        """
        left = reading.total_remaining
        crossed = sent.in_flight > 1 or self.holds > sent.holds
        resolved = min(self.in_doubt, sent.in_doubt)
        if crossed and self.balance is not None:
            others = self.settled - sent.settled - credits
            balance = min(self.balance, left - others)
        elif crossed:
            balance = left - (self.settled - sent.settled - credits)
        else:
            balance = left
        return replace(
            self,
            limit=reading.limit or self.limit,
            balance=balance,
            spent=self.spent + self._proved(reading, resolved, None if crossed else balance),
            in_doubt=self.in_doubt - resolved,
            exact=not crossed,
            paid_since_reading=0,
        )

    def _proved(self, reading: Reading, resolved: int, balance: int | None) -> int:
        """How many of the resolved doubts were charged.

        At most the drop of the balance that nothing else explains, if the reading was not crossed, and at most what
        the whole account used this month, while that comes out of the monthly allowance.
        """
        most = resolved
        if balance is not None and self.balance is not None:
            most = min(most, self.balance - balance)
        if reading.used < reading.limit:
            most = min(most, reading.used - (self.spent - self.spent_before))
        return max(0, most)

    def enter(self, month: str) -> Ledger:
        """Begin a month. What was known of the balance says nothing of the new one, and no reading of the new month
        can prove a doubt of the old one: it counts as spent.
        """
        if month == self.month:
            return self
        if self.month is None:
            return replace(self, month=month)
        spent = self.spent + self.in_doubt
        return replace(
            self,
            month=month,
            balance=None,
            spent=spent,
            spent_before=spent,
            in_doubt=0,
            exact=True,
            paid_since_reading=0,
        )
