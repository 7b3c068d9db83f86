"""Filters as tables: which parameter bounds which column, tests what, or is a date that bounds an age."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .arguments import Arguments
from .catalogue import Bound, Question
from .periods import parse_day
from .world import World

Names = tuple[str, ...]
"""A parameter and its aliases; when several are sent the first one wins."""

ANYTHING = frozenset({"all", "any", "default"})
"""Values that stand for no filter."""


@dataclass(frozen=True)
class Filters:
    """What one surface filters and sorts by. A parameter that is not here is ignored without a word."""

    sorts: Mapping[str, str]
    default_sort: str
    sort_names: Names = ("sorting",)
    direction_names: Names = ("sortdirection",)
    ranges: Mapping[str, Names] = field(default_factory=dict[str, Names])
    """Column -> names of the parameters that bound it, with `{}` where `min` or `max` stands."""
    tests: Mapping[str, Names] = field(default_factory=dict[str, Names])
    """Test of the catalogue -> names of the parameter that it takes its text from."""
    day_tests: Mapping[str, Names] = field(default_factory=dict[str, Names])
    """Test of the catalogue -> names of a date; the test's text is how many days ago that is."""
    first_days: Mapping[str, Names] = field(default_factory=dict[str, Names])
    """Column that counts days back from today -> names of the earliest date wanted."""
    last_days: Mapping[str, Names] = field(default_factory=dict[str, Names])
    rising: frozenset[str] = frozenset()
    """Sorts whose `desc` gives the smallest number first: the latest date is the lowest age, the top rank is 1."""

    def question(self, arguments: Arguments, world: World) -> Question:
        asked = arguments.text(*self.sort_names)
        sort = asked if asked in self.sorts else self.default_sort
        ascending = arguments.text(*self.direction_names).lower() == "asc"
        return Question(
            sort=self.sorts[sort],
            descending=ascending == (sort in self.rising),
            bounds=self._bounds(arguments, world),
            tests=self._tests(arguments, world),
        )

    def _tests(self, arguments: Arguments, world: World) -> tuple[tuple[str, str], ...]:
        tests: list[tuple[str, str]] = []
        for test, names in self.tests.items():
            text = arguments.text(*names)
            if text and text.lower() not in ANYTHING:
                tests.append((test, text))
        for test, names in self.day_tests.items():
            if day := parse_day(arguments.text(*names)):
                tests.append((test, str((world.today - day).days)))
        return tuple(tests)

    def _bounds(self, arguments: Arguments, world: World) -> tuple[Bound, ...]:
        bounds: list[Bound] = []
        for column, names in self.ranges.items():
            low = arguments.number(*(name.format("min") for name in names))
            high = arguments.number(*(name.format("max") for name in names))
            if low is not None or high is not None:
                bounds.append(Bound(column, low, high))
        for column, names in self.first_days.items():
            if day := parse_day(arguments.text(*names)):
                bounds.append(Bound(column, high=(world.today - day).days))
        for column, names in self.last_days.items():
            if day := parse_day(arguments.text(*names)):
                bounds.append(Bound(column, low=(world.today - day).days))
        return tuple(bounds)
