"""How a benchmark tells its figures: a table for people, or one JSON document with `--json`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version

Cell = str | int | float
Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Figure:
    """One number that the benchmark is about, and the bound it is held against."""

    name: str
    value: float
    unit: str
    bound: str = ""
    holds: bool = True


@dataclass(frozen=True)
class Spread:
    """Several measurements of the same thing: the middle one, and how far they lie apart."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{self.median:.3g} ({self.least:.3g}-{self.most:.3g})"


def at_most(name: str, value: float, unit: str, bound: float) -> Figure:
    """A figure that is good when it is small."""
    return Figure(name, round(value, 3), unit, f"at most {bound:g}", value <= bound)


def at_least(name: str, value: float, unit: str, bound: float) -> Figure:
    """A figure that is good when it is large."""
    return Figure(name, round(value, 3), unit, f"at least {bound:g}", value >= bound)


def wants_json(purpose: str) -> bool:
    """Read the command line: there is only `--json`."""
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    return bool(parser.parse_args().json)


def tell(rows: Sequence[Row], figures: Sequence[Figure], peers: Sequence[str], *, as_json: bool) -> None:
    """Print what was measured. `peers` are distributions, told by their versions."""
    machine = {"python": platform.python_version(), "cores": os.cpu_count() or 0}
    versions = {peer: version(peer) for peer in peers}
    if as_json:
        told = {"machine": machine, "versions": versions, "rows": rows, "figures": [asdict(each) for each in figures]}
        print(json.dumps(told, indent=2))
        return
    print(", ".join(f"{name} {value}" for name, value in {**machine, **versions}.items()), end="\n\n")
    _table(rows)
    print()
    for figure in figures:
        verdict = f"  ({figure.bound}: {'holds' if figure.holds else 'MISSED'})" if figure.bound else ""
        print(f"{figure.name}: {figure.value:g} {figure.unit}{verdict}")


def _table(rows: Sequence[Row]) -> None:
    texts = [list(rows[0])] + [[str(cell) for cell in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for name, *cells in texts:
        first, *others = widths
        print("  ".join([name.ljust(first), *map(str.rjust, cells, others)]))
