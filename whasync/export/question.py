"""What an export asks: its questions, by which the job is known again, and the product of values that makes a sweep."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from .._core.plan import plan
from ..errors import UsageError
from ..walk import Walk

T = TypeVar("T")

_FEW = 5  # values that a message can list

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def walks_of(questions: Any) -> list[Walk[Any]]:  # Any: whatever a caller may give
    """The questions of a job: one listing's call, or several.

    Raises:
        UsageError: There is none, or something else than a listing's call, or they are of several sessions.
    """
    walks: list[Any] = list(questions) if hasattr(questions, "__iter__") else [questions]
    for walk in walks:
        if not isinstance(walk, Walk):
            if inspect.iscoroutine(walk):
                walk.close()  # else it would complain of never being awaited
            raise UsageError(
                f"{walk!r} is no listing's call, such as wh.tiktok_shop.products.explore(country='US'); what has no "
                f"rows is awaited, or asked by wh.call"
            )
    if not walks:
        raise UsageError("there is no question to ask")
    if not all(walk.sender.is_of_session(walks[0].sender) for walk in walks):
        raise UsageError(
            "the questions are those of several sessions, and no limit would hold for all; export each for itself"
        )
    return walks


def sweep(method: Callable[..., Walk[T]], *, each: Mapping[str, Iterable[Any]], **fixed: Any) -> list[Walk[T]]:
    """The product of values as questions of one job.

        sweep(wh.pinterest_ads, each={"country": ["DE", "FR"], "keyword": words}, media_type="video")

    Args:
        method: A listing of the session.
        each: Values by parameter; the last parameter changes fastest.
        fixed: Arguments that all questions share.

    Raises:
        UsageError: An argument is wrong, or a parameter has no values.
    """
    given: Mapping[str, Any] = each  # whatever a caller may give
    for name, several in given.items():
        if isinstance(several, str) or not isinstance(several, Iterable):
            raise UsageError(f"each: {name}={several!r} must be several values, such as [{several!r}]")
    # By how they are written, since a value may be a list itself.
    values = {name: list({repr(value): value for value in several}.values()) for name, several in each.items()}
    for name, several in values.items():
        if not several:
            raise UsageError(f"each: {name} has no values")
        if name in fixed:
            raise UsageError(f"each: {name} is given twice, once for all questions")
    return [
        method(**fixed, **dict(zip(values, combined, strict=True))) for combined in itertools.product(*values.values())
    ]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One listing with its arguments, as the spool keeps it.

    Attributes:
        operation: Dotted name.
        arguments: By wire name, as they are sent for the first page.
        origin: Whom it asks. All of this machine's ports are one, for a simulator gets another with each start.
    """

    operation: str
    arguments: dict[str, Any]
    origin: str = ""

    @classmethod
    def of(cls, walk: Walk[Any]) -> Question:
        """The question that a walk's first page asks."""
        listing, origin = walk.operation, walk.sender.origin
        return cls(
            operation=type(listing).route.name,
            arguments=dict(plan(listing, "", checked=True).arguments),
            origin="this machine" if urlsplit(origin).hostname in _LOOPBACK else origin,
        )

    @property
    def text(self) -> str:
        """Canonical: equal questions have equal texts."""
        return msgspec.json.encode(self, order="sorted").decode()


def labels(questions: Sequence[Question]) -> list[str]:
    """What tells each question of a job from the others, as JSON: the arguments, and the operation, that differ."""
    names = list(dict.fromkeys(name for question in questions for name in question.arguments))
    differ = [name for name in names if len({_text(question.arguments.get(name)) for question in questions}) > 1]
    differ = differ or names  # a job of one question
    is_mixed = len({question.operation for question in questions}) > 1
    return [
        _text(
            ({"operation": question.operation} if is_mixed else {})
            | {name: question.arguments[name] for name in differ if name in question.arguments}
        )
        for question in questions
    ]


def difference(kept: Sequence[Question], asked: Sequence[Question]) -> str:
    """What changed from the questions of a spool to those that are asked now, by name; empty where nothing did."""
    if list(kept) == list(asked):
        return ""
    if {each.text for each in kept} == {each.text for each in asked}:
        return "the order of the questions"
    origins = _several(each.origin for each in kept), _several(each.origin for each in asked)
    if origins[0] != origins[1]:
        return f"the origin ({origins[0]} there, {origins[1]} now)"
    operations = _several(each.operation for each in kept), _several(each.operation for each in asked)
    if operations[0] != operations[1]:
        return f"the operation ({operations[0]} there, {operations[1]} now)"
    changed: list[str] = []
    for name in dict.fromkeys(name for each in (*kept, *asked) for name in each.arguments):
        there, now = (dict.fromkeys(_text(each.arguments.get(name)) for each in side) for side in (kept, asked))
        if there.keys() != now.keys():
            changed.append(f"{name} ({_besides(there, now)} there, {_besides(now, there)} now)")
    return ", ".join(changed) or f"the number of questions ({len(kept)} there, {len(asked)} now)"


def _besides(texts: Collection[str], others: Collection[str]) -> str:
    """The texts; of many only those that the others lack."""
    is_short = max(len(texts), len(others)) <= _FEW
    return _several(text for text in texts if is_short or text not in others) or "nothing else"


def _several(texts: Iterable[str]) -> str:
    """The different ones in their order, the tail of a long list left off."""
    told = list(dict.fromkeys(texts))
    return ", ".join(told[:_FEW]) + (f" and {len(told) - _FEW} more" if len(told) > _FEW else "")


def _text(value: Any) -> str:
    return "nothing" if value is None else msgspec.json.encode(value).decode()
