"""Arguments that cannot work are refused where they are given, and nothing is sent."""

from __future__ import annotations

from typing import Any

import pytest

import whasync
from tests.io.stage import stage
from whasync import Backoff, Session, Timeouts, UsageError
from whasync.simulator import DEMO_KEY, run


async def _alarmed(alert: whasync.Alert) -> None: ...


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"longest_line": -5}, "longest_line=-5 must be a whole number, 0 or more"),
        ({"longest_line": "a"}, "longest_line='a' must be a whole number, 0 or more"),
        ({"longest_line": 8e3}, "longest_line=8000.0 must be a whole number, 0 or more"),
        ({"on_alert": 3}, "on_alert=3 must be a plain function of one alert; nothing awaits it"),
        ({"on_alert": _alarmed}, "on_alert=_alarmed must be a plain function of one alert; nothing awaits it"),
        ({"strict_filters": "no"}, "strict_filters= is of the type str, and must be a bool"),
        ({"bearer": DEMO_KEY}, "bearer= is of the type str, and must be a bool"),
        ({"coalesce": 1.0}, "coalesce= is of the type float, and must be a bool"),
        ({"timeouts": 5.0}, "timeouts= is of the type float, and must be a Timeouts"),
        ({"backoff": 3}, "backoff= is of the type int, and must be a Backoff"),
        ({"cache": 600}, "cache= is of the type int, and must be a Cache"),
        ({"tls": True}, "tls= is of the type bool, and must be a SSLContext"),
        ({"proxy": 8080}, "proxy= is of the type int, and must be a str"),
    ],
    ids=str,
)
def test_an_argument_of_a_session_that_cannot_work_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as refused:
        Session(DEMO_KEY, **options)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        (Backoff, {"attempts": 0}, "attempts=0 must be a whole number above 0"),
        (Backoff, {"same_failures": 1.5}, "same_failures=1.5 must be a whole number above 0"),
        (Backoff, {"lost_reads": True}, "lost_reads=True must be a whole number above 0"),
        (Backoff, {"first": -1}, "first=-1 must be seconds, 0 or more"),
        (Backoff, {"first": float("inf")}, "first=inf must be seconds, 0 or more"),  # and no sleep would end
        (Backoff, {"longest": float("nan")}, "longest=nan must be seconds, 0 or more"),
        (Backoff, {"total": "2 min"}, "total='2 min' must be seconds, 0 or more"),
        (Backoff, {"longest_retry_after": None}, "longest_retry_after=None must be seconds, 0 or more"),
        (Timeouts, {"total": -1}, "total=-1 must be seconds, above 0"),
        (Timeouts, {"read": 0}, "read=0 must be seconds, above 0"),
        (Timeouts, {"connect": "soon"}, "connect='soon' must be seconds, above 0"),
        (Timeouts, {"total": float("inf")}, "total=inf must be seconds, above 0"),
        (whasync.Cache, {"max_bytes": 2.5}, "cache: max_bytes=2.5 must be a whole number above 0"),
        (
            whasync.Cache,
            {"stale_if_out_of_credits": "no"},
            "stale_if_out_of_credits= is of the type str, and must be a bool",
        ),
    ],
    ids=str,
)
def test_a_value_that_cannot_work_is_refused_as_it_is_made(
    kind: type[object], fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError) as refused:
        kind(**fields)
    assert str(refused.value) == message


def test_what_is_endless_or_none_at_all_can_be_said() -> None:
    endless = float("inf")
    Backoff(first=0, longest=endless, total=endless, longest_retry_after=endless)
    Timeouts(connect=None, read=None, total=None)
    Session(DEMO_KEY, deadline=endless, max_wait=endless, longest_line=0)


@pytest.mark.parametrize("pages", [-3, 1.5, "all", True])
def test_a_number_of_pages_that_is_none_is_refused(pages: Any) -> None:
    async def main() -> str:
        async with stage() as (_, wh):
            walk = wh.tiktok_shop.products.explore(country="US")
            with pytest.raises(UsageError) as refused:
                walk.prefetch(pages)
            return str(refused.value)

    assert run(main()) == f"pages={pages!r} must be a whole number, 0 or more"


@pytest.mark.parametrize("name", [None, 3, "", "a#b"])
def test_a_name_that_no_budget_can_have_is_refused(name: Any) -> None:
    with pytest.raises(UsageError, match="needs a name in printable signs"):
        Session(DEMO_KEY).budget(name, credits=5)


def test_a_view_that_is_fresh_by_halves_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^fresh= is of the type str, and must be a bool$"):
        Session(DEMO_KEY).with_options(fresh="no")  # type: ignore[arg-type]
