"""Every path the server knows, with its verbs: a table of its own, written from the documentation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from .routing import SHOP, Handler, Route
from .surfaces import (
    balance,
    brand_tabs,
    brands,
    categories,
    details,
    explore,
    google,
    landers,
    meta,
    more,
    pinterest,
    related,
    stores,
    tiktok_ads,
)
from .surfaces.boards import BRAND_BOARDS, SAVED_ADS
from .surfaces.entities import BY_NAME, CREATORS, PRODUCTS, SHOPS

GET: Final = frozenset({"GET"})
POST: Final = frozenset({"POST"})
EITHER: Final = GET | POST
V1: Final = "/api/v1"


def _under(prefix: str, verbs: frozenset[str], handlers: Mapping[str, Handler]) -> tuple[Route, ...]:
    return tuple(Route(f"{prefix}/{tail}", verbs, handle) for tail, handle in handlers.items())


SHOP_LISTS: Final = (
    *(Route(f"{SHOP}/{name}/explore", EITHER, partial(explore.explore, name), searches=True) for name in BY_NAME),
    *(Route(f"{SHOP}/{name}/count", EITHER, partial(explore.count, name)) for name in BY_NAME),
    Route(f"{SHOP}/search", GET, explore.search, searches=True),
    *_under(
        SHOP,
        GET,
        {
            "products": explore.flat_products,
            "trending": explore.trending,
            "suggestions": explore.suggestions,
            "shops/details": details.shop_detail,
            "shop-details": details.shop_detail,
            "shops/summary": details.shop_total,
            "shops/products": related.shop_products,
            "categories/hierarchy": categories.hierarchy,
            "categories/layers": categories.layers,
            "categories/summary": categories.summary,
            "categories/history": categories.history,
            "categories/siblings": categories.siblings,
        },
    ),
    *_under(
        SHOP,
        POST,
        {
            "categories/top-products": categories.top(PRODUCTS),
            "categories/top-shops": categories.top(SHOPS),
            "categories/top-creators": categories.top(CREATORS),
        },
    ),
    # The verb of these three is undocumented: both will do.
    *(
        Route(f"{SHOP}/{tail}", EITHER, related.visits)
        for tail in ("product-other-visits", "category-visit-events", "detail-visit-events")
    ),
)

SHOP_DETAILS: Final = (
    *_under(
        SHOP,
        POST,
        {
            "shop-detail": details.shop_detail,
            "shop-detail/total": details.shop_total,
            "shop-detail/extraTotal": details.shop_extra_total,
            "shop-detail/history": details.shop_history,
            "shop-detail/product/queryList": related.shop_products,
            "shop-detail/searchVideos": related.shop_videos,
            "shop-detail/searchNewProducts": related.shop_new_products,
            "shop-detail/searchCooperativeCreators": related.shop_creators,
            "shop-detail/salesStrategy/selfPromotion": details.shop_strategy,
            "shop-detail/salesStrategy/affiliate": details.shop_strategy,
            "product-detail/total": details.product_total,
            "product-detail/history": details.product_history,
            "creator-detail": details.creator_detail,
            "creator-detail/total": details.creator_total,
            "creator-detail/history": details.creator_history,
            "creator-detail/searchShopList": related.creator_shops,
            "creator-detail/searchProducts": related.creator_products,
        },
    ),
    Route(f"{SHOP}/product-detail/{{id}}", GET, details.product_detail),
    Route(f"{SHOP}/videos/{{id}}", GET, details.video_detail),
    Route(f"{SHOP}/videos/{{id}}/metrics", GET, details.video_metrics),
    Route("/api/v2/videos/{id}", GET, details.video_detail, generations="B"),
    Route("/api/v2/videos/{id}/metrics", GET, details.video_metrics, generations="B"),
)

ADS: Final = (
    Route("/api/adlibrary", GET, meta.adlibrary),
    *_under(
        V1,
        GET,
        {
            "adlibrary": meta.adlibrary,
            "pinterest-ads": pinterest.pinterest_ads,
            "tiktok-ads": tiktok_ads.tiktok_ads,
            "tiktok-ads/{id}": tiktok_ads.tiktok_ad,
            "google-ads": google.google_ads,
            "store/google-ads": google.google_ads,
            "store/google-ads/count": google.count,
            "store/google-ads/detail": google.detail,
            "store/google-ads/overview": google.overview,
            "store/google-ads/advertiser": google.advertiser,
            "store/google-ads/creative": google.creative,
            "landers/favorites": landers.favourites,
            "ad-transcript": more.transcript,
        },
    ),
    *_under(
        V1,
        POST,
        {
            "magic-ai": more.magic_ai,
            "landers/explore": landers.explore,
            "landers/favorites/toggle": landers.toggle,
            "ad-transcript-generate": more.generate_transcript,
            "ad-similar-script-generate": more.similar_script,
        },
    ),
)

SAVED: Final = (
    *_under(
        f"{V1}/saved-ads",
        GET,
        {
            "folders": SAVED_ADS.folders,
            "boards": SAVED_ADS.boards,
            "folders-with-boards": SAVED_ADS.folders_with_boards,
        },
    ),
    *_under(
        f"{V1}/saved-ads",
        POST,
        {
            "save": SAVED_ADS.save,
            "create-folder": SAVED_ADS.create_folder,
            "create-board": SAVED_ADS.create_board,
            "rename-folder": SAVED_ADS.rename_folder,
            "rename-board": SAVED_ADS.rename_board,
            "delete-folder": SAVED_ADS.delete_folder,
            "delete-board": SAVED_ADS.delete_board,
            "add-ad": SAVED_ADS.add,
            "remove-ad": SAVED_ADS.remove,
        },
    ),
)

BRANDS: Final = (
    Route(f"{V1}/brands", GET, brands.brands),
    Route(f"{V1}/brands/notifications/prefs", EITHER, brand_tabs.digest),
    *_under(f"{V1}/brands", GET, {name: brand_tabs.tab(name) for name in brand_tabs.TABS}),
    *_under(
        f"{V1}/brands",
        GET,
        {
            "ads": brand_tabs.brand_ads,
            "top-ads": brand_tabs.some_ads,
            "partnership-ads": brand_tabs.some_ads,
            "ads-by-ids": brand_tabs.ads_by_ids,
            "amount-tracked": brand_tabs.amount_tracked,
            "overview-cards": brand_tabs.overview_cards,
            "top-ads-platform-counts": brand_tabs.platform_counts,
            "ads-launched": brand_tabs.series,
            "live-ads-over-time": brand_tabs.series,
            "first-ad-date": brand_tabs.first_ad_date,
            "commerce": brand_tabs.commerce,
            "fetch-status": brand_tabs.fetch_status,
            "folders-with-boards": BRAND_BOARDS.folders_with_boards,
        },
    ),
    *_under(
        f"{V1}/brands",
        POST,
        {
            "follow": brands.follow,
            "follow-by-domain": brands.follow_by_domain,
            "unfollow": brands.unfollow,
            "request": brands.request_brand,
            "create-folder": BRAND_BOARDS.create_folder,
            "rename-folder": BRAND_BOARDS.rename_folder,
            "delete-folder": BRAND_BOARDS.delete_folder,
            "create-board": BRAND_BOARDS.create_board,
            "rename-board": BRAND_BOARDS.rename_board,
            "delete-board": BRAND_BOARDS.delete_board,
            "add-to-board": BRAND_BOARDS.add,
            "remove-from-board": BRAND_BOARDS.remove,
            "generate-shareable-board-link": BRAND_BOARDS.share,
        },
    ),
)

REST: Final = (
    Route(f"{V1}/credits", GET, balance.pool, generations="C"),
    Route(f"{SHOP}/credits", GET, balance.shop_credits),
    Route("/api/niche-counts", GET, more.niche_counts, metered=False),
    Route(f"{V1}/notifications", GET, more.notifications),
    Route(f"{V1}/notifications/unread-count", GET, more.unread_count),
    Route(f"{V1}/notifications/mark-read", POST, more.mark_read),
    Route(f"{V1}/notifications/mark-all-read", POST, more.mark_all_read),
    Route(f"{V1}/store-explorer", POST, stores.store_explorer),
    Route("/api/store-explorer", POST, stores.store_explorer),
    Route(f"{V1}/store-explorer/visual-search", POST, stores.visual_search),
    Route(f"{V1}/store-tracker", GET, stores.store_tracker),
    Route("/api/store-tracker", GET, stores.store_tracker),
    Route(f"{V1}/trends/search", POST, more.search_trends),
    Route(f"{V1}/trends/detail", POST, more.trend_detail),
    Route(f"{V1}/trends/autocomplete", POST, more.complete_trend),
)

ROUTES: Final[tuple[Route, ...]] = (*SHOP_LISTS, *SHOP_DETAILS, *ADS, *SAVED, *BRANDS, *REST)
