"""What the demo shows at its end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from .._core.ledger import Ledger
from ..export import Report
from ..models.products import Product
from ..simulator import Simulator
from .screen import clip, duration, size, table

_SHOWN = 5
_TITLE = 36


class Books(msgspec.Struct, frozen=True):
    """One side's account of what happened.

    Attributes:
        sent: Calls. charged: Credits taken and kept. refunded: Credits given back. left: Credits that remain.
    """

    sent: int
    charged: int
    refunded: int
    left: int | None

    @classmethod
    def of_ledger(cls, ledger: Ledger) -> Books:
        """The client's side. Each call held one credit, so what was neither settled nor doubted was released."""
        released = ledger.holds - ledger.settled - ledger.doubted
        return cls(ledger.holds, ledger.spent, released, ledger.remaining)

    @classmethod
    def of_simulator(cls, simulator: Simulator) -> Books:
        """The server's side: its journal and its account."""
        refunded = sum(entry.refunded for entry in simulator.journal)
        return cls(len(simulator.journal), simulator.account.charged, refunded, simulator.account.total_remaining)


class Posted(msgspec.Struct, frozen=True):
    """A filter too long for a URL.

    Attributes:
        get_line_bytes: Bytes that the request line would have had as GET. line_bytes: Those that it had.
    """

    ids: int
    method: str
    get_line_bytes: int
    line_bytes: int
    body_bytes: int
    rows: int


class Demo(msgspec.Struct, frozen=True):
    """All figures of a demo."""

    path: str
    rate: str
    balance_before: int
    balance_after: int
    export: Report
    posted: Posted
    ledger: Books
    simulator: Books
    busiest_minute: int

    @property
    def is_as_promised(self) -> bool:
        """Whether both sides' books are equal."""
        return self.ledger == self.simulator


def told(demo: Demo) -> Iterator[str]:
    """The figures for people."""
    yield ""
    yield from _books(demo)
    yield ""
    yield from _facts(demo)
    yield ""
    yield from _rows(Path(demo.path))
    yield ""
    yield f"{demo.export.rows:,} rows, {size(demo.export.bytes)}: {demo.path}"


def _books(demo: Demo) -> Iterator[str]:
    ours, theirs = demo.ledger, demo.simulator
    rows = [["", "whasync's ledger", "simulator's book", ""]]
    for label, one, other in (
        ("calls sent", ours.sent, theirs.sent),
        ("credits charged", ours.charged, theirs.charged),
        ("credits refunded", ours.refunded, theirs.refunded),
        ("credits left", ours.left, theirs.left),
    ):
        rows.append([label, f"{one:,}", f"{other:,}", "equal" if one == other else "DIFFERENT"])
    yield from table(rows, right=[1, 2])


def _facts(demo: Demo) -> Iterator[str]:
    posted, took = demo.posted, demo.export
    balance = f"{demo.balance_before:,} before, {demo.balance_after:,} after; each reading is itself a call"
    cost = f"{took.calls} calls, {took.credits} credits, {duration(took.seconds)}"
    export = f"{took.rows:,} rows in {took.pages} pages: {cost}"
    limit = (
        f"{demo.busiest_minute} calls in the busiest 60 s at the server, which refuses above 60; kept to {demo.rate}"
    )
    filtered = (
        f"{posted.ids:,} ids: a GET line of {posted.get_line_bytes:,} bytes, sent as {posted.method} with a line of "
        f"{posted.line_bytes} and a body of {posted.body_bytes:,}"
    )
    failed = f"{demo.simulator.refunded} met; its credit was given back, and the page asked for again"
    rows = [["balance", balance], ["export", export], ["limit", limit], ["500", failed], ["long filter", filtered]]
    yield from table(rows)


def _rows(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        products = [msgspec.json.decode(line, type=Product, strict=False) for line in islice(file, _SHOWN)]
    rows = [["ID", "TITLE", "REVENUE", "SOLD"]]
    rows += [
        [str(product.id), clip(str(product.title), _TITLE), f"{product.revenue or 0:,.0f}", f"{product.sales or 0:,}"]
        for product in products
    ]
    yield from table(rows, right=[2, 3])
