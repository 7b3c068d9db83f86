"""The command line: arguments in, exit statuses out."""

from __future__ import annotations

from .program import main

__all__ = ["main"]
