"""The page of `whasync usage --html`: it needs nothing else, and a browser shows its plots."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.usage.screen import Colour, Picture, shoot
from tests.usage.stage import LEDGER, NOW, USES
from whasync._core.ledger import Ledger
from whasync._io.meeting.place import Use
from whasync.usage import page, usage_of

SINCE = date(2026, 10, 22)

BUSY = [
    Use(f"{NOW.date() - timedelta(days=back)}", operation, 200 + 37 * back % 300, 500)
    for back in range(30)
    for operation in ("adlibrary", "tiktok_shop.products.explore")
]


def drawings(text: str) -> list[ET.Element]:
    """The plots, by a reader that accepts nothing but well-formed XML."""
    return [ET.fromstring(svg) for svg in re.findall(r"<svg viewBox.*?</svg>", text, re.DOTALL)]  # noqa: S314 - it is our own


def test_the_page_asks_for_nothing_from_elsewhere_and_runs_nothing() -> None:
    text = page(usage_of(LEDGER, BUSY, SINCE, NOW))
    assert re.findall(r"<(script|link|img|iframe|object|embed|base|form)\b", text) == []
    assert re.findall(r"(?:\bsrc|\bhref|\bon\w+)\s*=|url\(|@import|https?:", text) == []
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in text


def test_each_plot_has_a_name_and_a_table_beneath() -> None:
    text = page(usage_of(LEDGER, USES, SINCE, NOW))
    assert [plot.get("aria-label") for plot in drawings(text)] == [
        "What is left of the month, day by day, and on at the present pace",
        "Credits a day",
    ]
    assert text.count("<table>") == 3
    assert '<tr><th scope="row">2026-11-18</th><td class=right>600</td><td class=right>610</td></tr>' in text
    assert '<tr><th scope="row">2026-11-18</th><td class=right>7,650</td></tr>' in text


def test_every_day_is_a_bar_as_high_as_its_credits() -> None:
    usage = usage_of(LEDGER, USES, date(2026, 11, 17), NOW)
    bars = drawings(page(usage))[1].findall("g")
    assert [bar.findtext("title") for bar in bars] == [
        "2026-11-17: 0 credits, 0 calls",
        "2026-11-18: 600 credits, 610 calls",
        "2026-11-19: 0 credits, 0 calls",
        "2026-11-20: 50 credits, 50 calls",
    ]
    columns = [bar.find("path") for bar in bars]
    heights = [0.0 if column is None else height(column) for column in columns]
    assert heights == pytest.approx([0.0, 214.0, 0.0, 214.0 / 12], abs=0.1)


def height(column: ET.Element) -> float:
    """Of a path that begins at its bottom and turns to the right at its top."""
    found = re.match(r"M[\d.]+ ([\d.]+)V[\d.]+Q[\d.]+ ([\d.]+) ", column.get("d", ""))
    assert found is not None
    return float(found[1]) - float(found[2])


def test_the_line_goes_from_what_was_left_to_what_is_left_and_dry_at_its_pace() -> None:
    plot = drawings(page(usage_of(replace(LEDGER, balance=650), USES, SINCE, NOW)))[0]
    line = plot.find("polyline[@class='burn']")
    ahead = plot.find("line[@class='ahead']")
    assert line is not None
    assert ahead is not None
    points = [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
    # 724 wide and 214 high, from 60,18: 30 days and 20,000 credits.
    assert points[0] == pytest.approx((60.0, 18 + 214 * (1 - 1_400 / 20_000)), abs=0.1)
    assert points[-1] == pytest.approx((60 + 724 * 19.5 / 30, 18 + 214 * (1 - 650 / 20_000)), abs=0.1)
    assert (float(ahead.get("x2", "")), float(ahead.get("y2", ""))) == pytest.approx((60 + 724 * 26 / 30, 232), abs=0.1)
    assert [text.text for text in plot.findall("text[@class='dry']")] == ["dry Nov 27"]


@pytest.mark.parametrize(
    ("ledger", "uses", "words"),
    [
        (Ledger(), [], "The balance of this month has not been read yet"),
        (LEDGER, [], "<dd>7,000</dd><dd>of 20,000 a month</dd>"),
        (replace(LEDGER, limit=None, balance=0), [], "Runs dry: now"),
        (replace(LEDGER, in_doubt=3), USES, "of 20,000 a month; 3 in doubt left out"),
        (LEDGER, [Use("2026-11-20", "<b>&", 1, 1)], '<th scope="row">&lt;b&gt;&amp;</th>'),
        (LEDGER, [Use("2026-11-20", "adlibrary", 0, 1)], "0 credits for 1 call since"),
    ],
)
def test_a_page_is_made_of_whatever_is_known(ledger: Ledger, uses: Sequence[Use], words: str) -> None:
    text = page(usage_of(ledger, uses, SINCE, NOW))
    assert words in text
    assert len(drawings(text)) == (1 if ledger.remaining is None else 2)


def test_more_than_two_months_are_told_by_the_week() -> None:
    text = page(usage_of(LEDGER, BUSY, date(2026, 1, 1), NOW))
    assert '<h2 id="by-day">Credits a week</h2>' in text
    assert len(drawings(text)[1].findall("g")) == 47


@pytest.mark.slow
@pytest.mark.parametrize(
    ("dark", "card", "used"),
    [(False, (255, 255, 255), (42, 120, 214)), (True, (28, 28, 31), (74, 147, 236))],
    ids=["light", "dark"],
)
def test_a_browser_shows_the_plots_in_light_and_in_dark(dark: bool, card: Colour, used: Colour, tmp_path: Path) -> None:
    file = tmp_path / "usage.html"
    file.write_text(page(usage_of(replace(LEDGER, balance=1_000), BUSY, SINCE, NOW)), encoding="utf-8")
    picture = shoot(file, 1_000, 1_300, dark=dark)
    plots = bands(picture, card)
    assert len(plots) == 4  # the figures, what is left, credits a day, by operation
    for top, bottom in plots:
        assert picture.share(card, top, bottom) > 0.3
    under = blend(used, card, 0.14)
    _, left, days, operations = plots
    assert 0.08 < picture.share(under, *left) < 0.5
    assert 0.001 < picture.share(used, *left) < 0.05  # the line is thin
    assert 0.1 < picture.share(used, *days) < 0.5
    assert 0.02 < picture.share(used, *operations) < 0.3
    first, last = picture.span(used)
    assert last - first > 700  # from one end of the plot to the other


def bands(picture: Picture, card: Colour) -> list[tuple[int, int]]:
    """Where the cards begin and end, from the top, by a column within their margin, to the left of all text."""
    margin = 62 * picture.channels
    inside = [row[margin : margin + 3] == bytes(card) for row in picture.rows]
    edges = [y for y in range(1, len(inside)) if inside[y] != inside[y - 1]] + [len(inside)]
    return [(top, bottom) for top, bottom in zip(edges[0::2], edges[1::2], strict=False) if bottom - top > 20]


def blend(colour: Colour, ground: Colour, share: float) -> Colour:
    """A colour that lets the ground through."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(colour, ground, strict=True))
    return red, green, blue
