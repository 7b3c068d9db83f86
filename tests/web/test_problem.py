"""The table from errors to answers."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from whasync import errors
from whasync.errors import WhasyncError
from whasync.web.problem import Problem, problem_of

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECRET = "quetzalcoatl"


def made(kind: type[WhasyncError], **attributes: Any) -> WhasyncError:
    error = kind(SECRET)
    error.__dict__.update(attributes, body=SECRET.encode(), url=SECRET, hint=SECRET, operation=SECRET)
    return error


# Status, code and seconds to wait, where nothing is chosen.
TABLE: dict[type[WhasyncError], tuple[int, str]] = {
    errors.WhasyncError: (502, "upstream"),
    errors.UsageError: (500, "internal"),
    errors.BudgetExceededError: (503, "out_of_credits"),
    errors.WaitExceededError: (503, "busy"),
    errors.SharedStateError: (503, "unavailable"),
    errors.TransportError: (502, "upstream"),
    errors.TransportTimeoutError: (504, "upstream_timeout"),
    errors.ResponseError: (502, "upstream"),
    errors.AuthenticationError: (502, "upstream"),
    errors.AccessError: (502, "upstream"),
    errors.PlanError: (502, "upstream"),
    errors.DailyQuotaError: (503, "out_of_credits"),
    errors.BadRequestError: (502, "upstream"),
    errors.CursorExpiredError: (502, "upstream"),
    errors.NotFoundError: (502, "upstream"),
    errors.RateLimitError: (503, "busy"),
    errors.CreditsExhaustedError: (503, "out_of_credits"),
    errors.ServerError: (502, "upstream"),
    errors.NotJSONError: (502, "upstream"),
    errors.DecodeError: (502, "upstream"),
}


def test_every_error_has_its_answer() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, WhasyncError)]
    answers = {kind: problem_of(made(kind, retry_after=1.0)) for kind in kinds}
    assert {kind: (problem.status, problem.code) for kind, problem in answers.items()} == TABLE


@pytest.mark.parametrize("kind", TABLE)
def test_no_answer_tells_what_an_error_holds(kind: type[WhasyncError]) -> None:
    problem = problem_of(made(kind, retry_after=1.0, routed=True))
    assert SECRET not in f"{problem.body!r}{problem.headers}"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.0, "1"), (0.2, "1"), (1.0, "1"), (5.000_1, "6"), (59.4, "60"), (86_400.0, "86400")]
)
def test_a_wait_is_told_in_whole_seconds_and_never_too_short(seconds: float, told: str) -> None:
    answers = [
        problem_of(made(kind, retry_after=seconds)) for kind in (errors.WaitExceededError, errors.RateLimitError)
    ]
    assert [answer.headers for answer in answers] == 2 * [
        {"Content-Type": "application/problem+json", "Retry-After": told}
    ]


@pytest.mark.parametrize(
    ("left", "retry_after"),
    [(timedelta(days=10, hours=12), 907_200), (timedelta(seconds=0.5), 1), (-timedelta(hours=1), 1), (None, None)],
)
def test_exhausted_credits_are_told_to_come_back_at_the_reset(left: timedelta | None, retry_after: int | None) -> None:
    kinds = errors.CreditsExhaustedError, errors.BudgetExceededError
    answers = [problem_of(made(kind, resets_at=left and NOW + left), now=NOW) for kind in kinds]
    assert answers == 2 * [
        Problem(status=503, code="out_of_credits", detail="No credits are left.", retry_after=retry_after)
    ]


@pytest.mark.parametrize("kind", [errors.CreditsExhaustedError, errors.BudgetExceededError, errors.DailyQuotaError])
def test_credits_can_be_something_to_be_paid_for(kind: type[WhasyncError]) -> None:
    assert problem_of(made(kind), credits=402) == Problem(
        status=402, code="out_of_credits", detail="No credits are left."
    )


def test_a_record_that_is_not_there_is_not_found_and_a_path_that_is_not_there_is_the_backends_fault() -> None:
    answers = [problem_of(made(errors.NotFoundError, routed=routed)) for routed in (True, False)]
    assert [(answer.status, answer.code) for answer in answers] == [(404, "not_found"), (502, "upstream")]


@pytest.mark.parametrize("usage", [400, 422])
def test_a_wrong_parameter_can_be_the_callers_who_is_told_what_is_wrong(usage: Any) -> None:
    answers = [
        problem_of(kind("limit=500 must be at most 100"), usage=usage)
        for kind in (errors.UsageError, errors.BadRequestError, errors.CursorExpiredError, errors.ServerError)
    ]
    refused = Problem(status=usage, code="refused", detail="A parameter has a value that cannot be used.")
    assert answers == [
        Problem(status=usage, code="refused", detail="limit=500 must be at most 100"),
        refused,
        refused,
        Problem(status=502, code="upstream", detail="A service behind this one failed."),
    ]


def test_the_body_has_the_members_of_the_rfc() -> None:
    problem = problem_of(errors.WaitExceededError("late", retry_after=2.0))
    assert problem.body == (
        b'{"title":"Service Unavailable","status":503,"detail":"Too many requests wait for their turn.","code":"busy"}'
    )


@pytest.mark.parametrize("framework", ["fastapi", "starlette"])
def test_a_framework_that_is_missing_is_named_with_its_extra(framework: str) -> None:
    code = f"import sys; sys.modules[{framework!r}] = None; import whasync.web.{framework}"
    failed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert failed.stderr.splitlines()[-1] == (
        f"whasync.errors.UsageError: this takes {framework}, which is not installed: pip install 'whasync[{framework}]'"
    )
