"""The two calls named credits, and what one of them became."""

# ruff: noqa: ARG001  # handlers, builders and tests share one signature each, whatever they use of it

from __future__ import annotations

from whasync.simulator.arguments import Arguments
from whasync.simulator.world import World


def pool(arguments: Arguments, world: World) -> object:
    """The month's pool; generation C only."""
    return {"success": True, "credits": world.credits()}


def shop_credits(arguments: Arguments, world: World) -> object:
    """The month's pool in B; in C what is left of today's TikTok Shop searches, which is another pool."""
    if not world.newest:
        return pool(arguments, world)
    left = world.account.daily_searches
    return {"success": True, "credits_remaining": left, "credits_unlimited": left is None}
