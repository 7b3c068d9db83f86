"""The testing kit: a pytest plugin, and exchanges that are recorded once and replayed.

The plugin is there as soon as whasync is installed beside pytest: the fixtures `wh_simulator`, `wh_session` and
`wh_cassette`, and the mark `whasync`. `Cassette` works without pytest, as an attempt middleware of any session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cassette import Cassette

__all__ = ["MODES", "Cassette"]

MODES = ("auto", "record", "replay")
"""How a cassette works; the first is the default."""


def __getattr__(name: str) -> Any:  # lazily, since every pytest run of the environment imports this package
    if name != "Cassette":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .cassette import Cassette  # noqa: PLC0415

    return Cassette
