"""Whose event loop the fixtures live in, and what clock it has.

pytest-asyncio and anyio each run a test, and the async fixtures of that test, in one loop. Both let a plugin say how
the loop is made: it is said for the tests that use these fixtures, and for no other.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from .marker import options_of

if TYPE_CHECKING:
    from ..session import Session
    from ..simulator import JumpingLoop, Simulator

_IN_LOOP = frozenset({"wh_simulator", "wh_session"})
_SCOPES = ("function", "class", "module", "package", "session")


def runner_of(request: pytest.FixtureRequest) -> str:
    """Who runs the test: `anyio`, or the scope of the loop in which pytest-asyncio does."""
    if "anyio_backend" in request.fixturenames:
        return "anyio"
    mark = request.node.get_closest_marker("asyncio")
    if mark is None:
        pytest.fail(
            f"{request.fixturename} is for async tests that pytest-asyncio or anyio runs; in the strict mode of either "
            f"they carry its mark",
            pytrace=False,
        )
    scope: str = mark.kwargs.get("loop_scope") or request.config.getini("asyncio_default_test_loop_scope")
    return scope


class VirtualTime:
    """Gives the tests that use the fixtures a loop whose clock jumps."""

    def __init__(self, config: pytest.Config, *, has_asyncio: bool) -> None:
        self._plugins = config.pluginmanager
        self._factories = _LoopFactories() if has_asyncio else None
        self._was_used = False

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> Generator[None, None, None]:
        if not _IN_LOOP & set(metafunc.fixturenames) or options_of(metafunc.definition).get("real_time"):
            return (yield)
        if "anyio_backend" in metafunc.fixturenames:
            backend = pytest.param(("asyncio", {"loop_factory": _jumping_loop}), id="asyncio")
            mark = pytest.mark.parametrize("anyio_backend", [backend], scope="module")  # the scope of anyio's own
            metafunc.definition.add_marker(mark)
            return (yield)
        if self._factories is None or _chooses_loop(metafunc.definition):
            return (yield)
        self._was_used = True
        with self._registered(self._factories):
            return (yield)

    def pytest_collection_finish(self) -> None:
        # pytest-asyncio closes a loop that outlives its tests, with the fixtures in it, before a test on another kind
        # of loop; it looks for that where somebody has the hook while tests run, and asks nothing of it then.
        if self._was_used:
            self._plugins.register(self._factories)

    @contextmanager
    def _registered(self, factories: _LoopFactories) -> Generator[None, None, None]:
        self._plugins.register(factories)
        try:
            yield
        finally:
            self._plugins.unregister(factories)


class _LoopFactories:
    """pytest-asyncio's hook (1.4 and later). Who has it answers for every test, so it comes and goes for ours."""

    @pytest.hookimpl(tryfirst=True, optionalhook=True)
    def pytest_asyncio_loop_factories(self) -> Mapping[str, Callable[[], JumpingLoop]]:
        return {"virtual": _jumping_loop}


def _jumping_loop() -> JumpingLoop:
    from ..simulator import JumpingLoop  # noqa: PLC0415

    return JumpingLoop()


def _chooses_loop(item: pytest.Function) -> bool:
    mark = item.get_closest_marker("asyncio")
    return mark is not None and "loop_factories" in mark.kwargs


def fixtures(*, has_asyncio: bool) -> ModuleType:
    """The fixtures behind `wh_simulator` and `wh_session`, once for each kind of loop that a test may run in.

    They come as a module, which is where pytest looks for fixtures that need no instance.
    """
    found = _pair("anyio", pytest.fixture)
    if has_asyncio:
        import pytest_asyncio  # noqa: PLC0415 - pytest has loaded it

        for scope in _SCOPES:
            found |= _pair(scope, partial(pytest_asyncio.fixture, loop_scope=scope))
    module = ModuleType(f"{__name__}.fixtures")
    vars(module).update(found)
    return module


def _pair(runner: str, fixture: Callable[..., Any]) -> dict[str, object]:  # Any: a decorator that keeps any signature
    async def simulator(request: pytest.FixtureRequest) -> AsyncGenerator[Simulator, None]:
        from .stage import simulator_for  # noqa: PLC0415

        async with simulator_for(request.node) as opened:
            yield opened

    async def session(request: pytest.FixtureRequest) -> AsyncGenerator[Session, None]:
        from .stage import session_for  # noqa: PLC0415

        async with session_for(request.node, request.getfixturevalue("wh_simulator")) as opened:
            yield opened

    pair = {f"_wh_simulator_{runner}": simulator, f"_wh_session_{runner}": session}
    return {name: fixture(name=name)(function) for name, function in pair.items()}
