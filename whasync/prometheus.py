"""Metrics through prometheus-client (the extra `prometheus`).

    async with whasync.Session(observe=whasync.prometheus.observe()) as wh: ...

Counts of credits add up to the ledger of the sessions that are observed. No label holds a query, an id or the key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ._io.events import AttemptEvent, Begun, OperationEvent
from ._io.followers import Follower
from ._io.measures import LEDGER, LONG_BUCKETS, WORDS
from .errors import UsageError

try:
    from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
except ImportError:
    raise UsageError(
        "this takes prometheus-client, which is not installed: pip install 'whasync[prometheus]'"
    ) from None

__all__ = ["observe"]

# Of an attempt, in seconds: from what stands in a cache on the way to the read timeout.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


def observe(registry: CollectorRegistry = REGISTRY) -> Follower:
    """What `Session(observe=...)` takes. One serves all sessions whose metrics are in the same registry.

    Raises:
        UsageError: The registry has these metrics already.
    """
    try:
        return _Metrics(registry)
    except ValueError:
        raise UsageError("this registry is observed already: give all sessions the same observer") from None


class _Metrics:
    """What is counted and measured of operations and attempts.

    Where worker processes write into one folder, levels are the sum over those that live, and of the ledger's gauges
    the newest counts.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        def count(name: str, *labels: str) -> Counter:
            return Counter(f"whasync_{name}", WORDS[name], labels, registry=registry)

        def level(name: str, *labels: str) -> Gauge:
            return Gauge(f"whasync_{name}", WORDS[name], labels, registry=registry, multiprocess_mode="livesum")

        def seconds(name: str, *labels: str, buckets: Sequence[float]) -> Histogram:
            return Histogram(f"whasync_{name}_seconds", WORDS[name], labels, registry=registry, buckets=buckets)

        self._operations = level("active_operations", "operation", "lane")
        self._requests = level("active_requests", "operation", "lane")
        self._attempts = count("attempts", "operation", "lane", "outcome", "status")
        self._charged = count("credits_charged", "operation", "lane")
        self._doubted = count("credits_doubted", "operation", "lane")
        self._saved = count("credits_saved", "operation", "lane")
        self._durations = seconds("request", "operation", buckets=_BUCKETS)
        self._waits = seconds("wait", "lane", buckets=LONG_BUCKETS)
        self._whole = seconds("operation", "operation", "lane", "outcome", buckets=LONG_BUCKETS)
        self._ledger = {
            name: Gauge(f"whasync_ledger_{name}", what, registry=registry, multiprocess_mode="mostrecent")
            for name, what in LEDGER.items()
        }

    def begin_operation(self, begun: Begun, /) -> Callable[[OperationEvent], None]:
        """Count it as under way."""
        self._operations.labels(begun.operation, begun.lane).inc()
        return self._operation_ended

    def begin_attempt(self, begun: Begun, /) -> Callable[[AttemptEvent], None]:
        """Count it as under way."""
        self._requests.labels(begun.operation, begun.lane).inc()
        return self._attempt_ended

    def _operation_ended(self, event: OperationEvent) -> None:
        """Measure it, and note the ledger. What is not known of that stays as it was."""
        self._operations.labels(event.operation, event.lane).dec()
        self._whole.labels(event.operation, event.lane, event.outcome).observe(event.seconds)
        self._saved.labels(event.operation, event.lane).inc(event.saved)
        for name, gauge in self._ledger.items():
            credits = getattr(event.ledger, name)
            if credits is not None:
                gauge.set(credits)

    def _attempt_ended(self, event: AttemptEvent) -> None:
        """Measure it, and count its credits."""
        named = event.operation, event.lane
        self._requests.labels(*named).dec()
        self._attempts.labels(*named, event.outcome, event.status or "").inc()
        self._durations.labels(event.operation).observe(event.seconds)
        self._waits.labels(event.lane).observe(event.waited)
        self._charged.labels(*named).inc(event.credits if event.charge == "kept" else 0)
        self._doubted.labels(*named).inc(event.credits if event.charge == "unknown" else 0)
