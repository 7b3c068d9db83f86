"""`whasync.doctor`: what stands between this machine and a good answer, each finding with its fix."""

from __future__ import annotations

from .explaining import explain
from .finding import Bill, Diagnosis, Finding
from .run import doctor

__all__ = ["Bill", "Diagnosis", "Finding", "doctor", "explain"]
