"""A page as a browser shows it: Chromium without a window, and its picture as rows of colours."""

from __future__ import annotations

import struct
import subprocess
import tempfile
import zlib
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from tests.programs import program

Colour = tuple[int, int, int]

_DARK, _LIGHT = 0, 1  # as Blink numbers them


class Picture(NamedTuple):
    """Rows of pixels, each of three bytes or four."""

    rows: list[bytes]
    channels: int

    def share(self, colour: Colour, top: int, bottom: int, *, near: int = 6) -> float:
        """How much of the rows from *top* to *bottom* has nearly that colour."""
        pixels = [pixel for row in self.rows[top:bottom] for pixel in self._pixels(row)]
        hits = sum(all(abs(a - b) <= near for a, b in zip(pixel, colour, strict=True)) for pixel in pixels)
        return hits / len(pixels)

    def span(self, colour: Colour) -> tuple[int, int]:
        """The first and the last column in which that very colour is."""
        found = [x for row in self.rows for x, pixel in enumerate(self._pixels(row)) if pixel == colour]
        return min(found, default=0), max(found, default=0)

    def _pixels(self, row: bytes) -> list[tuple[int, ...]]:
        step = self.channels
        return list(zip(row[0::step], row[1::step], row[2::step], strict=True))


def shoot(page: Path, width: int, height: int, *, dark: bool) -> Picture:
    """Open a page in Chromium and take a picture of it."""
    browser = program("chromium", "chromium-browser", "google-chrome", package="chromium")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        shot = page.with_suffix(".dark.png" if dark else ".png")
        options = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"]
        options += ["disable-component-update", "disable-sync", "hide-scrollbars", f"window-size={width},{height}"]
        options += [f"blink-settings=preferredColorScheme={_DARK if dark else _LIGHT}"]
        options += [f"user-data-dir={profile}", f"screenshot={shot}"]
        command = [browser, "--headless", *(f"--{option}" for option in options), page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    return read_png(shot.read_bytes())


def read_png(png: bytes) -> Picture:
    """The pixels of a PNG of 8 bits a channel, not interlaced."""
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind = png[at + 4 : at + 8]
        chunks[kind] = chunks.get(kind, b"") + png[at + 8 : at + 8 + length]
        at += length + 12
    width, _, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, interlaced) == (8, 0)
    channels = {2: 3, 6: 4}[colours]
    lines = zlib.decompress(chunks[b"IDAT"])
    stride = width * channels
    starts = range(0, len(lines) + 1, stride + 1)
    rows: list[bytes] = []
    above = bytes(stride)
    for start, end in pairwise(starts):
        above = _unfiltered(lines[start], lines[start + 1 : end], above, channels)
        rows.append(above)
    return Picture(rows, channels)


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """A row as it was before PNG's filter of that number."""
    row = bytearray(line)
    if kind == 0:
        return line
    for x in range(len(row)):
        left = row[x - step] if x >= step else 0
        corner = above[x - step] if x >= step else 0
        guess = (0, left, above[x], (left + above[x]) // 2, _nearest(left, above[x], corner))[kind]
        row[x] = (row[x] + guess) & 0xFF
    return bytes(row)


def _nearest(left: int, above: int, corner: int) -> int:
    """Paeth's guess."""
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
