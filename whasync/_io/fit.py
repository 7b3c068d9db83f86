"""Write the request as GET or POST, so that a 414 cannot come, and as POST if it came all the same."""

from __future__ import annotations

from msgspec.structs import replace

from .._core.bounds import whole
from .._core.plan import LONGEST_LINE, as_post, line_length, write
from .._core.verdict import PLAIN, Kind
from .._core.wire import Answer, Request
from .chain import Handler


class Fit:
    """Keeps request lines within *longest_line* bytes.

    The bound is learned: a 414 below it means a stricter server on the way, and lowers it to half of that line.
    Answers go on with the request as it is written here: further in it carries the credential.

    Raises:
        UsageError: It is no number of bytes.
    """

    def __init__(self, longest_line: int = LONGEST_LINE) -> None:
        self.longest_line = whole("longest_line", longest_line)

    async def __call__(self, request: Request, handler: Handler) -> Answer:
        written = write(request, self.longest_line)
        answer = replace(await handler(written), request=written)
        if answer.verdict is PLAIN or answer.verdict.kind is not Kind.TOO_LONG or written.method != "GET":
            return answer
        self.longest_line = min(self.longest_line, line_length(written.method, written.url) // 2)
        if "POST" not in written.verbs:
            return answer
        repeat = replace(as_post(written), urgent=True)
        again = await handler(repeat)
        return replace(again, request=repeat, attempts=again.attempts + answer.attempts)
