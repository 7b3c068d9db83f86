"""What the ad searches share: the words of an ad, its markets, its last day seen."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from typing import Final

from whasync.simulator import words
from whasync.simulator.catalogue import Catalogue, Test, pick, sample
from whasync.simulator.identity import NUMBERINGS
from whasync.simulator.world import Row, World

from .entities import names, names_with

MEDIA: Final = "https://media.winninghunter.com"
ACTIVE_DAYS: Final = 4
"""An ad is active when it was seen in the last days; the documentation says 3 in one place, 4 in another."""

LONGEST_UNSEEN: Final = 30
PAGES: Final = 50_000
"""How many advertisers there are."""


def title_of(ads: Catalogue, row: int) -> str:
    return pick(ads, row, "name", names("products"))


def unseen_days(ads: Catalogue, row: int) -> int:
    """Days since the ad was last seen; never more than its age."""
    return ads.dice(row, "unseen") % (1 + min(int(ads.value("age", row)), LONGEST_UNSEEN))


def countries_of(ads: Catalogue, row: int) -> list[str]:
    return sample(ads, row, "countries", words.COUNTRIES, 1 + ads.dice(row, "markets") % 4)


def page_id_of(ads: Catalogue, row: int) -> str:
    return NUMBERINGS["pages"].identify("ALL", ads.dice(row, "page") % PAGES)


def page_name_of(ads: Catalogue, row: int) -> str:
    shops = names("shops")
    return shops[ads.dice(row, "page") % PAGES % len(shops)]


def domain_of(ads: Catalogue, row: int) -> str:
    return page_name_of(ads, row).lower().replace(" ", "-").rstrip(".") + ".example.com"


def media_hash(ads: Catalogue, row: int, salt: str) -> str:
    return f"{ads.dice(row, salt):016x}{ads.dice(row, salt + '2'):016x}{ads.dice(row, salt + '3') % 16**8:08x}"


def traffic_of(world: World, ads: Catalogue, row: int) -> Row:
    return {
        "monthly_visits": ads.value("visits", row),
        "monthly_visits_historical": {world.day(30)[:7]: ads.value("visits", row)},
        "visitor_country_main": countries_of(ads, row)[0],
    }


def _has_word(ads: Catalogue, row: int, wanted: str) -> bool:
    """Any of the comma separated words, in title or page name."""
    title, page = ads.dice(row, "name") % len(names("products")), ads.dice(row, "page") % PAGES % len(names("shops"))
    words_wanted = [word.strip() for word in wanted.split(",")]
    return any(title in names_with("products", word) or page in names_with("shops", word) for word in words_wanted)


def _in_countries(ads: Catalogue, row: int, wanted: str) -> bool:
    return not set(wanted.upper().split(",")).isdisjoint(countries_of(ads, row))


def _outside_countries(ads: Catalogue, row: int, wanted: str) -> bool:
    return not _in_countries(ads, row, wanted)


def _is_active(ads: Catalogue, row: int, wanted: str) -> bool:
    return (unseen_days(ads, row) <= ACTIVE_DAYS) == (wanted.lower() == "active")


def _seen_within(ads: Catalogue, row: int, wanted: str) -> bool:
    return unseen_days(ads, row) <= int(wanted)


def _unseen_for(ads: Catalogue, row: int, wanted: str) -> bool:
    return unseen_days(ads, row) >= int(wanted)


def one_of(salt: str, choices: tuple[str, ...]) -> Test:
    """A test for a row's own one of these choices; the wanted text may list several, or be a plural."""

    def test(ads: Catalogue, row: int, wanted: str) -> bool:
        own = pick(ads, row, salt, choices).lower()
        return any(own == want.strip().lower() or own + "s" == want.strip().lower() for want in wanted.split(","))

    return test


def has_technology(ads: Catalogue, row: int, wanted: str) -> bool:
    return not set(wanted.upper().split(",")).isdisjoint(sample(ads, row, "technologies", words.TECHNOLOGIES, 3))


def none_at_all(ads: Catalogue, row: int, wanted: str) -> bool:
    """A filter on a field that no row has."""
    return False


FORMATS: Final = ("video", "image", "carousel", "dco")
SCORES: Final = ("Winning", "Scaling", "Testing")
AD_TESTS: Final[dict[str, Test]] = {
    "keyword": _has_word,
    "countries": _in_countries,
    "outside_countries": _outside_countries,
    "active": _is_active,
    "seen_within": _seen_within,
    "unseen_for": _unseen_for,
    "niche": one_of("niche", words.META_NICHES),
    "language": one_of("language", words.LANGUAGES),
    "format": one_of("format", FORMATS),
    "score": one_of("score", SCORES),
    "technology": has_technology,
}
