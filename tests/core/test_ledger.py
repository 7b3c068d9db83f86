"""The ledger against an account that charges before it handles, refunds, loses answers, and is used by others too."""

from __future__ import annotations

import enum
import random
from dataclasses import dataclass, field

import pytest

from whasync._core.head import Reading
from whasync._core.ledger import READ_EVERY, Ledger

LIMIT = 200


def reading(remaining: int, *, used: int = 0, limit: int = LIMIT, addon: int = 0) -> Reading:
    return Reading(remaining=remaining, used=used, limit=limit, addon_remaining=addon)


def known(remaining: int) -> Ledger:
    """A ledger after one quiet reading, which has cost a credit."""
    held = Ledger().hold(1)
    return held.settle(1).read(reading(remaining, used=LIMIT - remaining), held, 1)


# By tables.


def test_nothing_is_known_before_the_first_reading_and_then_the_server_decides() -> None:
    ledger = Ledger()
    assert (ledger.remaining, ledger.spent, ledger.in_flight, ledger.in_doubt) == (None, 0, 0, 0)
    assert ledger.affords(1)
    assert not ledger.wants_reading


@pytest.mark.parametrize(
    ("ledger", "told"),
    [
        (Ledger(spent=3, in_flight=1), "how much is left is not known yet; 3 spent, 1 under way, 0 in doubt"),
        (Ledger(balance=19_977, spent=23), "19,977 credits left; 23 spent, 0 under way, 0 in doubt"),
        (Ledger(balance=3, in_flight=1, in_doubt=1), "1 credit left; 0 spent, 1 under way, 1 in doubt"),
    ],
)
def test_as_text_it_is_for_people_and_its_repr_keeps_every_field(ledger: Ledger, told: str) -> None:
    assert (str(ledger), f"{ledger}") == (told, told)
    assert all(f"{name}=" in repr(ledger) for name in Ledger.__struct_fields__)


def test_a_quiet_reading_is_the_truth() -> None:
    ledger = known(150)
    assert (ledger.balance, ledger.remaining, ledger.limit, ledger.exact) == (150, 150, LIMIT, True)


def test_add_on_packs_belong_to_the_balance() -> None:
    held = Ledger().hold(1)
    assert held.settle(1).read(reading(0, used=LIMIT, addon=500), held, 1).remaining == 500


def test_a_hold_lowers_what_remains_and_a_release_gives_it_back() -> None:
    ledger = known(150)
    assert ledger.hold(1).remaining == 149
    assert ledger.hold(1).release(1).remaining == 150


def test_a_settled_hold_stays_lowered_and_counts_as_spent() -> None:
    ledger = known(150).hold(1).settle(1)
    assert (ledger.remaining, ledger.spent, ledger.in_flight) == (149, 2, 0)


def test_a_doubt_lowers_what_remains_and_is_not_spent_yet() -> None:
    ledger = known(150).hold(1).doubt(1)
    assert (ledger.remaining, ledger.spent, ledger.in_doubt, ledger.in_flight) == (149, 1, 1, 0)


def test_what_is_held_cannot_be_afforded_twice() -> None:
    ledger = known(1)
    assert ledger.affords(1)
    assert not ledger.hold(1).affords(1)
    assert not ledger.hold(1).doubt(1).affords(1)


def test_what_remains_is_never_negative() -> None:
    assert known(0).hold(1).remaining == 0


@pytest.mark.parametrize(("was_charged", "spent"), [(True, 3), (False, 2)])
def test_a_quiet_reading_tells_whether_a_doubt_was_charged(was_charged: bool, spent: int) -> None:
    ledger = known(150).hold(1).doubt(1)
    held = ledger.hold(1)
    left = 148 if was_charged else 149
    ledger = held.settle(1).read(reading(left, used=LIMIT - left), held, 1)
    assert (ledger.remaining, ledger.spent, ledger.in_doubt) == (left, spent, 0)


def test_a_crossed_reading_keeps_the_doubts_that_came_after_it_was_sent() -> None:
    ledger = known(150).hold(1).doubt(1)
    asked = ledger.hold(1)
    ledger = asked.hold(1).doubt(1).settle(1).read(reading(148, used=52), asked, 1)
    assert ledger.in_doubt == 1
    assert not ledger.exact


def test_a_reading_that_comes_out_of_order_settles_no_doubt_that_a_later_one_left_open() -> None:
    ledger = known(150).hold(1).doubt(1)
    first = ledger.hold(1)
    second = first.hold(1)
    ledger = second.hold(1).doubt(1)  # lost after both readings were sent
    ledger = ledger.settle(1).read(reading(148, used=52), second, 1)
    ledger = ledger.settle(1).read(reading(148, used=52), first, 1)
    assert ledger.in_doubt == 1


def test_a_crossed_reading_never_raises_the_balance() -> None:
    asked = known(150).hold(1).hold(1)
    ledger = asked.settle(1).settle(1).read(reading(149, used=51), asked, 1)
    assert (ledger.balance, ledger.exact) == (148, False)


def test_a_balance_that_is_too_low_by_a_crossed_reading_does_not_hide_a_charged_doubt() -> None:
    asked = known(150).hold(1).hold(1)
    ledger = asked.settle(1).settle(1).read(reading(148, used=52), asked, 1)  # both are in it: 147 is one too few
    assert ledger.balance == 147
    held = ledger.hold(1).doubt(1).hold(1)
    ledger = held.settle(1).read(reading(146, used=54), held, 1)
    assert (ledger.spent, ledger.in_doubt, ledger.remaining) == (5, 0, 146)


def test_a_crossed_reading_does_not_take_a_later_call_for_the_doubt_it_settles() -> None:
    asked = known(150).hold(1).doubt(1).hold(1)
    ledger = asked.hold(1).settle(1)  # charged after the reading was taken
    ledger = ledger.settle(1).read(reading(148, used=52), asked, 1)  # the doubt was charged: 150 - 1 - 1
    assert (ledger.spent, ledger.in_doubt) == (4, 0)


def test_a_doubt_counts_as_spent_where_a_bought_pack_hides_what_became_of_it() -> None:
    ledger = known(150).hold(1).doubt(1)
    held = ledger.hold(1)
    ledger = held.settle(1).read(reading(0, used=LIMIT, addon=500), held, 1)
    assert (ledger.spent, ledger.in_doubt, ledger.remaining) == (3, 0, 500)


def test_a_call_under_way_at_the_turn_of_the_month_hides_no_doubt_of_the_new_one() -> None:
    ledger = known(150).enter("2026-10").hold(1).enter("2026-11").settle(1)  # paid in October
    held = ledger.hold(1).doubt(1).hold(1)
    ledger = held.settle(1).read(reading(LIMIT - 2, used=2), held, 1)
    assert (ledger.spent, ledger.in_doubt, ledger.remaining) == (4, 0, LIMIT - 2)


def test_a_new_month_forgets_the_balance_and_counts_its_doubts_as_spent() -> None:
    ledger = known(150).enter("2026-10").hold(1).doubt(1).enter("2026-11")
    assert (ledger.month, ledger.remaining, ledger.spent, ledger.spent_before, ledger.in_doubt) == (
        "2026-11",
        None,
        2,
        2,
        0,
    )


def test_the_first_word_about_the_month_changes_nothing_but_the_month() -> None:
    ledger = known(150).hold(1).doubt(1)
    entered = ledger.enter("2026-11")
    assert (entered.balance, entered.in_doubt, entered.month) == (ledger.balance, 1, "2026-11")
    assert entered.enter("2026-11") is entered


def test_a_reading_is_wanted_only_when_doubts_have_stood_for_a_hundred_paid_calls() -> None:
    ledger = known(10_000).hold(1).doubt(1)
    for _ in range(READ_EVERY):
        assert not ledger.wants_reading
        ledger = ledger.hold(1).settle(1)
    assert ledger.wants_reading
    held = ledger.hold(1)
    assert not held.settle(1).read(reading(9_000, used=1_000, limit=10_000), held, 1).wants_reading


# By its law, over random accounts.


class Fate(enum.Enum):
    """What becomes of a call, and what the server did before."""

    OK = enum.auto()
    REFUNDED = enum.auto()
    FREE = enum.auto()
    UNCLEAR_CHARGED = enum.auto()
    UNCLEAR_FREE = enum.auto()
    LOST_CHARGED = enum.auto()
    LOST_REFUNDED = enum.auto()
    LOST_FREE = enum.auto()
    UNSENT = enum.auto()


CHARGED_FIRST = {Fate.OK, Fate.REFUNDED, Fate.UNCLEAR_CHARGED, Fate.LOST_CHARGED, Fate.LOST_REFUNDED}
REFUNDED_LATER = {Fate.REFUNDED, Fate.LOST_REFUNDED}
DOUBTFUL = {Fate.UNCLEAR_CHARGED, Fate.UNCLEAR_FREE, Fate.LOST_CHARGED, Fate.LOST_REFUNDED, Fate.LOST_FREE}


@dataclass
class Call:
    fate: Fate
    reads: bool
    held: Ledger
    stage: int = 0  # 0 under way, 1 charged, 2 handled
    paid_in: int = 0
    taken: Reading | None = None
    taken_at: int = 0


@dataclass
class Account:
    """The server's own book."""

    dice: random.Random
    addon: int
    left: int = LIMIT
    used: int = 0
    charged: int = 0  # to this process, all months
    foreign_at: int = -1
    month: int = 0

    def charge(self) -> int:
        """Take a credit; returns the month it was taken from."""
        self.left -= 1
        self.used += 1
        self.charged += 1
        return self.month

    def refund(self, month: int) -> None:
        self.charged -= 1
        if month == self.month:
            self.left += 1
            self.used -= 1

    def foreign(self, step: int) -> None:
        taken = min(self.left, self.dice.randint(1, 5))
        self.left -= taken
        self.used += taken
        self.foreign_at = step

    def turn(self) -> None:
        self.left, self.used = LIMIT, 0
        self.month += 1

    @property
    def all_left(self) -> int:
        return self.left + self.addon

    def read(self) -> Reading:
        return reading(self.left, used=self.used, addon=self.addon)


@dataclass
class Driver:
    """One process and its account, in random steps."""

    seed: int
    with_foreign: bool
    with_months: bool
    share_of_readings: float
    dice: random.Random = field(init=False)
    account: Account = field(init=False)
    ledger: Ledger = field(default_factory=Ledger)
    calls: list[Call] = field(default_factory=list)
    released: int = 0
    step: int = 0
    trusted: bool = True  # no foreign spending since the last quiet reading was taken

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.account = Account(self.dice, addon=self.dice.choice((0, 0, 30)))
        self.enter()

    def run(self, steps: int) -> None:
        for self.step in range(steps):
            turn = self.dice.random()
            if turn < 0.45:
                self.send()
            elif turn < 0.95 or not (self.with_foreign or self.with_months):
                self.advance()
            elif self.with_foreign and turn < 0.98:
                self.account.foreign(self.step)
                self.trusted = False
            elif self.with_months and self.dice.random() < 0.3:
                self.account.turn()
            self.check()
        while self.calls:
            self.advance()
            self.check()
        self.enter()

    def enter(self) -> None:
        self.ledger = self.ledger.enter(str(self.account.month))

    def send(self, fate: Fate | None = None, reads: bool | None = None) -> None:
        self.enter()
        reads = self.dice.random() < self.share_of_readings if reads is None else reads
        if self.account.left <= len(self.calls) or not (reads or self.ledger.affords(1)):
            return
        self.ledger = self.ledger.hold(1)
        self.calls.append(Call(fate or self.dice.choice([Fate.OK, *Fate]), reads, self.ledger))

    def advance(self) -> None:
        if not self.calls:
            return
        call = self.dice.choice(self.calls)
        call.stage += 1
        if call.stage == 1 and call.fate in CHARGED_FIRST:
            call.paid_in = self.account.charge()
        if call.stage == 2:
            if call.fate in REFUNDED_LATER:
                self.account.refund(call.paid_in)
            if call.reads and call.fate in (Fate.OK, Fate.FREE):
                call.taken, call.taken_at = self.account.read(), self.step
        if call.stage == 3:
            self.calls.remove(call)
            self.book(call)

    def book(self, call: Call) -> None:
        if call.taken is not None:
            self.enter()
        paid = 0
        if call.fate is Fate.OK:
            self.ledger, paid = self.ledger.settle(1), 1
        elif call.fate in DOUBTFUL:
            self.ledger = self.ledger.doubt(1)
        else:
            self.ledger = self.ledger.release(1)
            self.released += 1
        if call.taken is not None:
            self.ledger = self.ledger.read(call.taken, call.held, paid)
            if self.ledger.exact and call.taken_at > self.account.foreign_at:
                self.trusted = True

    def check(self) -> None:
        ledger, account = self.ledger, self.account
        told = (self.seed, self.step, ledger, account)
        assert ledger.spent + ledger.in_doubt + ledger.in_flight >= account.charged, told
        assert ledger.in_flight == len(self.calls), told
        assert ledger.in_doubt >= 0, told
        assert ledger.holds == ledger.settled + ledger.doubted + self.released + ledger.in_flight, told
        if self.trusted and ledger.remaining is not None:
            assert ledger.remaining <= account.all_left, told

    def read_quietly(self) -> None:
        self.send(Fate.OK, reads=True)
        while self.calls:
            self.advance()
        self.check()


def check_ledgers(seeds: range, *, with_foreign: bool, with_months: bool) -> None:
    for seed in seeds:
        driver = Driver(seed, with_foreign, with_months, share_of_readings=0.0 if seed % 3 == 0 else 0.2)
        driver.read_quietly()
        driver.run(80)
        driver.account.left = max(driver.account.left, 1)
        driver.read_quietly()
        ledger, account = driver.ledger, driver.account
        told = (seed, ledger, account)
        assert (ledger.in_flight, ledger.in_doubt, ledger.exact) == (0, 0, True), told
        assert (ledger.balance, ledger.remaining) == (account.all_left, account.all_left), told
        assert ledger.spent >= account.charged, told
        if driver.share_of_readings == 0 and account.month == 0 and account.foreign_at < 0:
            assert ledger.spent == account.charged, told


USES = pytest.mark.parametrize(
    ("with_foreign", "with_months"),
    [(False, False), (True, False), (False, True), (True, True)],
    ids=["alone", "beside others", "over months", "beside others over months"],
)


@USES
def test_the_ledger_never_tells_more_than_is_left_and_never_less_than_was_spent(
    with_foreign: bool, with_months: bool
) -> None:
    check_ledgers(range(1_000), with_foreign=with_foreign, with_months=with_months)


@pytest.mark.slow
@USES
def test_the_ledger_keeps_its_law_over_many_more_accounts(with_foreign: bool, with_months: bool) -> None:
    check_ledgers(range(1_000, 26_000), with_foreign=with_foreign, with_months=with_months)
