"""The metrics. Counts of credits add up to the ledger of the sessions that are observed."""

from __future__ import annotations

from opentelemetry.metrics import Meter

from .._io.events import AttemptEvent, Begun, OperationEvent
from .._io.measures import LEDGER, LONG_BUCKETS, WORDS
from .attributes import ended, named, requested

# What the conventions advise for the duration of requests, in seconds.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0)


class Instruments:
    """What is counted and measured of operations and attempts."""

    def __init__(self, meter: Meter) -> None:
        count, level, gauge = meter.create_counter, meter.create_up_down_counter, meter.create_gauge
        self._requests = level("http.client.active_requests", "{request}", WORDS["active_requests"])
        self._operations = level("whasync.active_operations", "{operation}", WORDS["active_operations"])
        self._attempts = count("whasync.attempts", "{attempt}", WORDS["attempts"])
        self._charged = count("whasync.credits.charged", "{credit}", WORDS["credits_charged"])
        self._doubted = count("whasync.credits.doubted", "{credit}", WORDS["credits_doubted"])
        self._saved = count("whasync.credits.saved", "{credit}", WORDS["credits_saved"])
        self._ledger = {name: gauge(f"whasync.ledger.{name}", "{credit}", what) for name, what in LEDGER.items()}
        self._durations = meter.create_histogram(
            "http.client.request.duration",
            "s",
            WORDS["request"],
            explicit_bucket_boundaries_advisory=_BUCKETS,
        )
        self._waits = meter.create_histogram(
            "whasync.wait.duration",
            "s",
            WORDS["wait"],
            explicit_bucket_boundaries_advisory=LONG_BUCKETS,
        )
        self._whole = meter.create_histogram(
            "whasync.operation.duration",
            "s",
            WORDS["operation"],
            explicit_bucket_boundaries_advisory=LONG_BUCKETS,
        )

    def operation_began(self, begun: Begun) -> None:
        """Count it as under way."""
        self._operations.add(1, named(begun))

    def operation_ended(self, event: OperationEvent) -> None:
        """Measure it, and note the ledger. What is not known of that stays as it was."""
        self._operations.add(-1, named(event))
        self._whole.record(event.seconds, {**named(event), "whasync.outcome": event.outcome})
        self._saved.add(event.saved, named(event))
        for name, gauge in self._ledger.items():
            credits = getattr(event.ledger, name)
            if credits is not None:
                gauge.set(credits)

    def attempt_began(self, begun: Begun) -> None:
        """Count it as under way."""
        self._requests.add(1, requested(begun))

    def attempt_ended(self, event: AttemptEvent) -> None:
        """Measure it, and count its credits."""
        self._requests.add(-1, requested(event))
        self._durations.record(event.seconds, {**requested(event), **ended(event)})
        self._waits.record(event.waited, {"whasync.lane": event.lane})
        self._attempts.add(1, {**named(event), "whasync.outcome": event.outcome})
        self._charged.add(event.credits if event.charge == "kept" else 0, named(event))
        self._doubted.add(event.credits if event.charge == "unknown" else 0, named(event))
