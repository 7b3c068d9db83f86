"""One INTERNAL span per operation, current while it runs, and under it one CLIENT span per attempt.

The conventions want an HTTP span for each sending, and then none of HTTP around them.
"""

from __future__ import annotations

from collections.abc import Callable

from opentelemetry import context
from opentelemetry.trace import SpanKind, StatusCode, Tracer, set_span_in_context

from .._io.events import AttemptEvent, Begun, Event, OperationEvent
from .attributes import Attributes, ended, named, requested, spent
from .instruments import Instruments


class Telemetry:
    """Follows each operation and each attempt with a span, and counts them."""

    def __init__(self, tracer: Tracer, instruments: Instruments) -> None:
        self._tracer = tracer
        self._instruments = instruments

    def begin_operation(self, begun: Begun, /) -> Callable[[OperationEvent], None]:
        """Open the operation's span, and make it the current one."""
        # A span's processors are the user's, and may fail: nothing is counted then that would not be counted off.
        close = self._open(begun.operation, SpanKind.INTERNAL, {**named(begun), "url.template": begun.endpoint})
        self._instruments.operation_began(begun)

        def end(event: OperationEvent) -> None:
            try:
                close(event, spent(event))
            finally:
                self._instruments.operation_ended(event)

        return end

    def begin_attempt(self, begun: Begun, /) -> Callable[[AttemptEvent], None]:
        """Open the attempt's span under the operation's."""
        attributes = {**named(begun), **requested(begun)}
        if begun.resends:
            attributes["http.request.resend_count"] = begun.resends
        close = self._open(f"{begun.method} {begun.endpoint}", SpanKind.CLIENT, attributes)
        self._instruments.attempt_began(begun)

        def end(event: AttemptEvent) -> None:
            try:
                close(event, {"whasync.outcome": event.outcome, "whasync.charge": event.charge})
            finally:
                self._instruments.attempt_ended(event)

        return end

    def _open(self, name: str, kind: SpanKind, attributes: Attributes) -> Callable[[Event, Attributes], None]:
        span = self._tracer.start_span(name, kind=kind, attributes=attributes)
        outer = context.get_current()
        context.attach(set_span_in_context(span))

        def close(event: Event, attributes: Attributes) -> None:
            context.attach(outer)  # not detach(), which complains of a coroutine that is collected in another context
            span.set_attributes({**ended(event), **attributes})
            if event.outcome != "ok":
                span.set_status(StatusCode.ERROR)
            span.end()

        return close
