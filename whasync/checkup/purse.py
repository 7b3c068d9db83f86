"""The doctor's requests: each sent once, and none after one that may have been charged."""

from __future__ import annotations

from msgspec.structs import replace

from .._core.verdict import Charge
from .._core.wire import Answer, Request
from .._io.authenticate import Authenticate, Secret
from .._io.chain import Handler
from ..errors import TransportError
from .finding import Bill


class Purse:
    """Holds one credit. What may have spent it closes the purse, so that a run costs one credit at most.

    Args:
        bill: What is written to.
    """

    def __init__(self, exchange: Handler, origin: str, bill: Bill) -> None:
        self._exchange = exchange
        self._origin = origin
        self.bill = bill

    @property
    def is_open(self) -> bool:
        """Whether another call can be paid for."""
        return self.bill.credits + self.bill.in_doubt == 0

    async def ask_without_key(self, request: Request) -> Answer:
        """Send a request as nobody: a 401 is due, which is free and not counted.

        Raises:
            TransportError: No whole answer came.
        """
        self.bill.requests += 1
        answer = await self._exchange(request)
        # An answer of the handler means that something on the way adds a key, and then it was charged.
        self.bill.credits += answer.verdict.charge is Charge.KEPT
        return answer

    async def ask(self, request: Request, key: Secret, *, bearer: bool) -> Answer:
        """Send a request with the key, and book what it cost. The purse must be open.

        Raises:
            TransportError: No whole answer came.
        """
        self.bill.requests += 1
        try:
            answer = await Authenticate(key, self._origin, bearer=bearer)(request, self._exchange)
        except TransportError as error:
            self.bill.in_doubt += error.sent
            raise
        self.bill.credits += answer.verdict.charge is Charge.KEPT
        self.bill.in_doubt += answer.verdict.charge is Charge.UNKNOWN
        return replace(answer, request=request)  # without the key
