"""What is told of an export that is under way."""

from __future__ import annotations

import pytest

from whasync.cli.progress import seconds_left, told
from whasync.export import Report


@pytest.mark.parametrize(
    ("report", "most", "line"),
    [
        (Report(rows=500, pages=5, calls=5, credits=5, seconds=1), None, "5 calls · 5 credits"),
        (
            Report(rows=6_000, pages=60, calls=60, credits=60, seconds=72),
            10_000,
            "60 calls · 60 credits · 50 calls/min · 48.0 s left",
        ),
        (Report(rows=6_000, pages=60, calls=60, credits=60, seconds=72), None, "60 calls · 60 credits · 50 calls/min"),
        (
            Report(rows=6_000, pages=60, questions=4, done=1, calls=60, credits=60, seconds=72),
            None,
            "1 of 4 questions · 60 calls · 60 credits · 50 calls/min · 3 min 36 s left",
        ),
    ],
)
def test_progress_tells_pace_and_time_left_once_they_mean_something(
    report: Report, most: int | None, line: str
) -> None:
    assert told(report, most) == line


def test_pages_of_earlier_runs_do_not_make_this_one_look_faster() -> None:
    report = Report(rows=9_000, pages=90, calls=10, credits=10, seconds=12)
    assert seconds_left(report, 10_000) == pytest.approx(12)
