"""Types that several models share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta

Moment = Annotated[datetime, Meta(tz=True)]
"""A moment with its zone; UTC where the API gives none, so that all of them can be compared."""
