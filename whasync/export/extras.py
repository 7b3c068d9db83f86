"""Packages that only some formats need."""

from __future__ import annotations

import importlib
from functools import cache
from importlib.util import find_spec
from typing import Any

from ..errors import UsageError

_TAKERS = {
    "duckdb": "a DuckDB file",
    "parquet": "a Parquet file",
    "zstd": "a .zst file, or a spool made with it,",
}
"""What takes an extra, for messages."""


@cache
def installed(package: str) -> bool:
    """Whether a package can be had, without loading it."""
    return find_spec(package) is not None


def load(package: str, extra: str) -> Any:
    """A package that an extra brings. `Any`, since some of them come without types.

    Raises:
        UsageError: It is not installed; it says how to.
    """
    try:
        return importlib.import_module(package)
    except ImportError:
        why = f"{_TAKERS[extra]} takes {package}, which is not installed"
        raise UsageError(f"{why}: pip install 'whasync[{extra}]'") from None
