"""What people guessed wrong, with words of the message that each guess must meet.

Seen in public programs and notes of users, and in the documentation's own warnings.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

Guess = Callable[[Any], Any]  # a session, untyped: most of these guesses are what its types forbid

SHOP = "7493920192384910"


def call(endpoint: str, **params: Any) -> Guess:
    return lambda wh: wh.call(endpoint, params)


PATHS: dict[str, tuple[Guess, tuple[str, ...]]] = {
    "ads": (call("/api/v1/ads"), ("no such endpoint", "adlibrary or tiktok-ads or pinterest-ads or google-ads")),
    "stores": (call("/api/v1/stores"), ("no such endpoint", "store-explorer")),
    "products": (call("/api/v1/products"), ("no such endpoint", "tiktok-shop/products/explore")),
    "me": (call("/api/v1/me"), ("no such endpoint", "credits")),
    "misspelt": (call("tiktok-shop/product/explore"), ("no such endpoint", "tiktok-shop/products/explore")),
    "a tail of several": (call("explore"), ("ambiguous", "landers/explore")),
    "a trailing slash": (call("/api/v1/adlibrary/"), ("trailing slash", "404", "/api/v1/adlibrary")),
    "parameters in the path": (call("adlibrary?keyword=lamp"), ("parameters stand apart",)),
    "the dashboard's ads": (call("/api/fb-ads"), ("/login", "/api/v1/adlibrary")),
    "the dashboard's TikTok ads": (call("/api/tt-ads"), ("/login", "/api/v1/tiktok-ads")),
    "the dashboard's Pinterest ads": (call("/api/pinterest-ads"), ("/login", "/api/v1/pinterest-ads")),
    "the dashboard's Magic AI": (call("/api/magic-ai"), ("/login", "/api/v1/magic-ai")),
    "the dashboard's shop": (
        call("/api/tiktok-shop/products/explore"),
        ("/login", "/api/v1/tiktok-shop/products/explore"),
    ),
    "the dashboard's brand": (call("/api/brands/ads", id=SHOP), ("/login", "/api/v1/brands/ads")),
    "the dashboard's stores": (call("/api/shops/explore"), ("/login", "/api/v1/store-explorer")),
    "the dashboard's tracker": (call("/api/storetracker/amount-stores-tracked"), ("/login", "/api/v1/store-tracker")),
    "the dashboard's usage": (call("/api/usage"), ("/login", "/api/v1/credits")),
    "the dashboard's landers": (call("/api/lander/overview"), ("/login", "/api/v1/landers/explore")),
    "what a key can never do": (call("/api/storetracker/add", storeurl="x"), ("dashboard's own session", "/login")),
    "a new key": (call("/api/regenerate"), ("dashboard's own session", "/login")),
}

NAMES: dict[str, tuple[Guess, tuple[str, ...]]] = {
    "adstatus": (lambda wh: wh.adlibrary(adstatus="active"), ('"adstatus"', 'activestatus="active"')),
    "active": (lambda wh: wh.adlibrary(active=1), ('"active"', 'activestatus="active"')),
    "country of ads": (lambda wh: wh.adlibrary(country="DE"), ('"country"', "countries", "store_based_in")),
    "the visitors' country of ads": (
        lambda wh: wh.adlibrary(visitor_country_main="JP"),
        ('unknown parameter "visitor_country_main"',),
    ),
    "a misspelt filter": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", min_revenu=1),
        ('unknown parameter "min_revenu"', 'did you mean "min_revenue"?', "charges for the call", "extra="),
    ),
    "a misspelt filter in call": (
        call("tiktok-shop/products/explore", country="US", min_revenu=1),
        ('did you mean "min_revenue"?',),
    ),
    "another surface's page": (lambda wh: wh.adlibrary(offset=20), ('unknown parameter "offset"',)),
    "a cursor of another name": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", scroll="x"),
        ('unknown parameter "scroll"',),
    ),
    "a name and its alias": (
        lambda wh: wh.tiktok_shop.shops.explore(country="US", min_revenue=1, min_gmv_30d=2),
        ('"min_revenue" is given twice', "min_gmv_30d"),
    ),
    "the browser's own flag": (lambda wh: wh.trends.search(deduct=1), ('"deduct"', "browser")),
    "a tab's window on the list": (lambda wh: wh.brands(date_range="7d"), ('"date_range"', "brands/ads")),
}

WINDOWS: dict[str, tuple[Guess, tuple[str, ...]]] = {
    "start_date beside period": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", period="30d", start_date="2026-01-01"),
        ('"start_date"', "first seen between", "5 %", "period alone", "tiktok-shop/products"),
    ),
    "end_date without period": (
        lambda wh: wh.tiktok_shop.shops.count(country="US", end_date="2026-01-01"),
        ('"end_date"', "period alone"),
    ),
    "date_from where it does nothing": (
        lambda wh: wh.tiktok_shop.creators.explore(country="US", date_from="2026-01-01"),
        ('"date_from"', "does nothing", "tiktok-shop/products"),
    ),
    "a window in a detail": (
        lambda wh: wh.tiktok_shop.shop_detail.total(id=SHOP, start_date="2026-01-01"),
        ('"start_date"', "period"),
    ),
    "days that a detail does not take": (
        lambda wh: wh.tiktok_shop.shop_detail.total(id=SHOP, period=14),
        ("period=14 is not allowed", "1, 7, 30, 90"),
    ),
    "days that the metrics do not take": (
        lambda wh: wh.videos.metrics(id=SHOP, period=90),
        ("period=90 is not allowed", "1, 7, 30"),
    ),
    "a period in words": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", period="last month"),
        ("period='last month' is not allowed", "7d, 30d, 90d"),
    ),
    "one end of the start": (lambda wh: wh.adlibrary(from_="2026-01-01"), ("from needs to", "charged")),
    "one end of the last sight": (lambda wh: wh.adlibrary(tolastseen="2026-01-01"), ("tolastseen needs fromlastseen",)),
    "one end at TikTok": (lambda wh: wh.tiktok_ads(to="2026-01-01"), ("to needs from",)),
    "one end at Pinterest": (lambda wh: wh.pinterest_ads(from_="2026-01-01"), ("from needs to",)),
    "one end of a store's age": (
        lambda wh: wh.store_explorer(store_created_to="2026-01-01"),
        ("store_created_to needs store_created_from",),
    ),
    "custom without its days": (
        lambda wh: wh.brands.ads(id=SHOP, date_range="custom"),
        ("date_from and date_to go together", "charges"),
    ),
    "days without custom": (
        lambda wh: wh.brands.ads(id=SHOP, date_from="2026-01-01", date_to="2026-02-01"),
        ("date_range=custom",),
    ),
    "a window that ends before it begins": (
        lambda wh: wh.adlibrary(from_=date(2026, 2, 1), to=date(2026, 1, 1)),
        ("from=2026-02-01 is more than to=2026-01-01",),
    ),
    "a day that is none": (lambda wh: wh.adlibrary(from_="2026-02-30", to="2026-03-30"), ("2026-02-30", "date")),
    "a day in another order": (
        lambda wh: wh.tiktok_shop.products(country="US", date_from="01/02/2026"),
        ("date_from='01/02/2026' is not allowed", "date"),
    ),
}

VALUES: dict[str, tuple[Guess, tuple[str, ...]]] = {
    "a country of three letters": (
        lambda wh: wh.tiktok_shop.products.explore(country="USA"),
        ("country='USA' is not allowed", "country code of two letters"),
    ),
    "a country by name": (lambda wh: wh.adlibrary(countries="Germany"), ("'Germany'", "country codes of two letters")),
    "a misspelt sort": (
        lambda wh: wh.adlibrary(sorting="last_seen"),
        ("sorting='last_seen' is not allowed", 'did you mean "lastseen"?', "allowed are"),
    ),
    "the sort of another period": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", sort="revenue_7d"),
        ("sort='revenue_7d' is not allowed", "allowed are revenue"),
    ),
    "a singular": (lambda wh: wh.adlibrary(mediafilter="video"), ('did you mean "videos"?',)),
    "a niche of TikTok at Meta": (lambda wh: wh.adlibrary(niches="pet"), ("'pet'", "tiktok-ads", "niche_counts")),
    "a niche of Meta at TikTok": (lambda wh: wh.tiktok_ads(niches="BY"), ("'BY'", "beauty", "label_")),
    "a niche of TikTok at Pinterest": (
        lambda wh: wh.pinterest_ads(niches=["home"]),
        ("'home'", "tiktok-ads", "niche_counts"),
    ),
    "what cannot be suggested": (
        lambda wh: wh.tiktok_shop.suggestions(country="US", type="product", q="glow"),
        ("type='product' is not allowed", 'did you mean "products"?'),
    ),
    "suggestions of nothing": (
        lambda wh: wh.tiktok_shop.suggestions(country="US", type="shops", q=""),
        ("q is required",),
    ),
    "an id that never routes": (
        lambda wh: wh.tiktok_shop.videos.get(id="video:7361029384756102"),
        ("id='video:7361029384756102' is not allowed", "letters, digits, _ and -"),
    ),
    "a name for an id": (
        lambda wh: wh.tiktok_shop.product_detail.get(id="Vitamin C Serum"),
        ("id='Vitamin C Serum' is not allowed", "never a name"),
    ),
    "no id": (lambda wh: wh.tiktok_shop.shop_detail(), ("id is required",)),
    "an empty id": (lambda wh: wh.brands.ads(id=""), ("id is required",)),
    "an undefined id": (lambda wh: wh.tiktok_shop.shop_detail.total(id="undefined"), ("id is required",)),
    "magic without a wish": (lambda wh: wh.magic_ai(countries="DE"), ("text or image or image_url",)),
    "a topic of nothing": (lambda wh: wh.trends.detail(), ("topic or slug",)),
    "a network that is none": (
        lambda wh: wh.saved_ads.save(ad_id="1", platform="meta"),
        ("platform='meta' is not allowed", "facebook"),
    ),
    "an ad without its network": (lambda wh: wh.saved_ads.folders_with_boards(ad_id="1"), ("ad_id needs platform",)),
    "bounds the wrong way round": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", min_price=50, max_price=10),
        ("min_price=50", "is more than max_price=10", "exchange the two"),
    ),
    "a number as text": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", min_revenue="50k"),
        ("min_revenue='50k' is not allowed",),
    ),
    "less than nothing": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", min_revenue=-1),
        ("min_revenue=-1 is not allowed",),
    ),
    "no number": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", min_revenue=float("nan")),
        ("min_revenue",),
    ),
    "a comma within an item": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", category_ids=["601450,601451"]),
        ("has a comma", "two items"),
    ),
}

PAGES: dict[str, tuple[Guess, tuple[str, ...]]] = {
    "page without scroll": (lambda wh: wh.adlibrary(page=1), ("page=1 alone gives the first page again", "scroll")),
    "page 0 where pages begin at 1": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", page=0),
        ("page=0 is not allowed", "1 or more"),
    ),
    "a page before the first": (lambda wh: wh.brands.ads(id=SHOP, page=-1), ("page=-1 is not allowed", "0 or more")),
    "51 ads a page": (lambda wh: wh.adlibrary(limit=51), ("limit=51 is not allowed", "from 1 to 50")),
    "51 pins a page": (lambda wh: wh.pinterest_ads(limit=51), ("limit=51 is not allowed", "from 1 to 50")),
    "49 ads of Google a page": (lambda wh: wh.google_ads(limit=49), ("limit=49 is not allowed", "from 1 to 48")),
    "251 landers a page": (
        lambda wh: wh.landers.explore(pageSize=251),
        ("pageSize=251 is not allowed", "from 1 to 250"),
    ),
    "51 brands a page": (lambda wh: wh.brands(limit=51), ("limit=51 is not allowed", "from 1 to 50")),
    "31 notifications a page": (lambda wh: wh.notifications(limit=31), ("limit=31 is not allowed", "from 1 to 30")),
    "21 suggestions": (
        lambda wh: wh.tiktok_shop.suggestions(country="US", type="shops", q="glow", limit=21),
        ("limit=21 is not allowed", "from 1 to 20"),
    ),
    "no rows": (
        lambda wh: wh.tiktok_shop.products.explore(country="US", limit=0),
        ("limit=0 is not allowed", "1 or more"),
    ),
}

GUESSES = {
    f"{kind}: {name}": guess
    for kind, table in {"path": PATHS, "name": NAMES, "window": WINDOWS, "value": VALUES, "page": PAGES}.items()
    for name, guess in table.items()
}

PINTEREST = (
    "mediafilter",
    "media_type",
    "minadspend",
    "min_ad_spend",
    "minspend",
    "adspend",
    "startdate",
    "enddate",
    "mindate",
    "maxdate",
    "datefrom",
    "dateto",
    "ad_created_from",
    "ad_created_to",
    "createdfrom",
    "createdto",
    "minstarted",
    "maxstarted",
)
"""Names that Pinterest's search was seen to ignore: the answers were the same to the byte."""
