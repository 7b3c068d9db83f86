"""Which format a file is to have: by its ending, or as asked."""

from __future__ import annotations

from pathlib import PurePath

import msgspec

from .._core.suggest import hint
from ..errors import UsageError

NDJSON = "ndjson"
FORMATS = (NDJSON,)

_ENDINGS = {".ndjson": NDJSON, ".jsonl": NDJSON}


class Format(msgspec.Struct, frozen=True):
    """How rows are written: the format's name, and whether gzip goes over it."""

    name: str
    gzip: bool = False


def format_of(path: PurePath, asked: str | None) -> Format:
    """The format of a file, by what was *asked* for, else by the file's ending.

    Raises:
        UsageError: The ending tells no format, or it is one that is not served.
    """
    gzip = path.suffix == ".gz"
    ending = path.with_suffix("").suffix if gzip else path.suffix
    if asked is not None:
        if asked not in FORMATS:
            raise UsageError(f"format={asked!r} is not served{hint(asked, FORMATS)}; served: {', '.join(FORMATS)}")
        return Format(asked, gzip)
    if ending not in _ENDINGS:
        raise UsageError(
            f"{path}: the ending tells no format that is served; name it .ndjson or .ndjson.gz, or say format=ndjson"
        )
    return Format(_ENDINGS[ending], gzip)
