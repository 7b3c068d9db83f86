"""Record and replay: an answer that was paid for once is read from a file ever after."""

from __future__ import annotations

import os
import re
from collections import defaultdict, deque
from hashlib import blake2b
from pathlib import Path

from .._core.verdict import Charge, Kind
from .._core.wire import Answer, Request
from .._io.chain import Handler
from ..errors import BudgetExceededError, UsageError
from . import MODES
from .recording import Recording, Redact, cleaner, question_of, record
from .tape import check_place, load, nearest_to, save

_NAME_LENGTH = 120  # signs of a file's name, well below the 255 bytes that file systems allow


class Cassette:
    """An attempt middleware that keeps exchanges in a file of JSON, and answers from it without slot or credit.

        async with whasync.Session(attempt_middlewares=[Cassette("explore.json")]) as wh: ...

    Questions are the same where path and arguments are, as GET or as POST. Exchanges with one question are replayed in
    their order, and the last one stays. Each new exchange is written at once, the file replaced as a whole; a 429 for
    the rate is not kept, since it tells of the traffic and not of the question. No request header is kept, and of an
    answer's only content type, location and Retry-After; keys and e-mail addresses are taken out of everything.

    Args:
        path: The file. One cassette at a time writes it.
        mode: "auto" replays what the file had when it was opened and records the rest; "record" asks everything anew
            and replaces the file; "replay" sends nothing.
        redact: Takes more out of each text before it is written: a path, an argument, a header, a string of a body.
        max_credits: What recording may cost; a call beyond it is refused.

    Attributes:
        saved: Credits that the replays did not cost.
        spent: Credits that the recordings cost; calls that may have been charged count.

    Raises:
        UsageError: The file is damaged. In "replay", a call raises it for a question that is not recorded.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        mode: str = "auto",
        *,
        redact: Redact | None = None,
        max_credits: int | None = None,
    ) -> None:
        if mode not in MODES:
            raise UsageError(f"mode={mode!r} is none of {', '.join(MODES)}")
        self.path = Path(path)
        self.mode = mode
        self.saved = 0
        self.spent = 0
        self._clean = cleaner(redact)
        self._max_credits = max_credits
        self._held = 0
        self._recordings = [] if mode == "record" else load(self.path)
        self._coming: defaultdict[tuple[str, ...], deque[Recording]] = defaultdict(deque)
        for recording in self._recordings:
            self._coming[recording.key].append(recording)

    async def __call__(self, request: Request, handler: Handler) -> Answer:
        question = question_of(request, self._clean)
        coming = self._coming.get(question.key)
        if coming is not None:
            recording = coming.popleft() if len(coming) > 1 else coming[0]
            self.saved += recording.credits
            return recording.answer(request)
        if self.mode == "replay":
            raise UsageError(
                f"{request.operation}: {self.path} has no recording of this question: "
                f'{nearest_to(question, self._recordings)}; nothing was sent. mode="auto" would ask and record it'
            )
        check_place(self.path)
        answer = await self._send(request, handler)
        if answer.verdict.kind is not Kind.RATE_LIMITED:
            self._recordings.append(record(question, answer, self._clean))
            save(self.path, self._recordings)
        return answer

    def __repr__(self) -> str:
        return f"<whasync.testing.Cassette {self.path}, {self.mode}, {self.saved} credits saved, {self.spent} spent>"

    async def _send(self, request: Request, handler: Handler) -> Answer:
        """Send the request and count its cost: what may have been charged, and first what is under way."""
        cost = request.credits
        if self._max_credits is not None and self.spent + self._held + cost > self._max_credits:
            raise BudgetExceededError(
                f"{request.operation}: {self.path} may cost {self._max_credits} credits, and {self.spent} are spent "
                f"and {self._held} under way; nothing was sent"
            )
        self._held += cost
        try:
            answer = await handler(request)
        except BaseException as error:
            self.spent += cost if getattr(error, "sent", False) else 0
            raise
        finally:
            self._held -= cost
        if answer.attempts and answer.verdict.charge is not Charge.NONE:
            self.spent += cost
        return answer


def path_for(test: Path, name: str) -> Path:
    """Where the cassette of a test is kept, by the test's file and its name with classes and parameters."""
    plain = re.sub(r"[^\w.\[\]-]+", "-", name)
    if plain != name or len(plain) > _NAME_LENGTH:  # names that come out alike are told apart by a digest
        plain = f"{plain[:_NAME_LENGTH]}-{blake2b(name.encode(), digest_size=4).hexdigest()}"
    return test.parent / "cassettes" / test.stem / f"{plain}.json"
