"""Smaller bodies for the spool: zstd where it is installed, else zlib. Both hold no lock of Python's meanwhile."""

from __future__ import annotations

import zlib
from typing import Literal

from ..errors import UsageError
from .extras import installed, load

Codec = Literal["plain", "zlib", "zstd"]

# Below this a body is not worth it, in bytes.
_SMALL = 1_000

# The fastest: JSON rows shrink to about an eighth at any level (measured), and the disk is what is waited for.
_LEVEL = 1


def squeeze(body: bytes) -> tuple[Codec, bytes]:
    """The body, smaller where that pays, and how it was made so."""
    if len(body) < _SMALL:
        return "plain", body
    if installed("zstandard"):
        return "zstd", load("zstandard", "zstd").ZstdCompressor(level=_LEVEL).compress(body)
    return "zlib", zlib.compress(body, _LEVEL)


def expand(codec: str, kept: bytes) -> bytes:
    """The body as it was.

    Raises:
        ValueError: The bytes are damaged.
        UsageError: It takes a package that is not installed.
    """
    match codec:
        case "plain":
            return kept
        case "zlib":
            try:
                return zlib.decompress(kept)
            except zlib.error as error:
                raise ValueError(str(error)) from None
        case "zstd":
            zstd = load("zstandard", "zstd")
            try:
                body: bytes = zstd.ZstdDecompressor().decompress(kept)
            except zstd.ZstdError as error:
                raise ValueError(str(error)) from None
            return body
        case _:
            raise UsageError(f"pages of the spool are kept as {codec!r}, which this version of whasync cannot read")
