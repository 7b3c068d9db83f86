"""Hypothesis without a deadline: on a busy machine a slow example says nothing about the code."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("core", deadline=None)
settings.load_profile("core")
