"""How a Meta ad looks: the flat names of the older official sample in B, what answers really hold in C."""

from __future__ import annotations

from whasync.simulator import words
from whasync.simulator.catalogue import Catalogue, pick, sample
from whasync.simulator.identity import EVERYWHERE, NUMBERINGS
from whasync.simulator.world import Row, World

from . import ads


def flat_card(world: World, catalogue: Catalogue, row: int) -> Row:
    """An ad under the names of the older official sample."""
    return {
        "id": NUMBERINGS["meta"].identify(EVERYWHERE, row),
        "page_id": ads.page_id_of(catalogue, row),
        "page_name": ads.page_name_of(catalogue, row),
        "ad_creative_body": f"{ads.title_of(catalogue, row)} &amp; more<br/>Order today",
        "ad_snapshot_url": f"https://www.facebook.com/ads/library/?id={NUMBERINGS['meta'].identify(EVERYWHERE, row)}",
        "image_url": f"{ads.MEDIA}/metalibrary/image/{ads.media_hash(catalogue, row, 'image')}.jpg",
        "countries": ads.countries_of(catalogue, row),
        "started": world.day(catalogue.value("age", row)),
        "lastSeen": world.day(ads.unseen_days(catalogue, row)),
        "daysrunning": catalogue.value("age", row),
        "total_adspend": catalogue.value("adspend", row),
    }


def card(world: World, catalogue: Catalogue, row: int) -> Row:
    """An ad as it is seen in answers: snake and camel case, numbers as text, empty objects as lists."""
    return {
        "productid": NUMBERINGS["meta"].identify(EVERYWHERE, row),
        "page_id": ads.page_id_of(catalogue, row),
        "pageName": ads.page_name_of(catalogue, row),
        "countries": ads.countries_of(catalogue, row),
        "country_code": ads.countries_of(catalogue, row)[0],
        **_dates(world, catalogue, row),
        **_content(catalogue, row),
        **_figures(world, catalogue, row),
        **_shop(world, catalogue, row),
        "saved": False,
        "hidden": False,
    }


def _dates(world: World, catalogue: Catalogue, row: int) -> Row:
    started, seen = world.day(catalogue.value("age", row)), world.day(ads.unseen_days(catalogue, row))
    return {
        "started": started,
        "lastSeen": seen,
        "updated_at": f"{seen}T06:00:00.000000Z",
        "created_at": f"{started}T06:00:00.000000Z",
        "daysrunning": catalogue.value("age", row),
    }


def _content(catalogue: Catalogue, row: int) -> Row:
    """Texts with entities and tags, media as bare hashes."""
    media = pick(catalogue, row, "format", ads.FORMATS)
    return {
        "copy": f"{ads.title_of(catalogue, row)} &amp; more<br/>Order today",
        "caption": ads.domain_of(catalogue, row),
        "description": "none" if row % 7 == 0 else ads.title_of(catalogue, row),
        "ctaText": "Shop now",
        "display_format": media,
        "image": ads.media_hash(catalogue, row, "image") + ".jpg",
        "video": ads.media_hash(catalogue, row, "video") + ".mp4" if media == "video" else "",
        "poster": "",
        "videos": None,
        "cards": [],
        "facebook_image_url": None,
        "niche": pick(catalogue, row, "niche", words.META_NICHES),
        "language": pick(catalogue, row, "language", words.LANGUAGES),
    }


def _figures(world: World, catalogue: Catalogue, row: int) -> Row:
    active, rank = int(catalogue.value("active_ads", row)), catalogue.value("rank", row)
    return {
        "total_adspend": catalogue.value("adspend", row),
        "total_views": catalogue.value("reach", row),
        "revenue": f"{catalogue.value('revenue', row):.2f}",
        "countActive": str(int(catalogue.value("duplicates", row))),
        "activeSeen": catalogue.value("duplicates", row),
        "total_active_ads_on_page": str(active),
        "total_active_ads_on_page_growth_1w": active * 9 // 10,
        "total_active_ads_on_page_growth_1m": active * 7 // 10,
        "total_active_ads_on_page_history": {world.day(7): active * 9 // 10, f"{world.day(0)} 00:00:00": active},
        "ad_rank": rank,
        "rank_history": {world.day(1): rank} if row % 3 else [],
        "adscore": pick(catalogue, row, "score", ads.SCORES),
        "adscore_reasons": ["long running"],
        "page_like_count": catalogue.dice(row, "likes") % 100_000,
        "page_categories": ["Shopping & retail"],
        "reach_by_age": {"18-24": catalogue.dice(row, "young") % 1000} if row % 4 else [],
        "reach_by_gender": {"female": catalogue.dice(row, "women") % 1000} if row % 4 else [],
    }


def _shop(world: World, catalogue: Catalogue, row: int) -> Row:
    """The store behind the ad; links keep their percent-encoding."""
    domain = ads.domain_of(catalogue, row)
    name = domain.partition(".")[0]
    return {
        "page_profile_uri": f"https://www.facebook.com/{name}",
        "urlStore": f"https://{domain}",
        "link": f"https://{domain}/products/{row}?utm_source=fb&amp;q=%C3%A9",
        "shopify_productid": "",
        "shopify_productprice": f"{5 + catalogue.dice(row, 'price') % 9000 / 100:.2f}" if row % 5 else "False",
        "shopify_shopifydomain": f"{name}.myshopify.com",
        "shopify_currency": {"rate": "1.0", "active": "USD"} if row % 4 else [],
        "technologies": sample(catalogue, row, "technologies", words.TECHNOLOGIES, 3),
        "store_traffic": ads.traffic_of(world, catalogue, row),
    }
