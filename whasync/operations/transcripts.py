"""What ads say. The paths are all that is documented."""

from __future__ import annotations

from typing import Annotated, ClassVar

from .._core.operation import Operation, Param, Route, Source
from ..models.transcripts import Transcript
from .shared import Id, newest


def _route(name: str, verb: str) -> Route:
    return newest(f"/api/v1/{name}", verb, parameters=Source.INFERRED)


class _OfAd(Operation[Transcript], frozen=True, kw_only=True):
    """A question about one ad. How it is named is not documented."""

    ad_id: Annotated[
        Id | None, Param(doc="Id of the ad, as the MCP surface takes it; name presumed, extra sends another.")
    ] = None


class ReadTranscript(_OfAd, frozen=True, kw_only=True):
    """What is said in an ad, if it has been written down.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _route("ad-transcript", "GET")


class MakeTranscript(_OfAd, frozen=True, kw_only=True):
    """Have what is said in an ad written down.

    `download_failed` was not charged for on the MCP surface.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _route("ad-transcript-generate", "POST")


class MakeSimilarScript(_OfAd, frozen=True, kw_only=True):
    """Have a script written that is like an ad's.

    Source: digest of the documentation for the path; the rest is inferred.
    """

    route: ClassVar[Route] = _route("ad-similar-script-generate", "POST")


OPERATIONS = (ReadTranscript, MakeTranscript, MakeSimilarScript)
