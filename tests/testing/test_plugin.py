"""The pytest plugin, used by another project: each test here writes a project into a folder and runs its tests."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent

import pytest

# Loaded here, so that the projects find them loaded: pytester takes away what is imported while a project runs.
from whasync.testing import cassette, stage  # noqa: F401

pytest_plugins = ["pytester"]

HEAD = """
import asyncio
import contextlib
import pytest
import whasync
from whasync.simulator import JumpingLoop

CREDITS = "tiktok-shop/credits"
"""


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project that turns warnings into errors, and runs async tests as pytest-asyncio does by default.

    Where these variables are set, pytest repeats whole failures in its summary.
    """
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    pytester.makeini(
        """
        [pytest]
        addopts = -p no:cacheprovider -p no:hypothesispytest --strict-markers
        asyncio_default_fixture_loop_scope = function
        filterwarnings = error
        """
    )
    return pytester


def results(project: pytest.Pytester, source: str, *options: str) -> tuple[dict[str, int], str]:
    """How many tests of a module passed, failed and so on, and what pytest printed."""
    project.makepyfile(test_shop=HEAD + dedent(source))
    run = project.runpytest_inprocess(*options)
    return run.parseoutcomes(), run.stdout.str()


PACED = """
    {mark}
    async def test_paced(wh_session, wh_simulator):
        start = asyncio.get_running_loop().time()
        await asyncio.gather(*(wh_session.call(CREDITS) for _ in range(500)))
        assert asyncio.get_running_loop().time() - start > 590
        assert wh_simulator.worst_window() == 50
        assert wh_simulator.account.charged == wh_session.ledger.spent == 500
"""


def test_500_paced_calls_of_another_project_pass_in_under_2_seconds(project: pytest.Pytester) -> None:
    project.makepyfile(test_shop=HEAD + dedent(PACED.format(mark="@pytest.mark.asyncio")))
    run = project.runpytest_subprocess("--durations=0", "--durations-min=0", timeout=60)
    seconds = re.findall(r"^([\d.]+)s (?:setup|call|teardown)", run.stdout.str(), re.MULTILINE)

    assert run.parseoutcomes() == {"passed": 1}
    assert (len(seconds), sum(map(float, seconds)) < 2) == (3, True)


def test_the_auto_mode_needs_no_mark(project: pytest.Pytester) -> None:
    assert results(project, PACED.format(mark=""), "--asyncio-mode=auto")[0] == {"passed": 1}


BREACHES = {
    "call": """
        await wh_session.call(CREDITS)
        await wh_session.call(CREDITS)  # at the call
    """,
    "function": """
        for n in range(2):
            await ask(wh_session)  # at the test's own line
    """,
    "walk": """
        async for row in wh_session.tiktok_shop.products.explore(country="US", limit=10):  # at the loop
            pass
    """,
    "gather": """
        await asyncio.gather(*(wh_session.call(CREDITS) for n in range(2)))  # at the gathering
    """,
    "task group": """
        async with asyncio.TaskGroup() as group:
            for n in range(2):
                group.create_task(ask(wh_session))
    """,
    "own session": """
        async with whasync.Session(wh_simulator.key, base_url=wh_simulator.origin) as own:
            await own.call(CREDITS)
            await own.call(CREDITS)  # at the own session's call
    """,
    "swallowed": """
        for n in range(2):
            with contextlib.suppress(whasync.WhasyncError):
                await wh_session.call(CREDITS)  # at the call
    """,
}


@pytest.mark.parametrize("body", BREACHES.values(), ids=BREACHES)
def test_a_test_that_spends_more_than_it_declared_fails_at_the_line_of_the_call(
    project: pytest.Pytester, body: str
) -> None:
    source = """
    async def ask(wh):
        await wh.call(CREDITS){mark}

    @pytest.mark.asyncio
    @pytest.mark.whasync(max_credits=1, rows=100)
    async def test_it(wh_session, wh_simulator):
    """
    mark = "  # at the function's line" if "ask(wh_session)" in body else ""
    outcomes, text = results(project, dedent(source.format(mark=mark)) + indent(dedent(body), "    "))
    lines = list(enumerate(project.path.joinpath("test_shop.py").read_text().splitlines(), 1))
    expected = [f"test_shop.py:{n}\n>   {line.strip()}" for n, line in lines if "# at the " in line]

    assert outcomes == {"failed": 1}
    # The function stands above the test in the file, and below it in the report.
    assert re.findall(r"^test_shop\.py:\d+\n> .*$", text, re.MULTILINE) == expected[::-1]


def test_what_was_refunded_or_stayed_within_the_declaration_is_no_breach(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.whasync(max_credits=2, faults=["error", "drop"])
    async def test_it(wh_session, wh_simulator):
        await wh_session.call(CREDITS)
        await wh_session.call(CREDITS)
        assert [entry.fault for entry in wh_simulator.journal] == ["error", "drop", None, None]
    """
    assert results(project, source)[0] == {"passed": 1}


def test_the_project_declares_for_every_test_and_a_mark_overrules_it(project: pytest.Pytester) -> None:
    source = """
    pytestmark = pytest.mark.asyncio

    async def test_within(wh_session):
        await wh_session.call(CREDITS)

    async def test_beyond(wh_session):
        await wh_session.call(CREDITS)
        await wh_session.call(CREDITS)

    @pytest.mark.whasync(max_credits=2)
    async def test_overruled(wh_session):
        await wh_session.call(CREDITS)
        await wh_session.call(CREDITS)

    @pytest.mark.whasync(max_credits=None)
    async def test_unbounded(wh_session):
        for _ in range(20):
            await wh_session.call(CREDITS)
    """
    outcomes, text = results(project, source, "-o", "whasync_max_credits=1")

    assert outcomes == {"passed": 3, "failed": 1}
    assert "FAILED test_shop.py::test_beyond - Failed: max_credits=1, and 2 were spent" in text


def test_a_test_that_fails_anyway_is_told_of_the_breach_besides(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.whasync(max_credits=0)
    async def test_it(wh_session):
        await wh_session.call(CREDITS)
        assert 1 == 2
    """
    outcomes, text = results(project, source)

    assert outcomes == {"failed": 1}
    assert "assert 1 == 2" in text
    assert "max_credits=0, and 1 were spent; number 1 went to GET /api/v1/tiktok-shop/credits here:" in text


def test_marks_set_up_the_simulator_and_the_closest_one_wins(project: pytest.Pytester) -> None:
    source = """
    pytestmark = [pytest.mark.asyncio, pytest.mark.whasync(credits=20, generation="B", rate="10/2s")]

    async def test_the_module_s(wh_session, wh_simulator):
        assert (await wh_session.credits()).limit == wh_simulator.account.limit == 20
        assert "10 calls in 2 s" in repr(wh_session)

    @pytest.mark.whasync(credits=30)
    async def test_its_own(wh_session):
        balance = await wh_session.credits()
        assert (balance.limit, balance.total_remaining) == (30, 29)

    @pytest.mark.whasync(faults={"slow": 0.5})
    async def test_shares_of_faults(wh_session, wh_simulator):
        for _ in range(10):
            await wh_session.call(CREDITS)
        assert {entry.fault for entry in wh_simulator.journal} == {"slow", None}
    """
    assert results(project, source)[0] == {"passed": 3}


def test_a_mark_that_is_misspelt_is_refused_with_what_was_meant(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.whasync(credit=20)
    async def test_it(wh_session): ...
    """
    outcomes, text = results(project, source)

    assert outcomes == {"errors": 1}
    assert "@pytest.mark.whasync has no option 'credit'; did you mean \"credits\"?" in text


def test_the_clock_jumps_for_tests_that_use_the_fixtures_and_for_no_other(project: pytest.Pytester) -> None:
    source = """
    import pytest_asyncio
    pytestmark = pytest.mark.asyncio(loop_scope="module")

    def jumps():
        return isinstance(asyncio.get_running_loop(), JumpingLoop)

    @pytest_asyncio.fixture(scope="module", loop_scope="module")
    async def loop_of_fixture():
        yield (loop := asyncio.get_running_loop())
        assert asyncio.get_running_loop() is loop

    @pytest_asyncio.fixture(loop_scope="module")
    async def shop(wh_session):
        return await wh_session.call(CREDITS)

    async def test_before(loop_of_fixture):
        assert loop_of_fixture is asyncio.get_running_loop() and not jumps()

    async def test_through_a_fixture_of_the_project(loop_of_fixture, shop):
        assert loop_of_fixture is asyncio.get_running_loop() and jumps()
        await asyncio.sleep(3_600)

    async def test_between(loop_of_fixture):
        assert loop_of_fixture is asyncio.get_running_loop() and not jumps()

    @pytest.mark.asyncio(loop_scope="session")
    async def test_in_the_loop_of_the_session(wh_session):
        await wh_session.call(CREDITS)
        assert jumps()

    @pytest.mark.whasync(real_time=True)
    async def test_in_real_time(loop_of_fixture, wh_session):
        await wh_session.call(CREDITS)
        assert loop_of_fixture is asyncio.get_running_loop() and not jumps()
    """
    outcomes, text = results(project, source, "-v")

    assert outcomes == {"passed": 5}
    assert "test_before PASSED" in text  # no test has got a parameter in its name
    assert "test_in_the_loop_of_the_session PASSED" in text


def test_anyio_runs_the_tests_as_well(project: pytest.Pytester) -> None:
    pytest.importorskip("anyio")
    source = """
    @pytest.mark.anyio
    async def test_it(wh_session):
        await asyncio.sleep(3_600)
        await wh_session.call(CREDITS)

    @pytest.mark.anyio
    @pytest.mark.whasync(max_credits=0)
    async def test_breach(wh_session):
        await wh_session.call(CREDITS)  # too much

    class TestOfItsOwnBackend:
        @pytest.fixture
        def anyio_backend(self):
            return "asyncio"

        @pytest.mark.anyio
        async def test_it(self, wh_session):
            assert isinstance(asyncio.get_running_loop(), JumpingLoop)
    """
    outcomes, text = results(project, source)

    assert outcomes == {"passed": 2, "failed": 1}
    assert ">   await wh_session.call(CREDITS)  # too much" in text


def test_a_test_that_cannot_have_virtual_time_is_told_why(project: pytest.Pytester) -> None:
    source = """
    def test_sync(wh_simulator): ...

    @pytest.fixture
    def late(request):
        return request.getfixturevalue("wh_session")

    @pytest.mark.asyncio
    async def test_late(late): ...
    """
    outcomes, text = results(project, source)

    assert outcomes == {"errors": 2}
    assert "wh_simulator is for async tests that pytest-asyncio or anyio runs" in text
    assert "this test's event loop keeps real time" in text


def test_nothing_of_the_environment_reaches_the_session(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in {"API_KEY": "mine", "BASE_URL": "http://name.invalid", "RATE": "1/1h", "SHARED": "x"}.items():
        monkeypatch.setenv(f"WH_{name}", text)
    source = """
    @pytest.mark.asyncio
    async def test_it(wh_session):
        await wh_session.call(CREDITS)
        assert "50 calls in 60 s" in repr(wh_session)
    """
    assert results(project, source)[0] == {"passed": 1}


def test_the_cassette_of_a_test_lies_beside_it_and_the_summary_tells_what_it_saved(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.parametrize("country", ["US", "a/b"])
    async def test_it(wh_simulator, wh_cassette, country):
        key, origin = wh_simulator.key, wh_simulator.origin
        async with whasync.Session(key, base_url=origin, attempt_middlewares=[wh_cassette]) as wh:
            await wh.call(CREDITS)
    """
    first = results(project, source)
    found = sorted(path.name for path in project.path.joinpath("cassettes", "test_shop").iterdir())
    second = results(project, source, "--whasync-cassettes=replay")

    assert found == ["test_it[US].json", "test_it[a-b]-f742e10e.json"]
    assert (first[0], second[0]) == ({"passed": 2}, {"passed": 2})
    assert "whasync: cassettes saved 0 credits and spent 2" in first[1]
    assert "whasync: cassettes saved 2 credits and spent 0" in second[1]


def test_a_cassette_records_for_no_more_than_the_test_declared(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.whasync(max_credits=1)
    async def test_it(wh_simulator, wh_cassette):
        key, origin = wh_simulator.key, wh_simulator.origin
        async with whasync.Session(key, base_url=origin, attempt_middlewares=[wh_cassette]) as wh:
            await wh.call(CREDITS)
            with pytest.raises(whasync.BudgetExceededError, match="may cost 1 credits"):
                await wh.call(CREDITS)
    """
    assert results(project, source)[0] == {"passed": 1}


def test_the_plugin_loads_six_small_modules_until_it_is_used(tmp_path: Path) -> None:
    code = """
import sys, pytest, pytest_asyncio
before = set(sys.modules)
import whasync.testing.plugin
print(sorted(set(sys.modules) - before - {"shlex"}))  # of the standard library, where nobody else has loaded it
before = set(sys.modules)
pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"])
print([name for name in set(sys.modules) - before if name.startswith("whasync")])
"""
    command = [sys.executable, "-W", "ignore", "-c", code]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True)
    ours = ["whasync", "whasync.errors", *(f"whasync.testing{room}" for room in ("", ".loops", ".marker", ".plugin"))]

    assert run.stdout.splitlines()[0] == str(ours)
    assert run.stdout.splitlines()[-1] == "[]"


def test_options_that_cannot_be_are_refused_and_not_ignored(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.parametrize("case", [
        pytest.param(mark, marks=pytest.mark.whasync(**{mark: value})) for mark, value in [
            ("faults", ["eror"]), ("faults", {"eror": 0.5}), ("rows", "300"), ("plan", "premium"), ("credits", -1),
            ("max_credits", "3"),
        ]
    ])
    async def test_it(wh_session, case): ...
    """
    outcomes, text = results(project, source)

    assert outcomes == {"errors": 6}
    assert "@pytest.mark.whasync: there is no fault 'eror'; there are none, error, " in text
    assert "@pytest.mark.whasync: rows='300' must be a whole number, 0 or more" in text
    assert "@pytest.mark.whasync: plan='premium' is none of none, basic, standard" in text
    assert "max_credits='3' is not a number of credits" in text


def test_a_mark_without_names_is_told_with_its_test(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.whasync(5)
    async def test_it(wh_session): ...
    """
    _, text = results(project, source)

    assert "test_shop.py::test_it: @pytest.mark.whasync takes its options by name" in text


def test_one_fault_may_stand_alone(project: pytest.Pytester) -> None:
    source = """
    @pytest.mark.asyncio
    @pytest.mark.whasync(faults="error")
    async def test_it(wh_session, wh_simulator):
        await wh_session.call(CREDITS)
        assert [entry.fault for entry in wh_simulator.journal] == ["error", None]
    """
    assert results(project, source)[0] == {"passed": 1}


def test_code_that_exports_is_tested_in_virtual_time(project: pytest.Pytester) -> None:
    source = """
    from whasync.export import export

    @pytest.mark.asyncio
    @pytest.mark.whasync(rows=12_000)
    async def test_it(wh_session, tmp_path):
        report = await export(wh_session.tiktok_shop.products.explore(country="US"), tmp_path / "x.csv")
        assert (report.rows, report.seconds > 120) == (12_000, True)
    """
    assert results(project, source)[0] == {"passed": 1}
