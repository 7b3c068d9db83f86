"""What the SDK of OpenTelemetry records, in memory."""

from __future__ import annotations

from typing import Any

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader, MetricsData
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import whasync.otel


class Recorder:
    """Providers of its own, an observer that writes to them, and what came of it."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self._reader = InMemoryMetricReader()
        self._latest: dict[str, Any] = {}  # older SDKs tell a gauge only once each time that it was set
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self._exporter))
        self.observer = whasync.otel.observe(self.tracers, MeterProvider([self._reader]))

    def spans(self) -> tuple[ReadableSpan, ...]:
        """In the order in which they ended."""
        return self._exporter.get_finished_spans()

    def metrics(self) -> MetricsData:
        """As they stand now."""
        data = self._reader.get_metrics_data()
        assert data is not None
        return data

    def points(self, name: str) -> list[tuple[dict[str, Any], Any]]:
        """The attributes of a metric's data points, and their values: a number, or the count and sum of seconds."""
        metrics = self.metrics().resource_metrics[0].scope_metrics[0].metrics
        self._latest |= {metric.name: metric.data.data_points for metric in metrics}
        points = self._latest[name]
        return [
            (dict(each.attributes or {}), each.value if hasattr(each, "value") else (each.count, round(each.sum, 1)))
            for each in points
        ]

    def total(self, name: str) -> float:
        """The sum of a metric's values."""
        return sum(value for _, value in self.points(name))
