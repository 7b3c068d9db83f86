"""When a listing ends, what asks for its next page, and that it never pays for a page it need not."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.questions import Row
from whasync._core.decode import marks
from whasync._core.envelope import Marks
from whasync._core.operation import Listing, Paging, Route
from whasync._core.paging import Progress, cursor, following, opening, pages_left, total

PAGE = Paging(by="page", param="page", most=100)
PAGE_FROM_ZERO = Paging(by="page", param="page", first=0, size=None, rows=None)
CURSOR = Paging(by="cursor", param="scroll", most=50, size_once=True)
EITHER = Paging(by="cursor or page", param="after", most=100)
OFFSET = Paging(by="offset", param="offset", size=None, rows=None)
BEFORE = Paging(by="before", param="before_id", most=30)


def listing(paging: Paging | None) -> type[Listing[Row]]:
    class Rows(Listing[Row], frozen=True, kw_only=True):
        route: ClassVar[Route] = Route(path="/api/v1/rows", paging=paging)

        q: str | None = None
        page: int | None = None
        limit: int | None = None
        scroll: str | None = None
        after: str | None = None
        offset: int | None = None
        before_id: str | None = None

    return Rows


def rows(first: int, count: int) -> list[str]:
    return [str(number) for number in range(first, first + count)]


def envelope(**said: Any) -> Marks:
    return marks(msgspec.json.encode(said))


def after(
    paging: Paging, ids: Sequence[str], arguments: Mapping[str, Any] | None = None, **said: Any
) -> str | int | None:
    """What follows the first page of a walk."""
    return Progress(paging).next(arguments or {}, ids, envelope(**said))


# The question for the first page and the next.


def test_the_first_page_is_asked_for_as_large_as_it_can_be() -> None:
    kind = listing(PAGE)
    assert opening(kind(q="x")) == kind(q="x", limit=100)  # type: ignore[call-arg] # its fields are made above


def test_a_size_that_was_chosen_stays() -> None:
    chosen = listing(PAGE)(limit=7)  # type: ignore[call-arg] # its fields are made above
    assert opening(chosen) is chosen


@pytest.mark.parametrize("paging", [None, PAGE_FROM_ZERO, Paging(by="page", param="page", most=None)])
def test_a_size_that_cannot_be_chosen_or_is_not_known_is_not_sent(paging: Paging | None) -> None:
    asked = listing(paging)()
    assert opening(asked) is asked


@pytest.mark.parametrize(
    ("paging", "asked", "follow", "then"),
    [
        (PAGE, {"q": "x", "limit": 9}, 2, {"q": "x", "limit": 9, "page": 2}),
        (OFFSET, {"q": "x"}, 40, {"q": "x", "offset": 40}),
        (BEFORE, {"limit": 30}, "n7", {"limit": 30, "before_id": "n7"}),
        (CURSOR, {"q": "x", "limit": 50}, "s1", {"q": "x", "scroll": "s1"}),  # the size goes with the first page only
        (EITHER, {"limit": 100}, 2, {"limit": 100, "page": 2}),
        (EITHER, {"limit": 100, "page": 3}, "c4", {"limit": 100, "after": "c4"}),
    ],
)
def test_the_next_page_is_the_same_question_with_what_asks_for_it(
    paging: Paging, asked: dict[str, Any], follow: str | int, then: dict[str, Any]
) -> None:
    kind = listing(paging)
    assert following(kind(**asked), follow) == kind(**then)


# The ends.


@pytest.mark.parametrize("paging", [PAGE, PAGE_FROM_ZERO, CURSOR, EITHER, OFFSET, BEFORE])
def test_an_empty_page_is_the_last(paging: Paging) -> None:
    assert after(paging, [], scroll="s", next_cursor="c", total_pages=9) is None


def test_a_listing_without_pages_has_one() -> None:
    assert Progress(None).next({}, rows(0, 100), envelope(scroll="s")) is None


@pytest.mark.parametrize(
    ("size", "got", "follow"),
    [
        (100, 100, 2),
        (100, 99, None),
        (100, 1, None),
        (100, 50, 2),  # as many as a server's cap: one more page is asked for rather than rows lost
        (100, 20, 2),
        (37, 37, 2),
        (37, 36, 2),
        (37, 35, None),
        (20, 25, 2),  # more than asked for
    ],
)
def test_a_short_page_is_the_last_unless_it_is_as_long_as_a_cap(size: int, got: int, follow: int | None) -> None:
    assert after(PAGE, rows(0, got), {"limit": size}) == follow


def test_a_page_shorter_than_one_before_it_is_the_last_even_at_a_cap() -> None:
    progress = Progress(PAGE)
    assert progress.next({"limit": 100}, rows(0, 50), envelope()) == 2
    assert progress.next({"limit": 100, "page": 2}, rows(50, 20), envelope()) is None


@pytest.mark.parametrize(("got", "follow"), [(37, 2), (36, 2), (35, None)])
def test_the_size_that_the_answer_tells_counts(got: int, follow: int | None) -> None:
    assert after(PAGE, rows(0, got), {"limit": 100}, limit=37) == follow


@pytest.mark.parametrize(
    ("paging", "said", "follow"),
    [
        (PAGE, {"total": 250}, 2),  # the server stops at 40, and nobody knew
        (PAGE, {"total": "41"}, 2),
        (PAGE, {"total": 10_000}, 2),  # capped, and more than the page has all the same
        (PAGE, {"total": 40}, None),  # of the page, or of all there is
        (PAGE, {"total": 0}, None),
        (PAGE, {"total": "many"}, None),
        (PAGE, {"total_pages": 3}, 2),
        (PAGE, {"total_pages": 1, "total": 250}, None),
        (EITHER, {"total": 250}, 2),
        (BEFORE, {"total": 250}, "39"),
    ],
)
def test_a_first_page_shorter_than_asked_for_is_not_the_last_where_the_answer_tells_of_more(
    paging: Paging, said: dict[str, Any], follow: str | int | None
) -> None:
    assert after(paging, rows(0, 40), {"limit": 100}, **said) == follow


@pytest.mark.parametrize(
    ("paging", "asked", "count", "follow"),
    [
        (PAGE, {"page": 2, "limit": 100}, 37, None),
        (EITHER, {"page": 2, "limit": 100}, 37, None),
        (Paging(by="page", param="page", first=0, most=100), {"page": 1, "limit": 100}, 37, None),
        (Paging(by="offset", param="offset", most=100), {"offset": 100, "limit": 100}, 37, None),
        (PAGE, {"page": 2, "limit": 100}, 40, 3),  # the server stops at 40
        (PAGE, {"page": 4, "limit": 100}, 17, 5),  # and this is its last: the price of a cap
    ],
)
def test_a_later_page_asked_for_alone_is_the_last_where_it_meets_the_total(
    paging: Paging, asked: dict[str, int], count: int, follow: int | None
) -> None:
    assert after(paging, rows(100, count), asked, total=137) == follow


@pytest.mark.parametrize(
    ("sizes", "said", "asked"),
    [
        ((40, 40, 40, 7), {"total": 127}, 4),
        ((40, 40, 40, 0), {"total": 120}, 4),  # the price of a cap: a last page that is full does not tell
        ((40, 40, 39, 40), {"total": 10_000}, 3),
        ((40, 12, 0), {"total": 500}, 2),  # a total that counts more than there is costs no page beyond the short one
        ((40, 12, 40, 5), {"total_pages": 4}, 4),  # the server counts its pages itself, and has left rows out of one
    ],
)
def test_a_walk_under_a_cap_that_nobody_knows_goes_on_to_its_end(
    sizes: Sequence[int], said: dict[str, Any], asked: int
) -> None:
    progress, pages = Progress(PAGE), 0
    for page, size in enumerate(sizes, 1):
        pages += 1
        if progress.next({"limit": 100, "page": page}, rows(100 * page, size), envelope(**said)) is None:
            break
    assert pages == asked


@pytest.mark.parametrize("got", [1, 19, 50])
def test_a_cursor_is_followed_however_short_the_page(got: int) -> None:
    assert after(CURSOR, rows(0, got), {"limit": 50}, scroll="s1") == "s1"


@pytest.mark.parametrize("token", [None, "", 0, [], {}, False, True, 1.5])
def test_a_cursor_that_is_none_ends_the_walk(token: Any) -> None:
    assert after(CURSOR, rows(0, 50), scroll=token) is None


def test_a_cursor_that_comes_again_ends_the_walk() -> None:
    progress = Progress(CURSOR)
    assert progress.next({}, rows(0, 50), envelope(scroll="a")) == "a"
    assert progress.next({}, rows(50, 50), envelope(scroll="b")) == "b"
    assert progress.next({}, rows(100, 50), envelope(scroll="a")) is None


@pytest.mark.parametrize("again", [rows(0, 50), rows(10, 20), rows(0, 50)[::-1]])
def test_a_page_without_a_new_row_ends_the_walk(again: list[str]) -> None:
    progress = Progress(CURSOR)
    assert progress.next({}, rows(0, 50), envelope(scroll="a")) == "a"
    assert not progress.is_repeat
    assert progress.next({}, again, envelope(scroll="b")) is None
    assert progress.is_repeat


def test_pages_that_go_round_end_at_the_first_that_was_given() -> None:
    progress = Progress(PAGE)
    assert progress.next({"limit": 50}, rows(0, 50), envelope()) == 2
    assert progress.next({"limit": 50, "page": 2}, rows(50, 50), envelope()) == 3
    assert progress.next({"limit": 50, "page": 3}, rows(0, 50), envelope()) is None


@pytest.mark.parametrize(
    ("paging", "asked", "pages", "follow"),
    [
        (PAGE, {}, 1, None),
        (PAGE, {}, 2, 2),
        (PAGE, {"page": 2}, 2, None),
        (PAGE, {"page": 2}, "3", 3),
        (PAGE_FROM_ZERO, {}, 1, None),
        (PAGE_FROM_ZERO, {"page": 1}, 2, None),
        (PAGE_FROM_ZERO, {"page": 1}, 3, 2),
        (PAGE, {}, "many", 2),
        (PAGE, {}, 0, None),
    ],
)
def test_the_last_of_a_told_number_of_pages_is_the_last(
    paging: Paging, asked: dict[str, Any], pages: Any, follow: int | None
) -> None:
    assert after(paging, rows(0, 100), {"limit": 100, **asked}, total_pages=pages) == follow


@pytest.mark.parametrize(
    ("asked", "pages", "left"), [({}, 3, 2), ({"page": 2}, 3, 1), ({"page": 3}, 3, 0), ({}, None, 0)]
)
def test_how_many_pages_are_left_is_told_by_the_number_of_pages(asked: dict[str, Any], pages: Any, left: int) -> None:
    assert pages_left(PAGE, asked, envelope(total_pages=pages)) == left
    assert pages_left(CURSOR, asked, envelope(total_pages=pages)) == 0
    assert pages_left(None, asked, envelope(total_pages=pages)) == 0


def test_a_cursor_goes_before_a_number_where_either_serves() -> None:
    assert after(EITHER, rows(0, 100), {"limit": 100}) == 2
    assert after(EITHER, rows(0, 100), {"limit": 100}, meta={"next_cursor": "c"}) == "c"
    assert after(EITHER, rows(0, 100), {"limit": 100, "page": "4"}) == 5


def test_a_walk_by_cursors_does_not_go_on_by_number_when_they_end() -> None:
    assert after(EITHER, rows(0, 100), {"limit": 100, "after": "c"}) is None


def test_an_offset_grows_by_the_rows_that_came() -> None:
    assert after(OFFSET, rows(0, 36)) == 36
    assert after(OFFSET, rows(0, 36), {"offset": 72}) == 108


def test_the_last_rows_id_asks_for_what_was_before_it() -> None:
    assert after(BEFORE, ["9", "8", "7"] * 10, {"limit": 30}) == "7"


@pytest.mark.parametrize(
    ("said", "token"),
    [
        ({"scroll": "s"}, "s"),
        ({"next_cursor": "n"}, "n"),
        ({"meta": {"next_cursor": "m"}}, "m"),
        ({"meta": {"after": "m"}}, "m"),
        ({"pagination": {"next_cursor": "p"}}, "p"),
        ({"scroll": None, "meta": {"next_cursor": None}, "pagination": {"after": "p"}}, "p"),
        ({"scroll": 86013}, "86013"),
        ({"scroll": 2**63}, str(2**63)),
        ({"meta": [], "pagination": "x"}, None),
        ({}, None),
    ],
)
def test_a_cursor_is_found_wherever_a_surface_puts_it(said: dict[str, Any], token: str | None) -> None:
    assert cursor(envelope(**said)) == token


@pytest.mark.parametrize(
    ("said", "number"), [(20, 20), ("20", 20), (None, None), ("many", None), ([], None), (1e400, None)]
)
def test_a_total_is_a_number_or_none(said: Any, number: int | None) -> None:
    body = b'{"total":1e400}' if said == float("inf") else msgspec.json.encode({"total": said})
    assert total(marks(body)) == number


# The law: every row once, and no more calls than pages.

CAPS = (10, 20, 24, 25, 30, 36, 48, 50, 100, 250)


class Server:
    """A listing of so many rows, in pages of at most *cap*."""

    def __init__(self, count: int, cap: int, *, tells_pages: bool, tells_limit: bool, cursors: bool) -> None:
        self.ids = rows(0, count)
        self.cap = cap
        self.tells_pages = tells_pages
        self.tells_limit = tells_limit
        self.cursors = cursors
        self.calls = 0
        self.size = cap

    def answer(self, paging: Paging, asked: Mapping[str, Any]) -> tuple[list[str], Marks]:
        self.calls += 1
        if asked.get("limit") is not None or not paging.size_once:
            self.size = min(self.cap, asked.get("limit") or paging.rows or self.cap)
        first = self.first(paging, asked)
        page = self.ids[first : first + self.size]
        more = first + len(page) < len(self.ids)
        said: dict[str, Any] = {"total": len(page)}
        if self.tells_limit:
            said["limit"] = self.size
        if self.tells_pages:
            said["total_pages"] = -(-len(self.ids) // self.size)
        if self.cursors:
            said["scroll" if paging.by == "cursor" else "next_cursor"] = f"at:{first + len(page)}" if more else None
        return page, envelope(**said)

    def first(self, paging: Paging, asked: Mapping[str, Any]) -> int:
        token = asked.get("scroll") or asked.get("after")
        if token is not None:
            return int(str(token).removeprefix("at:"))
        if paging.by == "offset":
            return asked.get("offset") or 0
        if paging.by == "before":
            before = asked.get("before_id")
            return 0 if before is None else self.ids.index(before) + 1
        number = asked.get("page")
        return self.size * (0 if number is None else number - paging.first)


def walk(kind: type[Listing[Row]], server: Server, asked: Mapping[str, Any]) -> list[str]:
    paging = kind.route.paging
    assert paging is not None
    progress = Progress(paging)
    question: Listing[Row] | None = opening(kind(**asked))
    given_rows: list[str] = []
    while question is not None:
        arguments = {name: value for name, value in msgspec.structs.asdict(question).items() if value is not None}
        page, found = server.answer(paging, arguments)
        given_rows += page
        follow = progress.next(arguments, page, found)
        question = None if follow is None else following(question, follow)
        assert server.calls < 2_000
    return given_rows


Mechanism = Literal["page", "page from 0", "cursor", "either", "offset", "before"]
PAGINGS: Mapping[Mechanism, Paging] = {
    "page": PAGE,
    "page from 0": PAGE_FROM_ZERO,
    "cursor": CURSOR,
    "either": EITHER,
    "offset": OFFSET,
    "before": BEFORE,
}


@pytest.mark.parametrize("mechanism", PAGINGS)
@given(
    count=st.integers(0, 700),
    cap=st.sampled_from(CAPS),
    limit=st.none() | st.integers(1, 120),
    tells_pages=st.booleans(),
    tells_limit=st.booleans(),
    cursors=st.booleans(),
)
def test_a_walk_gives_every_row_once_and_pays_for_one_page_too_many_at_most(
    *,
    mechanism: Mechanism,
    count: int,
    cap: int,
    limit: int | None,
    tells_pages: bool,
    tells_limit: bool,
    cursors: bool,
) -> None:
    paging = PAGINGS[mechanism]
    with_cursors = mechanism == "cursor" or (mechanism == "either" and cursors)
    server = Server(count, cap, tells_pages=tells_pages, tells_limit=tells_limit, cursors=with_cursors)
    asked = {} if limit is None or paging.size is None else {"limit": limit}
    assert walk(listing(paging), server, asked) == server.ids
    needed = max(1, -(-count // server.size))
    by_number = mechanism in ("page", "page from 0", "either")
    tells_end = (with_cursors and (mechanism == "cursor" or needed > 1)) or (tells_pages and by_number)
    assert server.calls - needed in ((0,) if tells_end else (0, 1))


@pytest.mark.parametrize("mechanism", PAGINGS)
@given(seed=st.integers(0, 10**6))
def test_a_walk_ends_whatever_the_server_answers(mechanism: Mechanism, seed: int) -> None:
    dice = random.Random(seed)
    paging = PAGINGS[mechanism]
    progress = Progress(paging)
    arguments: dict[str, Any] = {}
    pages = [rows(dice.randrange(60), dice.randrange(0, 30)) for _ in range(12)]
    tokens: list[Callable[[], Any]] = [lambda: None, lambda: "a", lambda: dice.randrange(8), lambda: {"x": 1}]
    for _ in range(200):
        said = {name: dice.choice(tokens)() for name in ("scroll", "next_cursor", "meta", "total_pages", "limit")}
        follow = progress.next(arguments, dice.choice(pages), envelope(**said))
        if follow is None:
            return
        arguments = {paging.param: follow}
    pytest.fail("a walk over twelve pages took two hundred")
