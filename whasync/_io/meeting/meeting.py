"""The meeting of this process with the others that use its key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from ..._core.shared.message import Hello, Rule
from ..._core.slots import burst_of, reserve_of
from ...errors import SharedStateError
from ..authenticate import Secret
from .account import SharedAccount
from .address import Address
from .courier import Courier
from .place import Place, UnreachableError, account_name
from .turns import SharedTurns

# Where the moment of an answer is not told, a call is taken to be counted within so many seconds of when it was due.
UNSTAMPED = 1.0


class Meeting:
    """Turns and an account that all processes have in common.

    Args:
        calls: So many in a window of `window` seconds. All must agree.
        now: The server's time, or this machine's while that is not known.
    """

    def __init__(
        self,
        address: Address,
        place: Place,
        calls: int,
        window: float,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        if not address.stamps:
            window += UNSTAMPED
        rule = Rule(calls, window, min(calls, burst_of(calls, window)), reserve_of(calls))
        self._courier = Courier(place, Hello(rule, address.lease, address.stamps), share=address.processes)
        self.turns = SharedTurns(self._courier)
        self.account = SharedAccount(self._courier, self.turns, now)

    async def open(self) -> None:
        """Join the others.

        Raises:
            UsageError: They keep to another rate.
            SharedStateError: The place cannot be reached, or is of no use.
        """
        try:
            await self._courier.open()
        except UnreachableError as error:
            failure = SharedStateError(f"where the processes meet cannot be reached ({error}); nothing was sent")
        else:
            return
        raise failure

    async def close(self) -> None:
        """Leave them."""
        await self._courier.close()


def meet(  # noqa: PLR0917 - each is of another type
    address: Address, key: Secret, origin: str, calls: int, window: float, now: Callable[[], datetime]
) -> Meeting:
    """The meeting of those who use a key at an origin.

    Raises:
        UsageError: redis-py is not installed, or cannot read the URL.
    """
    return Meeting(address, place_of(address, key, origin), calls, window, now)


def place_of(address: Address, key: Secret, origin: str) -> Place:
    """The place at an address. What it takes is loaded here."""
    account = account_name(key, origin)
    if address.path is not None:
        from .sqlite import SQLitePlace  # noqa: PLC0415

        return SQLitePlace(address.path, account)
    from .redis import RedisPlace  # noqa: PLC0415

    return RedisPlace(address.url, account)
