"""When to send again: tables for the rules, laws for the waits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whasync._core.backoff import Backoff, RetryBudget
from whasync._core.verdict import Kind, Verdict

DICE = st.floats(0, 1, exclude_max=True)
TRANSIENT = {Kind.SERVER_ERROR, Kind.GATEWAY_ERROR, Kind.RATE_LIMITED}


def after(
    kind: Kind,
    attempt: int = 1,
    *,
    same: int = 1,
    waited: float = 0.0,
    dice: float = 0.5,
    retry_after: float | None = None,
) -> float | None:
    return Backoff().after_answer(
        attempt, Verdict(kind=kind, retry_after=retry_after), same=same, waited=waited, dice=dice
    )


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in TRANSIENT])
def test_what_will_not_change_by_itself_is_not_sent_again(kind: Kind) -> None:
    assert after(kind) is None


@pytest.mark.parametrize(("attempt", "wait"), [(1, 0.5), (2, 1.0), (3, 2.0), (4, 4.0), (5, None)])
def test_the_wait_doubles_and_ends_with_the_attempts(attempt: int, wait: float | None) -> None:
    assert after(Kind.GATEWAY_ERROR, attempt) == wait


@pytest.mark.parametrize(("same", "wait"), [(1, 1.0), (2, 1.0), (3, None)])
def test_a_500_that_answers_the_same_three_times_ends_early(same: int, wait: float | None) -> None:
    assert after(Kind.SERVER_ERROR, 2, same=same) == wait
    assert after(Kind.GATEWAY_ERROR, 2, same=same) == 1.0


@pytest.mark.parametrize("attempt", [1, 2, 3, 4])
def test_a_refusal_for_the_rate_waits_by_the_slots_alone(attempt: int) -> None:
    assert after(Kind.RATE_LIMITED, attempt, same=9, waited=1e6) == 0.0


def test_a_refusal_for_the_rate_is_sent_five_times_at_most() -> None:
    assert after(Kind.RATE_LIMITED, 5) is None


@pytest.mark.parametrize(
    ("retry_after", "wait"), [(None, 0.5), (0.0, 0.5), (0.4, 0.5), (7.0, 7.0), (120.0, 120.0), (120.5, None)]
)
def test_a_retry_after_is_kept_or_the_failure_raised_and_never_fired_into_early(
    retry_after: float | None, wait: float | None
) -> None:
    assert after(Kind.GATEWAY_ERROR, retry_after=retry_after) == wait


def test_a_refusal_for_the_rate_with_too_long_a_retry_after_is_raised() -> None:
    assert after(Kind.RATE_LIMITED, retry_after=121.0) is None


@pytest.mark.parametrize(("waited", "wait"), [(0.0, 4.0), (116.0, 4.0), (116.1, None)])
def test_the_waits_of_one_operation_are_bounded_together(waited: float, wait: float | None) -> None:
    assert after(Kind.GATEWAY_ERROR, 4, waited=waited) == wait
    lost = Backoff().after_loss(4, timed_out=False, sent=True, waited=waited, dice=0.5)
    assert lost == wait


@pytest.mark.parametrize(
    ("timed_out", "sent", "sendings"), [(True, True, 2), (True, False, 5), (False, True, 5), (False, False, 5)]
)
def test_a_read_that_timed_out_after_it_was_sent_is_sent_twice_at_most(
    timed_out: bool, sent: bool, sendings: int
) -> None:
    waits = [
        Backoff().after_loss(attempt, timed_out=timed_out, sent=sent, waited=0.0, dice=0.5) for attempt in range(1, 7)
    ]
    assert [wait is not None for wait in waits] == [attempt < sendings for attempt in range(1, 7)]


@pytest.mark.parametrize("timed_out", [True, False])
def test_who_wants_one_sending_gets_one_though_its_answer_never_came(timed_out: bool) -> None:
    assert Backoff(attempts=1).after_loss(1, timed_out=timed_out, sent=True, waited=0.0, dice=0.5) is None


@given(
    kind=st.sampled_from(sorted(TRANSIENT, key=lambda kind: kind.name)),
    attempt=st.integers(1, 100_000),
    retry_after=st.none() | st.floats(0, 1e9),
    waited=st.floats(0, 1e6),
    dice=DICE,
)
def test_a_wait_is_never_negative_and_never_above_the_longest_but_for_a_retry_after(
    kind: Kind, attempt: int, retry_after: float | None, waited: float, dice: float
) -> None:
    patient = Backoff(attempts=200_000, total=1e7)
    verdict = Verdict(kind=kind, retry_after=retry_after)
    wait = patient.after_answer(attempt, verdict, same=1, waited=waited, dice=dice)
    if retry_after is not None and retry_after > patient.longest_retry_after:
        assert wait is None
    else:
        assert wait is not None
        assert 0.0 <= wait <= max(patient.longest, retry_after or 0.0)
        assert kind is Kind.RATE_LIMITED or wait >= (retry_after or 0.0)


@given(attempt=st.integers(1, 100_000), waited=st.floats(0, 1e6), dice=DICE, timed_out=st.booleans())
def test_the_wait_after_a_loss_is_never_negative_and_never_above_the_longest(
    attempt: int, waited: float, dice: float, timed_out: bool
) -> None:
    patient = Backoff(attempts=200_000, total=1e7)
    wait = patient.after_loss(attempt, timed_out=timed_out, sent=False, waited=waited, dice=dice)
    assert wait is not None
    assert 0.0 <= wait <= patient.longest


@given(
    failures=st.lists(
        st.tuples(st.sampled_from([Kind.SERVER_ERROR, Kind.GATEWAY_ERROR, None]), DICE, st.none() | st.floats(0, 1e4)),
        min_size=50,
        max_size=50,
    ),
    attempts=st.integers(1, 40),
)
def test_one_operation_ends_whatever_happens_and_waits_two_minutes_at_most(
    failures: list[tuple[Kind | None, float, float | None]], attempts: int
) -> None:
    backoff = Backoff(attempts=attempts)
    waited, sendings = 0.0, 0
    for kind, dice, retry_after in failures:
        sendings += 1
        if kind is None:
            wait = backoff.after_loss(sendings, timed_out=False, sent=True, waited=waited, dice=dice)
        else:
            verdict = Verdict(kind=kind, retry_after=retry_after)
            wait = backoff.after_answer(sendings, verdict, same=1, waited=waited, dice=dice)
        if wait is None:
            break
        waited += wait
    assert sendings <= attempts
    assert waited <= backoff.total


def storm(budget: RetryBudget, operations: int) -> int:
    """Operations that all fail; each retries four times if it may."""
    return sum(budget.take() for _ in range(operations * 4))


@given(operations=st.integers(3, 2_000))
def test_a_storm_of_failures_costs_ten_retries_in_all(operations: int) -> None:
    budget = RetryBudget()
    assert storm(budget, operations) == 10
    assert budget.left == 0.0


def test_a_fault_that_comes_and_goes_is_retried_for_ever() -> None:
    budget = RetryBudget()
    for operation in range(10_000):
        retries = operation % 5
        assert sum(budget.take() for _ in range(retries)) == retries
        budget.succeeded(retries)
    assert budget.left == 10.0


def test_ten_clean_successes_earn_one_retry_after_a_storm() -> None:
    budget = RetryBudget()
    storm(budget, 100)
    for _ in range(11):  # a tenth ten times is a rounding short of one
        budget.succeeded(0)
    assert storm(budget, 100) == 1


@given(st.lists(st.integers(-1, 4), max_size=200))
def test_the_budget_never_holds_more_than_ten_nor_less_than_none(course: list[int]) -> None:
    budget = RetryBudget()
    for step in course:
        if step < 0:
            budget.take()
        else:
            budget.succeeded(step)
        assert 0.0 <= budget.left <= 10.0
