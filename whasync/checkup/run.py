"""The run: each check in its turn, as far as it can go."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .._core.bounds import instances
from .._core.plan import plan
from .._core.timeouts import Timeouts
from .._core.wire import Request
from .._io.authenticate import Secret, bare
from .._io.exchange import Exchange
from .._io.transport import Transport
from ..errors import UsageError
from ..operations.credits import ReadShopCredits, readings
from ..settings import ORIGIN, setting
from .account import look_at_key, look_at_rate
from .call import Call
from .disk import look_at_folder
from .finding import Bill, Diagnosis, Sheet
from .meeting import look_at_meeting
from .origin import look_at_origin
from .probe import look_at_api
from .purse import Purse
from .question import NOT_ASKED, Question
from .way import look_at_way

# A doctor is waited for.
_TIMEOUTS = Timeouts(connect=10.0, read=20.0, total=30.0)


async def doctor(
    endpoint: str | None = None,
    params: Mapping[str, Any] | None = None,
    *,
    extra: Mapping[str, Any] | None = None,
    verb: str | None = None,
    send: bool = False,
    api_key: str | None = None,
    base_url: str | None = None,
    rate: str | None = None,
    shared: str | None = None,
    bearer: bool = False,
    proxy: str | None = None,
    tls: ssl.SSLContext | None = None,
    spool: str | os.PathLike[str] = ".",
    from_text: bool = False,
) -> Diagnosis:
    """Find out what stands between this machine and a good answer.

    Costs 1 credit at most, whatever happens: the API is asked once without the key, which is free, then for the
    balance, and no call follows one that may have been charged. It takes no slot: of the limit it uses one place of
    the ten that are left free.

    Args:
        endpoint, params, extra: A question to examine, as for `Session.call`. By the catalogue, at no cost.
        verb: The verb that somebody uses for it.
        send: Spend the credit on the question, not on the balance.
        api_key, base_url, rate, shared, bearer, proxy, tls: As for `Session`.
        spool: The folder that exports are to go into.
        from_text: Whether the values come as text, as on a command line.

    Raises:
        UsageError: `send` without a question, or with one that changes the account; or an argument is no text.
            Nothing was sent.
    """
    try:
        instances(str, api_key=api_key, base_url=base_url, rate=rate, shared=shared, proxy=proxy)
        key, place = Secret(setting("WH_API_KEY", api_key)), Secret(setting("WH_SHARED", shared))
    except UsageError as error:
        raise bare(error) from None
    finally:
        del api_key, shared  # a report of an error may list the locals of its frames
    sheet = Sheet()
    origin, of_origin = look_at_origin(setting("WH_BASE_URL", base_url))
    fit, of_key = look_at_key(key.reveal())
    sheet.add(of_origin, *of_key, look_at_rate(setting("WH_RATE", rate), origin))
    question = None
    if endpoint is not None:
        question = Question(endpoint, params or {}, extra, verb=verb, from_text=from_text)
    elif send or params or extra or verb:
        raise UsageError("send, verb and parameters belong to a question: name its endpoint")
    requests = _requests(sheet, question, origin or ORIGIN, send=send)
    bill = Bill()
    if origin is not None and await look_at_way(sheet, origin, proxy=proxy, tls=tls):
        transport = Transport(connections=1, timeouts=_TIMEOUTS, proxy=proxy, tls=tls)
        purse = Purse(Exchange(transport), origin, bill)
        try:
            if await look_at_api(sheet, purse, plan(ReadShopCredits(), origin)) and fit is not None:
                await Call(sheet, purse, fit, bearer=bearer).make(requests)
        finally:
            await transport.close()
    sheet.add(await look_at_meeting(place.reveal()), await asyncio.to_thread(look_at_folder, Path(spool)))
    return Diagnosis(findings=sheet.findings(key.reveal()), bill=bill)


def _requests(sheet: Sheet, question: Question | None, origin: str, *, send: bool) -> list[Request]:
    """What to spend the credit on: the question, or the balance, by the paths of both generations of the API."""
    balance = readings(origin)
    if question is None:
        sheet.add(NOT_ASKED)
        return balance
    findings, request = question.look(origin)
    sheet.add(*findings)
    if not send or request is None:
        return balance
    if request.writes:
        raise UsageError(f"{request.operation} changes the account, and the doctor sends no such question")
    return [request]
