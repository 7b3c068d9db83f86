"""Credit arithmetic: hold, settle, release, doubt, and what a reading of the balance proves.

A balance is known only from a reading. Between readings the ledger subtracts what it settles. Its promise: `spent`
and `in_doubt` together are never less than what the calls of this process were charged, and `remaining` is never
more than what is left.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from .head import Reading
from .verdict import Charge
from .words import several

# Paid calls between two readings that nobody asked for: a reading is itself a call and costs a credit.
READ_EVERY = 100


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What the account holds, as far as this process knows. Credits are whole numbers.

    Attributes:
        month: The server's month as "2026-11", or None until an answer told the server's date.
        limit: Credits a month by the last reading, or None.
        balance: Credits left by the last reading less what was settled since, or None before the first.
        spent: Credits that calls of this process are known to have cost, all months.
        spent_before: Of those, in earlier months at most: the calls that were under way when the month began count,
            for nobody knows which month paid for them.
        in_flight: Credits held by calls under way.
        in_doubt: Credits of calls that may have been charged, and that no reading has settled yet.
        exact: Whether the last reading crossed no other call, so that `balance` is what the server has.
        exact_used: What the whole account had used this month by the last exact reading.
        exact_spent: `spent` at that moment; what was spent since cannot be more than what the account used since.
        holds: How many attempts have held credits so far.
        settled: Credits of holds that ended as charged. doubted: Of those that ended in doubt, even if settled since.
        paid_since_reading: Calls that were charged since the last reading.
    """

    month: str | None = None
    limit: int | None = None
    balance: int | None = None
    spent: int = 0
    spent_before: int = 0
    in_flight: int = 0
    in_doubt: int = 0
    exact: bool = True
    exact_used: int = 0
    exact_spent: int = 0
    holds: int = 0
    settled: int = 0
    doubted: int = 0
    paid_since_reading: int = 0

    def __str__(self) -> str:
        remaining = self.remaining
        left = "how much is left is not known yet" if remaining is None else f"{several(remaining, 'credit')} left"
        return f"{left}; {self.spent:,} spent, {self.in_flight:,} under way, {self.in_doubt:,} in doubt"

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
    def is_sure(self) -> bool:
        """Whether a reading would tell nothing that changes what the next call is told."""
        return self.balance is None or (self.exact and not self.in_doubt)

    @property
    def wants_reading(self) -> bool:
        """Whether a reading is due, for doubts that have stood for long."""
        return not self.is_sure and self.paid_since_reading >= READ_EVERY

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

    def end(self, credits: int, charge: Charge) -> Ledger:
        """End a hold by what became of its attempt."""
        match charge:
            case Charge.KEPT:
                return self.settle(credits)
            case Charge.NONE:
                return self.release(credits)
            case Charge.UNKNOWN:
                return self.doubt(credits)

    def read(self, reading: Reading, sent: Ledger, credits: int) -> Ledger:
        """Merge a reading; call it when the attempt that brought it has ended.

        A reading that no other call crossed is the truth, and settles every doubt. One that was crossed settles only
        the doubts from before it was sent, and bounds the balance from above: the calls that crossed it may or may
        not be in it, so they count once more. It never raises the balance, nor does one that comes out of order.

        Args:
            sent: The ledger as it stood when the reading's own attempt had been held.
            credits: What the reading itself was charged. It is in the reading already, charged before the handler.
        """
        crossed = self._is_crossed(sent)
        balance = reading.total_remaining - self._others(sent, credits)
        if crossed and self.balance is not None:
            balance = min(self.balance, balance)
        ledger = replace(
            self,
            limit=reading.limit or self.limit,
            balance=balance,
            spent=self.spent + self.proved(reading, sent, credits),
            in_doubt=self.in_doubt - self._resolved(sent),
            exact=not crossed,
            paid_since_reading=0,
        )
        return ledger if crossed or sent.month != self.month else ledger._corrected(reading)

    def _corrected(self, reading: Reading) -> Ledger:
        """Take back what crossed readings counted as spent and an exact one rules out, as far as it can tell.

        It cannot where the monthly allowance is gone, for add-on packs are not in `used`, or where `used` fell. A
        reading that was sent in another month is not asked: nobody knows whose `used` it tells.
        """
        if reading.used >= reading.limit or reading.used < self.exact_used:
            return self
        most = self.exact_spent + reading.used - self.exact_used
        spent = max(self.settled, min(self.spent, most))
        return replace(self, spent=spent, exact_used=reading.used, exact_spent=spent)

    def proved(self, reading: Reading, sent: Ledger, credits: int) -> int:
        """How many of the doubts that a reading settles were charged: all, but for what a bound that makes sense rules
        out. The arguments are those of `read`.

        At most the drop of the balance that nothing else explains, where both readings are exact; and at most what
        the whole account used this month beyond our own, while that comes out of the monthly allowance. A balance that
        rose proves nothing: a pack was bought, or a credit given back.
        """
        most, others = self._resolved(sent), self._others(sent, credits)
        balance = reading.total_remaining - others
        if self.exact and not self._is_crossed(sent) and self.balance is not None and balance <= self.balance:
            most = min(most, self.balance - balance)
        own = self.spent - self.spent_before - others
        if reading.used < reading.limit:
            most = min(most, reading.used - own)
        return max(0, most)

    def _is_crossed(self, sent: Ledger) -> bool:
        return sent.in_flight > 1 or self.holds > sent.holds

    def _others(self, sent: Ledger, credits: int) -> int:
        """What other calls were charged since a reading was sent."""
        return self.settled - sent.settled - credits

    def _resolved(self, sent: Ledger) -> int:
        """How many doubts a reading settles: those from before it was sent."""
        return max(0, self.in_doubt - (self.doubted - sent.doubted))

    def enter(self, month: str) -> Ledger:
        """Begin a month. What was known of the balance says nothing of the new one, and no reading of the new month
        can prove a doubt of the old one: it counts as spent. Enter before a reading of the new month is merged.
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
            spent_before=spent + self.in_flight,
            in_doubt=0,
            exact=True,
            exact_used=0,
            exact_spent=spent + self.in_flight,
            paid_since_reading=0,
        )
