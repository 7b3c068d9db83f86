"""Ids that tell which row of which market they name, and look as the real ones do: 16 to 19 digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .catalogue import stable_hash

SCRAMBLE: Final = 700_666_007
"""Odd and no multiple of 5, so that multiplying by it permutes the numbers of any count of digits."""

EVERYWHERE: Final = "ALL"
EVERYWHERE_CODE: Final = 999


@dataclass(frozen=True)
class Numbering:
    """How an entity's ids are made: prefix, three digits for the market, and the row's number in disguise."""

    prefix: str
    digits: int
    """Digits of the whole id. Up to 16 (beginning with 8 or less) an id also fits a JSON number exactly."""

    @property
    def _space(self) -> int:
        return int(10 ** (self.digits - len(self.prefix) - 3))

    def identify(self, market: str, row: int) -> str:
        space = self._space
        hidden = (row * SCRAMBLE + stable_hash(market + self.prefix)) % space
        return f"{self.prefix}{_market_code(market):03d}{hidden:0{len(str(space)) - 1}d}"

    def find(self, identity: str) -> tuple[str, int] | None:
        """Market and row of an id of this numbering, else None."""
        if len(identity) != self.digits or not identity.isdecimal() or not identity.startswith(self.prefix):
            return None
        start = len(self.prefix)
        market = _market_of(int(identity[start : start + 3]))
        space = self._space
        hidden = int(identity[start + 3 :])
        return market, (hidden - stable_hash(market + self.prefix)) * pow(SCRAMBLE, -1, space) % space


NUMBERINGS: Final = {
    "products": Numbering("1729", 16),
    "shops": Numbering("7493", 19),
    "creators": Numbering("6892", 16),
    "videos": Numbering("7361", 19),
    "meta": Numbering("8", 16),
    "pages": Numbering("10", 15),
    "pinterest": Numbering("68", 18),
    "tiktok-ads": Numbering("7291", 19),
    "google": Numbering("1", 17),
    "stores": Numbering("5", 11),
}


def _market_code(market: str) -> int:
    if market == EVERYWHERE:
        return EVERYWHERE_CODE
    return (ord(market[0]) - ord("A")) * 26 + ord(market[1]) - ord("A")


def _market_of(code: int) -> str:
    if code >= 26 * 26:
        return EVERYWHERE
    return chr(ord("A") + code // 26) + chr(ord("A") + code % 26)
