"""Every operation is asked once through its method and once through `call`, in both generations of the API."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any, Literal

import pytest

import whasync
from tests.api.documented import Kind, arguments, exchange, method
from tests.io.stage import stage
from whasync._core.decode import Page, decode_one, decode_rows
from whasync._core.operation import Listing, answer_type, by_name
from whasync.errors import CountryDefaultWarning, FilterIgnoredWarning, ServerError, TransportError
from whasync.operations import CATALOGUE
from whasync.simulator import Entry, Fault, Simulator, run

Generation = Literal["B", "C"]

LACKING = {
    ("B", "credits"): "/api/v1/tiktok-shop/credits",
    ("C", "videos.get"): "/api/v1/tiktok-shop/videos/7361029384756102",
    ("C", "videos.metrics"): "/api/v1/tiktok-shop/videos/7361029384756102/metrics",
}
"""Paths that a generation lacks, and the twin that answers there."""

WIDE = {"q": "a", "keyword": "a", "name": "a"} | dict.fromkeys(
    ("query", "search", "category_ids", "niches", "mindays", "maxdays")
)
"""What stands instead of documented words and filters, so that the simulator's few rows have matches; None is none."""

WRITES = {name: kind for name, kind in CATALOGUE.items() if kind.route.writes}

both_generations = pytest.mark.parametrize("generation", ["B", "C"])
each_operation = pytest.mark.parametrize("kind", CATALOGUE.values(), ids=CATALOGUE.keys())
each_write = pytest.mark.parametrize("kind", WRITES.values(), ids=WRITES.keys())


async def question(wh: whasync.Session, kind: Kind, generation: Generation) -> dict[str, Any]:
    """The documented arguments of an operation, with ids that this simulator knows."""
    known: Mapping[str, Any] = {**WIDE, **await _ids(wh, kind)}
    told = {name: known.get(name, value) for name, value in arguments(kind, generation).items()}
    return {name: value for name, value in told.items() if value is not None}


async def _ids(wh: whasync.Session, kind: Kind) -> dict[str, Any]:
    """Ids for what the documentation's own do not name here; they are made or looked up first."""
    name = kind.route.name
    if name.startswith("store.google_ads"):
        ad = (await wh.google_ads()).rows[0]
        return {"doc_id": ad.id, "creative_id": ad.creative_id, "advertiser_id": ad.advertiser_id, "domain": ad.domain}
    if name == "trends.detail":
        return {"topic": (await wh.trends.search()).rows[0].title}
    if name == "landers.favorites":
        page = (await wh.landers.explore()).rows[0]
        await wh.landers.favorites.toggle(lander_key=page.id or "")
    if name.startswith("saved_ads"):
        folder = (await wh.saved_ads.create_folder(name="mine")).folder
        board = (await wh.saved_ads.create_board(folder_id=_id(folder), name="best")).board
        return {"folder_id": _id(folder), "board_id": _id(board), "ad_id": None if "boards" in name else "8999941897"}
    if name == "brands.unfollow":
        return {"page_id": (await wh.brands()).rows[0].id}
    if name.startswith("brands"):
        folder = (await wh.brands.create_folder(name="mine")).folder
        board = (await wh.brands.create_board(folder_id=_id(folder), name="best")).board
        return {"folder_id": _id(folder), "board_id": None if name == "brands" else _id(board)}
    return {}


def _id(made: Any) -> str:  # Any: a Folder or a Board
    assert made is not None
    return str(made.id)


def ask(kind: Kind, generation: Generation, *faults: Fault, through_call: bool = False) -> tuple[Any, list[Entry]]:
    """What an operation answers, and what the simulator saw of it."""

    async def main() -> tuple[Any, list[Entry]]:
        async with stage(Simulator(generation=generation, rows=300, limit=6_000)) as (simulator, wh):
            asked = await question(wh, kind, generation)
            if kind.route.name == "saved_ads.folders_with_boards":
                asked.pop("platform", None)
            before = len(simulator.journal)
            simulator.script(*faults)
            with warnings.catch_warnings(category=FilterIgnoredWarning, action="ignore"):
                warnings.simplefilter("ignore", CountryDefaultWarning)
                try:
                    answer = await (_call(wh, kind, asked) if through_call else method(wh, kind)(**asked))
                except whasync.WhasyncError as error:
                    answer = error
            return answer, simulator.journal[before:]

    return run(main())


async def _call(wh: whasync.Session, kind: Kind, asked: Mapping[str, Any]) -> Any:
    wires = {parameter.name: parameter.wire for parameter in by_name(kind).values()}
    endpoint = kind.route.name if kind.route.called else kind.route.path
    return await wh.call(endpoint, {wires[name]: value for name, value in asked.items()})


@both_generations
@each_operation
def test_its_method_asks_once_and_every_row_is_of_its_type(kind: Kind, generation: Generation) -> None:
    answer, journal = ask(kind, generation)
    assert _paths(journal) == _asked(kind, generation)
    if issubclass(kind, Listing):
        assert isinstance(answer, Page)
        assert answer.rejected == ()
        assert {type(row) for row in answer.rows} == {answer_type(kind)}
    else:
        assert type(answer) is answer_type(kind)


@both_generations
@each_operation
def test_call_asks_once_and_answers_the_json(kind: Kind, generation: Generation) -> None:
    answer, journal = ask(kind, generation, through_call=True)
    assert _paths(journal) == _asked(kind, generation)
    assert isinstance(answer, dict | list)


def _paths(journal: list[Entry]) -> list[str]:
    """The paths asked for, without those of the question's own making."""
    return [entry.target.partition("?")[0] for entry in journal]


def _asked(kind: Kind, generation: Generation) -> list[str]:
    path = exchange(kind, generation).request.path
    twin = LACKING.get((generation, kind.route.name))
    return [path] if twin is None else [path, twin]


@pytest.mark.parametrize(("generation", "name"), LACKING, ids=map("-".join, LACKING))
def test_a_path_that_the_generation_lacks_costs_nothing_and_the_twin_answers(generation: Generation, name: str) -> None:
    _, journal = ask(CATALOGUE[name], generation)
    assert [(entry.verdict, entry.charged) for entry in journal] == [("no_route", 0), ("ok", 1)]


@each_operation
def test_every_documented_answer_says_something_to_its_model(kind: Kind) -> None:
    body = bytes(exchange(kind, "C").response.body)
    container, model = kind.route.container, answer_type(kind)
    rows = decode_rows(body, model)[0] if issubclass(kind, Listing) else [decode_one(body, model, container=container)]
    silent = [row for row in rows if not any(value is not None for value in row.to_dict().values()) and not row.extra]
    assert silent == []


def test_only_writes_change_the_account_and_none_is_sent_unasked() -> None:
    async def main() -> set[str]:
        async with stage(Simulator(rows=300, limit=6_000)) as (simulator, wh):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", whasync.WhasyncWarning)
                for kind in CATALOGUE.values():
                    if not kind.route.writes:
                        asked = {**arguments(kind, "C"), "search": None, "query": None}
                        known = {parameter.name for parameter in by_name(kind).values()}
                        try:
                            await method(wh, kind)(**{name: asked[name] for name in asked if name in known})
                        except whasync.BadRequestError:
                            continue  # it asked for a record that the simulator does not have
            return {f"{entry.method} {entry.target.partition('?')[0]}" for entry in simulator.journal}

    changing = {f"{kind.route.verbs[0]} {kind.route.path}" for kind in WRITES.values()}
    assert len(changing) == 26
    assert run(main()) & changing == set()


@each_write
def test_a_write_is_sent_once_and_charged_once(kind: Kind) -> None:
    _, journal = ask(kind, "C")
    assert [(entry.method, entry.verdict, entry.charged) for entry in journal] == [("POST", "ok", 1)]


@each_write
def test_a_write_that_failed_is_not_sent_again(kind: Kind) -> None:
    error, journal = ask(kind, "C", Fault("error"))
    assert isinstance(error, ServerError)
    assert (error.attempts, len(journal)) == (1, 1)


@each_write
def test_a_write_that_was_lost_is_not_sent_again_and_says_that_it_was_sent(kind: Kind) -> None:
    error, journal = ask(kind, "C", Fault("drop", charged=True))
    assert isinstance(error, TransportError)
    assert (error.sent, len(journal)) == (True, 1)
