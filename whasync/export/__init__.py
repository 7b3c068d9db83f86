"""Every row of a listing into a file: raw, byte for byte, and complete or not there at all.

from whasync.export import export

report = await export(wh.tiktok_shop.products.explore(country="US"), "products.ndjson.gz", max_rows=5_000)
"""

from __future__ import annotations

from .job import Report, export

__all__ = ["Report", "export"]
