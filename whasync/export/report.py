"""What an export did, or has done so far."""

from __future__ import annotations

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What an export did, or has done so far.

    Attributes:
        rows: Rows written; so far, rows kept. pages: Pages they came in, those of earlier runs included.
        questions: How many the job has. done: How many of them have come to their end.
        calls: Requests that this run sent, repeats included. A reading of the balance is the session's.
        credits: Credits that they are known to have cost, whatever else the session and its key did meanwhile.
        in_doubt: Credits of calls that were lost and may have been charged.
        paid: Credits that all runs of the job have settled together.
        lost: Calls that had gone out when a run was cut short, and whose pages were not kept. They were sent again, so
            so many pages were paid for twice, but for those calls that the server refused or never got: only the
            balance could tell. After a loss of power it may be too few.
        duplicates: Rows that came more than once, over all pages and questions, and are written once.
        rejected: Rows that their model cannot read: typed, they stay in the spool. Raw, they are written all the same,
            and those count that are no objects, or whose id or filtered fields cannot be read.
        dropped: Rows left out, by `where` or since they break a filter that they were asked with.
        absent: Of the fields asked for, those that no row had. known: Then the names that the rows do have.
        path: The file, or None for a stream. bytes: Its size, 0 until it is done.
        spool: The file that keeps what was paid for, or None for a stream.
        seconds: From the start, waits for slots included.
        credits_per_thousand_rows: What the rows cost, by `paid`; 0 until there are any.
    """

    rows: int = 0
    pages: int = 0
    questions: int = 1
    done: int = 0
    calls: int = 0
    credits: int = 0
    in_doubt: int = 0
    paid: int = 0
    lost: int = 0
    duplicates: int = 0
    rejected: int = 0
    dropped: int = 0
    absent: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    path: str | None = None
    bytes: int = 0
    spool: str | None = None
    seconds: float = 0.0
    credits_per_thousand_rows: float = 0.0
