"""Spans and metrics through OpenTelemetry; it needs the API alone (the extra `otel`).

    async with whasync.Session(observe=whasync.otel.observe()) as wh: ...

Nothing of it holds a query, a body, an id or the key, and no trace context is sent upstream.
"""

from __future__ import annotations

from .. import __version__
from .._io.followers import Follower
from ..errors import UsageError

try:
    from opentelemetry import metrics, trace
except ImportError:
    raise UsageError("this takes opentelemetry-api, which is not installed: pip install 'whasync[otel]'") from None

from .instruments import Instruments
from .telemetry import Telemetry

__all__ = ["observe"]


def observe(
    tracer_provider: trace.TracerProvider | None = None, meter_provider: metrics.MeterProvider | None = None
) -> Follower:
    """What `Session(observe=...)` takes. It may serve several sessions.

    Args:
        tracer_provider: Else the global one.
        meter_provider: Else the global one.
    """
    tracer = trace.get_tracer("whasync", __version__, tracer_provider)
    return Telemetry(tracer, Instruments(metrics.get_meter("whasync", __version__, meter_provider)))
