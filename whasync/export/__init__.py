"""Every row of a listing, or of many, into a file: paid for once, whatever happens meanwhile.

from whasync.export import export, sweep

products = wh.tiktok_shop.products.explore
report = await export(products(country="US"), "products.csv.gz", max_rows=5_000)
report = await export(sweep(products, each={"country": ["US", "DE", "FR"]}), "products.parquet")
"""

from __future__ import annotations

from .job import export
from .plan import Plan, plan_export
from .question import sweep
from .report import Report
from .shards import Cut, cut, started_about

__all__ = ["Cut", "Plan", "Report", "cut", "export", "plan_export", "started_about", "sweep"]
