"""The guides: Markdown beside this file, read offline with `whasync guide`."""

from __future__ import annotations

from importlib import resources

from .._core.suggest import hint
from ..errors import UsageError

TOPICS = {
    "limits": "how a session stays within 60 calls a minute, with what was measured",
    "credits": "what is spent, held and in doubt; budgets, alerts and forecasts",
    "errors": "what can go wrong, what was charged by then, and what to do",
    "export": "bulk exports that survive anything and pay for each row once",
    "sharing": "one key for many processes and hosts, and export spread over them",
    "backends": "FastAPI, Starlette and aiohttp.web",
    "observing": "logs, events, OpenTelemetry, Prometheus and the use of credits",
    "testing": "tests of your own against the simulator, in virtual time",
}


def guide(topic: str) -> str:
    """The text of a guide.

    Raises:
        UsageError: There is no such topic.
    """
    if topic not in TOPICS:
        raise UsageError(f"no guide {topic!r}; there are {', '.join(TOPICS)}{hint(topic, TOPICS)}")
    return resources.files(__name__).joinpath(f"{topic}.md").read_text(encoding="utf-8")
