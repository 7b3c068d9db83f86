"""Symptom first: what a saved answer is, by the same verdict as the client's."""

from __future__ import annotations

import os
import time
from urllib.parse import urlsplit

from msgspec.structs import replace

from .._core.head import clean
from .._core.verdict import Kind, classify
from .finding import Bill, Diagnosis, Finding, masked
from .question import look_at_target
from .saved import Saved, read_saved
from .symptoms import one_line, read_finding

# A wrong verb and a wrong path look alike from outside; where the request is known, the catalogue tells them apart.
_LOST_ON_THE_WAY = frozenset({Kind.NO_ROUTE, Kind.UNKNOWN_ENDPOINT, Kind.LOGIN})


def explain(file: bytes) -> Diagnosis:
    """Tell what saved answers are, what to do, and whether they were charged. Sends nothing.

    Args:
        file: What `curl -i` printed, a HAR file or one entry of it, a pickled `ResponseError`, or JSON with `status`,
            `headers`, `body` and, if known, `method` and `url`.

    Raises:
        UsageError: There is no answer in it.
    """
    key = os.environ.get("WH_API_KEY", "")
    return Diagnosis(findings=tuple(masked(_explained(saved), key) for saved in read_saved(file)), bill=Bill())


def _explained(saved: Saved) -> Finding:
    body = clean(saved.response.body)
    response = replace(saved.response, body=body)
    verdict = classify(response.status, response.headers, body, now=time.time())
    finding = read_finding(response, verdict)
    path = _path_of(saved.url)
    if verdict.kind in _LOST_ON_THE_WAY and path:
        known = look_at_target(saved.method or None, path)
        if known is not None:
            finding = replace(finding, check=known.check, means=f"{known.seen}; {known.means}", fix=known.fix)
    return replace(finding, seen=f"{saved.method} {path}: {finding.seen}".lstrip()) if path else finding


def _path_of(url: str) -> str:
    """Empty where there is none, or no URL."""
    try:
        return one_line(urlsplit(url).path)
    except ValueError:
        return ""
