"""A catalogue of a million rows that is never stored: row i is a function of (seed, entity, market, i).

Every number column is a falling curve over ranks, and each column ranks the rows by a permutation of its own:
`row = (rank * step + shift) % size`. So a page of any sort needs no scan, and a bound on any column is a bisection.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import gcd
from typing import Final

GOLDEN: Final = 0x9E3779B97F4A7C15
MASK: Final = (1 << 64) - 1
CHUNK: Final = 4_096
"""Rows tested in one go when a filter needs a scan."""

Test = Callable[["Catalogue", int, str], bool]
"""Whether a row passes a filter, given the filter's text."""


@dataclass(frozen=True)
class Column:
    """A number that every row has, from `most` at rank 0 down to `least`."""

    name: str
    least: float
    most: float
    steep: float = 1.0
    """1 spreads the values evenly; larger means a few large values and many small ones."""
    digits: int = 0
    flows: bool = False
    """Whether it grows with the length of the period asked for, as revenue does and a price does not."""


@dataclass(frozen=True)
class Entity:
    """A kind of row: its columns (the first gives the natural order) and what else it can be filtered by."""

    name: str
    columns: tuple[Column, ...]
    tests: Mapping[str, Test] = field(default_factory=dict[str, Test])
    most_rows: int | None = None


@dataclass(frozen=True)
class Bound:
    column: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Question:
    """Which rows, in which order."""

    sort: str
    descending: bool = True
    factor: float = 1.0
    """What columns that flow are multiplied by: days of the period / 30."""
    bounds: tuple[Bound, ...] = ()
    tests: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4096)
def stable_hash(text: str) -> int:
    """64 bits that do not change from run to run."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def scatter(number: int) -> int:
    """splitmix64: 64 well mixed bits of a number."""
    number = (number + GOLDEN) & MASK
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
    return number ^ (number >> 31)


class _Ranking:
    """The order that one column puts the rows in, and its values in that order."""

    __slots__ = ("_back", "_digits", "_flows", "_least", "_shift", "_size", "_span", "_steep", "_step")

    def __init__(self, column: Column, size: int, step: int, shift: int) -> None:
        self._size, self._step, self._shift = size, step, shift
        self._back = pow(step, -1, size)
        self._least, self._span, self._steep = column.least, column.most - column.least, column.steep
        self._digits, self._flows = column.digits, column.flows

    def row(self, rank: int) -> int:
        return (rank * self._step + self._shift) % self._size

    def rank(self, row: int) -> int:
        return (row - self._shift) * self._back % self._size

    def value(self, rank: int, factor: float) -> float:
        value = self._least + self._span * (1 - rank / self._size) ** self._steep
        if self._flows:
            value *= factor
        return round(value, self._digits) if self._digits else int(value)

    def ranks(self, bound: Bound, factor: float) -> range:
        """The ranks whose value lies within the bound, both ends included."""

        def falling(rank: int) -> float:
            return -self.value(rank, factor)

        every = range(self._size)
        first = 0 if bound.high is None else bisect_left(every, -bound.high, key=falling)
        last = self._size if bound.low is None else bisect_right(every, -bound.low, key=falling)
        return range(first, max(first, last))


class Catalogue:
    """All rows of one entity in one market. The first column gives the rows their natural order."""

    def __init__(self, seed: int, entity: Entity, market: str, size: int) -> None:
        self.entity, self.market, self.size, self.tests = entity.name, market, size, entity.tests
        self.key = stable_hash(f"{seed}/{entity.name}/{market}")
        self._rankings = {column.name: self._ranking(column, place) for place, column in enumerate(entity.columns)}

    @property
    def columns(self) -> Iterator[str]:
        return iter(self._rankings)

    def has(self, column: str) -> bool:
        return column in self._rankings

    def dice(self, row: int, salt: str) -> int:
        """64 random bits that belong to this row and this use."""
        return scatter((self.key ^ stable_hash(salt)) + row * GOLDEN)

    def value(self, column: str, row: int, factor: float = 1.0) -> float:
        ranking = self._rankings[column]
        return ranking.value(ranking.rank(row), factor)

    def ranks(self, question: Question) -> range:
        """The ranks in the sort's column that its own bounds leave, in the order asked for."""
        ranking = self._rankings[question.sort]
        ranks = range(self.size)
        for bound in question.bounds:
            if bound.column == question.sort:
                within = ranking.ranks(bound, question.factor)
                ranks = range(max(ranks.start, within.start), min(ranks.stop, within.stop))
        return ranks if question.descending else ranks[::-1]

    def rows(self, question: Question, ranks: range) -> list[int]:
        """The rows at these ranks that pass every other filter of the question."""
        ranking = self._rankings[question.sort]
        rows = [ranking.row(rank) for rank in ranks]
        for bound in question.bounds:
            if bound.column != question.sort:
                other = self._rankings[bound.column]
                within = other.ranks(bound, question.factor)
                rows = [row for row in rows if other.rank(row) in within]
        for name, wanted in question.tests:
            test = self.tests[name]
            rows = [row for row in rows if test(self, row, wanted)]
        return rows

    def _ranking(self, column: Column, place: int) -> _Ranking:
        size = max(1, self.size)  # an empty catalogue still describes what is asked for by id
        if place == 0 or size < 3:
            return _Ranking(column, size, 1, 0)
        bits = scatter(self.key ^ stable_hash(column.name))
        step = size // 3 + bits % (size // 2)
        while gcd(step, size) != 1:
            step += 1
        return _Ranking(column, size, step, bits % size)


class Matches:
    """The rows that answer a question, found as far as they have been asked for."""

    def __init__(self, catalogue: Catalogue, question: Question) -> None:
        self._catalogue, self._question = catalogue, question
        self._ranks = catalogue.ranks(question)
        self._scans = bool(question.tests) or any(bound.column != question.sort for bound in question.bounds)
        self._found = array("q")  # a million rows found are 8 MB, and not 36
        self._scanned = 0

    def rows(self, offset: int, limit: int) -> list[int]:
        if not self._scans:
            return self._catalogue.rows(self._question, self._ranks[offset : offset + limit])
        self._scan(offset + limit)
        return self._found[offset : offset + limit].tolist()

    def total(self, cap: int | None = None) -> int:
        """How many there are; with a cap, counted no further than that."""
        if not self._scans:
            return len(self._ranks) if cap is None else min(cap, len(self._ranks))
        self._scan(len(self._ranks) if cap is None else cap)
        return len(self._found) if cap is None else min(cap, len(self._found))

    def has_after(self, offset: int) -> bool:
        return bool(self.rows(offset, 1))

    def _scan(self, wanted: int) -> None:
        while len(self._found) < wanted and self._scanned < len(self._ranks):
            chunk = self._ranks[self._scanned : self._scanned + CHUNK]
            self._found.extend(self._catalogue.rows(self._question, chunk))
            self._scanned += len(chunk)


def sample(catalogue: Catalogue, row: int, salt: str, words: Sequence[str], count: int) -> list[str]:
    """`count` different words of a row, always the same ones."""
    start = catalogue.dice(row, salt)
    stride = 1 + (start >> 32) % max(1, len(words) - 1)
    while gcd(stride, len(words)) != 1:
        stride += 1
    return [words[(start + stride * place) % len(words)] for place in range(min(count, len(words)))]


def pick(catalogue: Catalogue, row: int, salt: str, words: Sequence[str]) -> str:
    return words[catalogue.dice(row, salt) % len(words)]


def spread(first: int, count: int, size: int) -> list[int]:
    """`count` neighbouring rows from `first` on, round the end of the catalogue."""
    return [place % size for place in range(first, first + min(count, size))]
