"""What one run costs, whatever else its session and its key are used for meanwhile."""

from __future__ import annotations

from typing import Self
from uuid import uuid4

from ..errors import BudgetExceededError, WhasyncError
from ..walk import LeafSender

# What a run without a limit may spend: more than any plan or add-on has.
_MORE_THAN_ANY = 10**9


class Bill:
    """The calls that a run makes inside `async with`, what they cost, and the most that they may cost.

    A budget of its own refuses what goes beyond, repeats of lost calls too, and no other call counts in it. A reading
    of the balance is the session's.

    Attributes:
        max_credits: The most that the run may spend, or None.
        calls: Requests whose bytes have gone.
    """

    def __init__(self, sender: LeafSender, max_credits: int | None = None) -> None:
        self.max_credits = max_credits
        self.calls = 0
        self._name = f"export {uuid4()}"
        self._budget = sender.budget(self._name, credits=_MORE_THAN_ANY if max_credits is None else max_credits)

    @property
    def credits(self) -> int:
        """Credits known to have been charged."""
        return self._budget.spent

    @property
    def in_doubt(self) -> int:
        """Credits of calls that were lost and may have been charged."""
        return self._budget.in_doubt

    def sending(self) -> None:
        """Count a call whose bytes go now."""
        self.calls += 1

    async def __aenter__(self) -> Self:
        await self._budget.__aenter__()
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._budget.__aexit__(*exc_info)
        refusal = refusal_in(exc_info[1])
        if refusal is not None and refusal.budget == self._name:
            raise BudgetExceededError(f"max_credits={self.max_credits} is reached") from None


def refusal_in(error: object) -> BudgetExceededError | None:
    """What kept a call from being sent, or from being sent again after the failure that *error* tells of."""
    if isinstance(error, BudgetExceededError):
        return error
    cause = error.__cause__ if isinstance(error, WhasyncError) else None
    return cause if isinstance(cause, BudgetExceededError) else None
