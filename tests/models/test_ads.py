"""What ads need beyond their fields: days running, and where their pictures and videos are."""

from __future__ import annotations

import datetime as dt

import pytest

from whasync._core.decode import decode_rows
from whasync.models.media import candidates, resolve
from whasync.models.meta_ads import AdCard, AdVideo, MetaAd
from whasync.models.pinterest_ads import PinterestAd
from whasync.models.stores import Store
from whasync.models.tiktok_ads import TikTokAd

HASH = "3f2a9c0d17b84e65a1c7d90e2b48f6135ac0d7e1"
LIBRARY = "https://media.winninghunter.com/metalibrary"


@pytest.mark.parametrize(
    ("place", "url"),
    [
        (f"{HASH}.mp4", f"{LIBRARY}/video/{HASH}.mp4"),
        (f"{HASH}{'0' * 24}.mp4", f"{LIBRARY}/video/{HASH}{'0' * 24}.mp4"),
        (HASH, f"{LIBRARY}/video/{HASH}"),
        (f"{LIBRARY}/video/{HASH}.mp4", f"{LIBRARY}/video/{HASH}.mp4"),
        ("https://shop.example.com/a%2Cb?c=%20", "https://shop.example.com/a%2Cb?c=%20"),
        ("//cdn.example.com/icons/a.png", "https://cdn.example.com/icons/a.png"),
        ("brands/104839201745562.png", "https://media.winninghunter.com/brands/104839201745562.png"),
        ("", None),
        (None, None),
    ],
)
def test_a_place_becomes_a_url(place: str | None, url: str | None) -> None:
    assert resolve(place, "video") == url


def test_the_places_to_try_are_in_order_and_each_once() -> None:
    assert candidates("https://a/1", None, "https://b/2", "", "https://a/1", kind="image") == (
        "https://a/1",
        "https://b/2",
    )


def test_the_videos_of_an_ad_are_tried_with_those_that_expire_last() -> None:
    ad = MetaAd(
        video=f"{HASH}.mp4",
        videos=[AdVideo(hd_url="https://fb/hd.mp4", sd_url="https://fb/sd.mp4")],
        facebook_video_url="https://fb/hd.mp4",
    )
    assert ad.video_urls == (f"{LIBRARY}/video/{HASH}.mp4", "https://fb/hd.mp4", "https://fb/sd.mp4")


CAROUSEL = b"""[{"productid": "1", "image": "", "cards": [
    {"title": "A lamp", "body": "Bright", "caption": "lamps.example.com", "link_description": "Free returns",
     "cta_text": "Shop now", "link_url": "https://lamps.example.com/a", "original_image_url": "https://fb/a.jpg",
     "resized_image_url": "https://fb/a-small.jpg", "video_hd_url": null, "image_crops": []},
    {"title": "Another", "resized_image_url": "https://fb/b.jpg", "video_hd_url": "https://fb/b-hd.mp4",
     "video_sd_url": "https://fb/b-sd.mp4", "video_preview_image_url": "https://fb/b-first.jpg"},
    "https://fb/c.jpg"
]}]"""


def test_the_cards_of_a_carousel_are_read_and_their_media_are_tried() -> None:
    (ad,), rejected = decode_rows(CAROUSEL, MetaAd)
    assert rejected == ()
    assert ad.cards == [
        AdCard(
            title="A lamp",
            copy="Bright",
            caption="lamps.example.com",
            description="Free returns",
            call_to_action="Shop now",
            link="https://lamps.example.com/a",
            image="https://fb/a.jpg",
        ),
        AdCard(
            title="Another",
            image="https://fb/b.jpg",
            poster="https://fb/b-first.jpg",
            hd_url="https://fb/b-hd.mp4",
            sd_url="https://fb/b-sd.mp4",
        ),
        AdCard(image="https://fb/c.jpg"),
    ]
    assert ad.image_urls == ("https://fb/a.jpg", "https://fb/b.jpg", "https://fb/b-first.jpg", "https://fb/c.jpg")
    assert ad.video_urls == ("https://fb/b-hd.mp4", "https://fb/b-sd.mp4")


def test_the_captions_of_a_video_and_the_handle_of_a_product_are_read() -> None:
    body = b'[{"productid": "1", "product_handle": "lamp", "videos": [{"video_caption_urls": {"en": "https://fb/en.srt"}}]}]'
    (ad,), _ = decode_rows(body, MetaAd)
    assert (ad.product_handle, ad.videos) == ("lamp", [AdVideo(caption_urls={"en": "https://fb/en.srt"})])
    assert decode_rows(b'[{"productid": "1", "videos": [{"video_caption_urls": []}]}]', MetaAd)[1] == ()


def test_a_pin_tells_whether_it_is_saved_and_hidden() -> None:
    (pin,), _ = decode_rows(b'[{"id": "1", "saved": true, "hidden": 0}]', PinterestAd)
    assert (pin.is_saved, pin.is_hidden) == (True, False)


def test_an_ad_without_pictures_has_none_to_try() -> None:
    assert MetaAd().image_urls == ()


def test_a_hash_of_tiktok_is_in_its_own_library() -> None:
    assert TikTokAd(video=f"{HASH}.mp4").video_urls == (f"https://media.winninghunter.com/tiktok/video/{HASH}.mp4",)


def test_the_media_of_a_pin_is_a_picture_or_a_video() -> None:
    assert PinterestAd(format="video", media_url="https://p/v.mp4").video_urls == ("https://p/v.mp4",)
    assert PinterestAd(format="image", media_url="https://p/i.jpg").image_urls == ("https://p/i.jpg",)
    assert PinterestAd(format="image", media_url="https://p/i.jpg").video_urls == ()


def test_an_icon_without_scheme_gets_one() -> None:
    assert Store(image="//cdn.example.com/i.png").image_url == "https://cdn.example.com/i.png"


@pytest.mark.parametrize("kind", [MetaAd, PinterestAd, TikTokAd])
def test_days_running_are_counted_from_the_start_and_not_taken_from_the_row(
    kind: type[MetaAd | PinterestAd | TikTokAd],
) -> None:
    ad = kind(started=dt.date(2026, 7, 14), reported_days_running=3)
    assert ad.days_running(dt.date(2026, 9, 6)) == 54
    assert kind(reported_days_running=3).days_running(dt.date(2026, 9, 6)) is None


def test_moments_with_and_without_a_zone_can_be_compared() -> None:
    body = b"""[
        {"updated_at": "2026-09-06T04:12:51Z"},
        {"updated_at": "2026-09-06T04:12:51"},
        {"updated_at": "2026-09-06 04:12:51"},
        {"updated_at": 1788667971},
        {"updated_at": "2026-09-06T06:12:51.000000+02:00"}
    ]"""
    rows, rejected = decode_rows(body, MetaAd)
    assert rejected == ()
    assert {row.updated for row in rows} == {dt.datetime(2026, 9, 6, 4, 12, 51, tzinfo=dt.UTC)}


@pytest.mark.parametrize("nothing", ['""', '"none"', "null"])
def test_text_that_is_none_is_none_in_clean_rows_and_in_mended_ones(nothing: str) -> None:
    clean = f'{{"id": "1", "description": {nothing}, "copy": "None of it"}}'
    mended = f'{{"id": 1, "description": {nothing}, "copy": "None of it"}}'
    rows, _ = decode_rows(f"[{clean}, {mended}]".encode(), MetaAd)
    assert rows == [MetaAd(id="1", copy="None of it")] * 2


def test_an_id_beyond_a_double_keeps_every_digit() -> None:
    (row,), _ = decode_rows(b'[{"ad_archive_id": 1729384756102394567}]', MetaAd)
    assert row.id == "1729384756102394567"


def test_empty_arrays_stand_for_empty_objects() -> None:
    body = b'[{"id": "1", "store_traffic": [], "shopify_currency": [], "rank_history": [], "reach_by_age": []}]'
    (row,), rejected = decode_rows(body, MetaAd)
    assert rejected == ()
    assert (row.rank_by_day, row.reach_by_age) == ({}, {})
    assert row.store_traffic is not None
    assert row.store_traffic.monthly_visits is None
