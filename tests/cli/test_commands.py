"""What each command prints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.stage import CREDITS, Command, Upstream
from whasync.cli.parser import make_parser
from whasync.operations import CATALOGUE

TITLES = ("Magnetic Bamboo Lamp", "Gentle Charcoal Grinder")


def test_call_prints_the_answer_indented_and_with_json_on_one_line(whasync: Command) -> None:
    people = whasync("call", "tiktok-shop/products/explore", "country=US", "limit=1")
    machine = whasync("call", "products/explore", "country=US", "--json", "limit=1")
    assert people.out == json.dumps(people.document, indent=2, ensure_ascii=False) + "\n"
    assert machine.out.count("\n") == 1
    assert machine.document == people.document
    assert (people.status, machine.status, people.err, machine.err) == (0, 0, "", "")


def test_call_takes_a_path_parameter_either_way(whasync: Command) -> None:
    written_out = whasync("call", "tiktok-shop/product-detail/1729538516290381", "--json")
    apart = whasync("call", "tiktok-shop/product-detail/{id}", "id=1729538516290381", "--json")
    assert written_out.document["data"]
    assert apart.document == written_out.document


def test_call_reads_values_from_a_file_one_a_line(whasync: Command, tmp_path: Path) -> None:
    one = whasync("call", "products/count", "country=US", "category_ids=600017,600018", "--json")
    ids = tmp_path / "ids.txt"
    for text in ("600017\n\n600018\n", "\ufeff600017\r\n600018\r\n"):  # the second as Windows writes it
        ids.write_text(text, encoding="utf-8")
        many = whasync("call", "products/count", "country=US", f"category_ids=@{ids}", "--json")
        assert many.document == one.document


def test_a_doubled_at_sign_is_a_value_that_begins_with_one(whasync: Command, tmp_path: Path) -> None:
    literal = whasync("call", "products/count", "country=US", "name=@@nobody", "--json")
    assert (literal.status, literal.document["data"]) == (0, {"total": 0})


def test_extra_sends_a_parameter_that_the_catalogue_does_not_know(whasync: Command) -> None:
    refused = whasync("call", "products/count", "country=US", "new_filter=1")
    forced = whasync("call", "products/count", "country=US", "--extra", "new_filter=1", "--json")
    assert (refused.status, forced.status) == (2, 0)


def test_a_market_left_to_the_default_is_told_on_stderr(whasync: Command) -> None:
    ended = whasync("call", "products/count", "--json")
    assert ended.err == (
        "whasync: warning: tiktok_shop.products.count: no country was given, so the answer is about US; "
        "pass country= to choose\n"
    )
    assert ended.document["success"] is True


def test_credits_tell_the_pool_and_the_end_of_the_month(whasync: Command) -> None:
    told = whasync("credits", "--json").document
    year, month = map(int, told["month"].split("-"))
    assert told == {
        "used": told["used"],
        "limit": CREDITS,
        "remaining": CREDITS - told["used"],
        "addon_remaining": 0,
        "total_remaining": CREDITS - told["used"],
        "month": f"{year}-{month:02}",
        "resets_at": f"{year + month // 12}-{month % 12 + 1:02}-01T00:00:00+00:00",
    }


def test_credits_for_people_say_that_they_cost_one(whasync: Command) -> None:
    used = whasync("credits", "--json").document["used"] + 1
    lines = whasync("credits").out.splitlines()
    assert lines[:3] == [
        f"left to spend  {CREDITS - used:,}",
        f"this month     {CREDITS - used:,}  of {CREDITS:,}; {used:,} used, this call's 1 included",
        "add-on packs        0  spent after the month's",
    ]
    assert lines[3].startswith("the month ends 20")


def test_endpoints_as_json_are_the_catalogue(whasync: Command) -> None:
    listed = whasync("endpoints", "--json").document
    assert [one["name"] for one in listed] == list(CATALOGUE)
    explore = next(one for one in listed if one["name"] == "tiktok_shop.products.explore")
    assert {name: explore[name] for name in explore if name not in ("doc", "parameters", "refused")} == {
        "name": "tiktok_shop.products.explore",
        "method": "wh.tiktok_shop.products.explore",
        "path": "/api/v1/tiktok-shop/products/explore",
        "verbs": ["GET", "POST"],
        "paging": {
            "by": "cursor or page",
            "param": "after",
            "first": 1,
            "size": "limit",
            "rows": 20,
            "most": 100,
            "size_once": False,
        },
        "page_size": 100,
        "credits": 1,
        "writes": False,
        "source": "official page",
        "parameters_source": "official page",
        "generation": "BC",
    }


def test_a_parameter_in_json_has_names_type_choices_default_and_meaning(whasync: Command) -> None:
    (explore,) = whasync("endpoints", "tiktok-shop/products/explore", "--json").document
    by_name: dict[str, Any] = {parameter["name"]: parameter for parameter in explore["parameters"]}
    assert by_name["min_item_sold"] == {
        "name": "min_item_sold",
        "aliases": ["min_sold", "min_units_sold"],
        "type": "whole number",
        "choices": [],
        "required": False,
        "default": None,
        "in_path": False,
        "doc": "Fewest units sold within the period.",
    }
    assert (by_name["order"]["type"], by_name["order"]["choices"]) == ("one of desc, asc", ["desc", "asc"])
    assert by_name["country"]["default"] == "US"


def test_endpoints_are_found_by_a_part_a_glob_or_a_dotted_name(whasync: Command) -> None:
    def paths(pattern: str) -> list[str]:
        found = whasync("endpoints", pattern, "--json").document
        return [one["path"].removeprefix("/api/v1/tiktok-shop/") for one in found]

    assert paths("PRODUCTS/EXPLORE") == ["products/explore"]
    assert paths("*products/*") == ["products/explore", "products/count"]
    assert paths("tiktok_shop.products.count") == ["products/count"]
    assert paths("/api/v1/tiktok-shop/products") == ["products"]


def test_the_table_of_endpoints_has_a_line_for_each(whasync: Command) -> None:
    lines = whasync("endpoints", "*shop/products/*").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["VERB", "GET POST", "GET POST"]
    assert lines[1].startswith(
        "GET POST  tiktok-shop/products/explore  wh.tiktok_shop.products.explore   100     1  official page  country "
    )


def test_one_endpoint_is_shown_in_full(whasync: Command) -> None:
    lines = whasync("endpoints", "tiktok-shop/products/explore").out.splitlines()
    assert lines[:2] == ["GET or POST /api/v1/tiktok-shop/products/explore", "wh.tiktok_shop.products.explore(...)"]
    assert "rows a page  100" in lines
    assert lines[lines.index("  min_item_sold  whole number") + 1] == (
        "      Fewest units sold within the period. Also: min_sold, min_units_sold."
    )
    assert "  start_date  refused" in lines


def test_help_says_where_the_key_comes_from_and_what_the_statuses_mean(whasync: Command) -> None:
    ended = whasync("call", "--help")
    assert ended.status == 0
    assert "It is never an argument" in ended.out
    assert "exit status: 0 done; 2 usage; 3 access" in ended.out


COMMANDS = {
    **dict.fromkeys(["demo", "credits", "endpoints", "simulate", "doctor", "guide", "usage"], ()),
    "call": ("products/count",),
    "export": ("products/explore",),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_common_options_before_its_name_and_after_it(whasync: Command, command: str) -> None:
    told = whasync(command, "--help").out
    assert all(option in told for option in ("--json", "--rate", "--base-url", "--shared", "--key-file"))
    words = (command, *COMMANDS[command])
    common = ("--json", "--rate", "1/s", "--base-url", "x", "--shared", "y", "--key-file", "z")
    before, after = (make_parser().parse_args([*one, *other]) for one, other in ((common, words), (words, common)))
    values = (before.json, before.rate, before.base_url, before.shared, before.key_file)
    assert values == (after.json, after.rate, after.base_url, after.shared, after.key_file)
    assert values == (True, "1/s", "x", "y", "z")


def test_of_an_option_given_twice_the_later_counts(whasync: Command, upstream: Upstream) -> None:
    ended = whasync("--json", "--base-url", "http://127.0.0.1:1", "credits", "--base-url", upstream.origin)
    assert (ended.status, ended.document["limit"]) == (0, CREDITS)


def test_help_tells_the_common_options_after_the_commands(whasync: Command) -> None:
    told = whasync("--help").out
    assert told.index("read a guide") < told.index("options of every command, before its name or after it:")
    assert "--json             JSON on stdout, and nothing else there" in told
