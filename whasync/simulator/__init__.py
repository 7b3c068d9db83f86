"""A local stand-in of the API with strict books of its own, and an event loop whose clock jumps."""

from __future__ import annotations

from .books import Account, Entry
from .faults import Fault, Faults
from .network import Network
from .simulator import DEMO_KEY, Simulator, serve
from .virtual import DeadlockError, JumpingLoop, run
from .world import Habits

__all__ = [
    "DEMO_KEY",
    "Account",
    "DeadlockError",
    "Entry",
    "Fault",
    "Faults",
    "Habits",
    "JumpingLoop",
    "Network",
    "Simulator",
    "run",
    "serve",
]
