"""Where pictures and videos are: the API gives a URL, a URL without scheme, a path, or a bare hash."""

from __future__ import annotations

import re
from typing import Literal

MEDIA = "https://media.winninghunter.com"

_HASH = re.compile(r"^[0-9a-f]{40}(?:[0-9a-f]{24})?(?:\.\w{2,4})?$", re.IGNORECASE)


def resolve(place: str | None, kind: Literal["image", "video"], library: str = "metalibrary") -> str | None:
    """The URL of a picture or video, or None where there is none.

    Many of those that are made from a hash are gone: nearly all of older ads, all that were tried of TikTok (observed).

    Args:
        place: A URL, with or without its scheme, a path at the media host, or 40 or 64 hex digits with an ending.
        library: Folder of the media host: `metalibrary`, or `tiktok`.
    """
    if not place:
        return None
    if place.startswith(("http://", "https://")):
        return place
    if place.startswith("//"):
        return f"https:{place}"
    return f"{MEDIA}/{library}/{kind}/{place}" if _HASH.match(place) else f"{MEDIA}/{place.lstrip('/')}"


def candidates(*places: str | None, kind: Literal["image", "video"], library: str = "metalibrary") -> tuple[str, ...]:
    """The URLs to try, in this order, each once."""
    urls = (resolve(place, kind, library) for place in places)
    return tuple(dict.fromkeys(url for url in urls if url is not None))
