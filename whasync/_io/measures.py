"""What is measured of a session, in words, and the bounds of its waits: the same whatever shows them."""

from __future__ import annotations

WORDS = {
    "active_operations": "Operations under way, waiting or sent",
    "active_requests": "Attempts on the network",
    "attempts": "Attempts by what came of them",
    "credits_charged": "Credits that attempts surely cost",
    "credits_doubted": "Credits that attempts may have cost",
    "credits_saved": "Credits that answers did not cost",
    "request": "Attempts on the network",
    "wait": "Waits of attempts for their turns",
    "operation": "Operations with their waits and repeats",
}

LEDGER = {
    "remaining": "Credits that are surely left",
    "spent": "Credits that calls are known to have cost",
    "in_doubt": "Credits of calls that may have been charged",
}

# In seconds. A wait for a turn is as long as the queue: the hundredth call at 50 a minute waits for two minutes.
LONG_BUCKETS = (0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0)
