"""The origin: whether it is one, and whether the key may go there. Nothing is sent."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urlsplit

from ..errors import UsageError
from ..settings import ORIGIN, check_origin
from .finding import Finding

_HOME = "winninghunter.com"
_SCHEMES = ("http", "https")


def look_at_origin(text: str) -> tuple[str | None, Finding]:
    """The origin that *text* means, or None where no request, and no key with it, should go there."""
    try:
        origin = check_origin(text)
    except UsageError as error:
        means = "an origin is scheme, host and perhaps a port; the paths, which begin with /api/, are added to it"
        return None, _failed(str(error), means, _meant(text))
    host = urlsplit(origin).hostname or ""
    if origin in (ORIGIN, f"{ORIGIN}:443"):
        return origin, Finding(check="origin", outcome="ok", seen=origin)
    if _is_home(host):
        means = "the API answers on one host, and by https alone: by http the key could be read on the way"
        return None, _failed(origin, means, ORIGIN)
    seen = f"{origin}, in place of {ORIGIN}"
    if origin.startswith("https:") or _is_local(host):
        return origin, Finding(check="origin", outcome="ok", seen=seen)
    means = "by http the key can be read on the way"
    fix = "use https, unless the whole way is your own network"
    return origin, Finding(check="origin", outcome="warning", seen=seen, means=means, fix=fix)


def _failed(seen: str, means: str, good: str) -> Finding:
    fix = f"set base_url (WH_BASE_URL, --base-url) to {good}"
    return Finding(check="origin", outcome="failed", seen=seen, means=means, fix=fix)


def _meant(text: str) -> str:
    """The origin that was probably to be."""
    bare = text.strip().strip("\"'")
    with suppress(ValueError):
        parts = urlsplit(bare if "://" in bare else f"//{bare}")
        host = parts.hostname or ""
        port = "" if parts.port is None else f":{parts.port}"
        if host and not _is_home(host) and (parts.scheme in _SCHEMES or "." in host or port):
            scheme = parts.scheme if parts.scheme in _SCHEMES else "http" if _is_local(host) else "https"
            return f"{scheme}://{host}{port}"
    return ORIGIN


def _is_home(host: str) -> bool:
    return host == _HOME or host.endswith(f".{_HOME}")


def _is_local(host: str) -> bool:
    return host == "localhost" or host.startswith("127.") or host == "::1"
