"""Which format a file is to have: by its ending, or as asked."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

import msgspec

from .._core.suggest import hint
from ..errors import UsageError

NDJSON = "ndjson"
FORMATS = (NDJSON, "csv", "parquet", "sqlite", "duckdb")
Compression = Literal["gz", "zst"]

# The others compress by themselves, or are read by their pages.
_COMPRESSED = (NDJSON, "csv")

# Those who write them take the path as text.
_NAMED_IN_UTF_8 = ("parquet", "duckdb")

_ENDINGS = {
    ".ndjson": NDJSON,
    ".jsonl": NDJSON,
    ".csv": "csv",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
}


class Format(msgspec.Struct, frozen=True):
    """How rows are written: the format's name, and what is compressed over it."""

    name: str
    compression: Compression | None = None

    @property
    def is_table(self) -> bool:
        """Whether rows become columns."""
        return self.name != NDJSON


def format_of(path: PurePath, asked: str | None) -> Format:
    """The format of a file, by what was *asked* for, else by the file's ending.

    Raises:
        UsageError: The ending tells no format, or it is one that is not served.
    """
    compression: Compression | None = "gz" if path.suffix == ".gz" else "zst" if path.suffix == ".zst" else None
    ending = path.with_suffix("").suffix if compression else path.suffix
    if asked is not None and asked not in FORMATS:
        raise UsageError(f"format={asked!r} is none of {', '.join(FORMATS)}{hint(asked, FORMATS)}")
    name = asked or _ENDINGS.get(ending.lower())
    if name is None:
        raise UsageError(
            f"{path}: the ending tells no format that is served; name it {', '.join(_ENDINGS)}, or say format="
        )
    if name in _NAMED_IN_UTF_8 and not _is_utf_8(path):
        raise UsageError(f"{path.name!r}: {name} is not written under a name that is no UTF-8; choose another")
    if compression is not None and name not in _COMPRESSED:
        raise UsageError(f"{path}: {name} is not written as .{compression}, only {' and '.join(_COMPRESSED)} are")
    return Format(name, compression)


def stem_of(path: PurePath) -> str:
    """The file's name without the endings that tell its format."""
    name = path.name
    for ending in (".gz", ".zst", *_ENDINGS):
        name = name.removesuffix(ending) if name != ending else name
    return name


def _is_utf_8(path: PurePath) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
