"""A cage for a canary: keeps whatever lets something out, and looks for secrets in it, in any form."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import logging
import pickle
import traceback
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from rich.pretty import pretty_repr

import whasync

KEY = "wh_" + "ca7a" * 12
PASSWORD = "pa55w0rd+of:the~canary"  # what stands in a URL is another form of it


class Cage:
    """Everything that a report, a log, a file or a debugger could show."""

    def __init__(self) -> None:
        self.log = io.StringIO()
        self.errors: list[BaseException] = []
        self._kept: list[bytes] = []

    def keep(self, *things: object) -> None:
        """Keep a value as it is printed; bytes and texts as they are."""
        for thing in things:
            self._add(thing if isinstance(thing, bytes | str) else f"{thing!r} {thing}")

    def keep_files(self, folder: Path) -> list[str]:
        """Keep names and bytes of all files in a folder; tells the names."""
        names: list[str] = []
        for path in folder.rglob("*"):
            with suppress(FileNotFoundError, IsADirectoryError):  # a database may be putting its log away
                self.keep(path.name, path.read_bytes())
                names.append(path.name)
        return names

    def catch(self, error: BaseException) -> None:
        """Keep all that can be told of an error and of all that it came of, the locals of every frame included."""
        self.errors.append(error)
        for each in _chain(error):
            self.keep(each, vars(each))
            self.keep("".join(traceback.TracebackException.from_exception(each, capture_locals=True).format()))
            self.keep(_by_rich(each))
            if isinstance(each, whasync.WhasyncError):
                self.keep(pickle.dumps(each))
            if isinstance(each, whasync.ResponseError):
                self.keep(each.curl())

    async def attempt(self, ask: Callable[[], Awaitable[object]]) -> None:
        """Keep what comes of a call, good or bad."""
        try:
            self.keep(await ask())
        except (whasync.WhasyncError, asyncio.CancelledError, TimeoutError) as error:
            self.catch(error)

    @property
    def everything(self) -> bytes:
        return b"\n".join([self.log.getvalue().encode(errors="replace"), *self._kept])

    def check(self) -> None:
        """Fail if one of the secrets has got out."""
        everything = self.everything
        out = [(secret[:3], form) for secret in (KEY, PASSWORD) for form in forms(secret) if form in everything]
        assert out == []

    def _add(self, what: bytes | str) -> None:
        self._kept.append(what if isinstance(what, bytes) else what.encode(errors="replace"))


def forms(secret: str) -> set[bytes]:
    """A secret as it may be written; and its plain digests, by which it could be recognized."""
    raw = secret.encode()
    # By where in a group of three bytes it begins, without what its neighbours change.
    in_base64 = {base64.b64encode(b"-" * skip + raw)[skip + (skip > 0) : -4] for skip in range(3)}
    digests = [getattr(hashlib, name)(raw) for name in ("md5", "sha1", "sha256", "sha512", "blake2b")]
    return {
        *(
            raw,
            raw.upper(),
            raw[::-1],
            quote(secret, safe="").encode(),
            raw.hex().encode(),
            repr(secret)[1:-1].encode(),
        ),
        *(secret.encode("utf-16-le"), secret.replace("/", "\\/").encode(), secret[: len(secret) // 2].encode()),
        *in_base64,
        *(form for digest in digests for form in (digest.digest(), digest.hexdigest().encode())),
    }


@contextmanager
def closed_cage() -> Iterator[Cage]:
    """A cage with every logger at DEBUG, and every warning taken down; looked through at the end."""
    cage, root = Cage(), logging.getLogger()
    handler, level = _Handler(cage), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield cage
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    cage.keep(*(warning.message for warning in caught))
    cage.check()


class _Handler(logging.StreamHandler[io.StringIO]):
    """Takes down a record with all that stands in it; an error as a handler does that shows locals."""

    def __init__(self, cage: Cage) -> None:
        super().__init__(cage.log)
        self._cage = cage

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        self._cage.keep(vars(record))
        if record.exc_info and record.exc_info[1] is not None:
            self._cage.keep(_by_rich(record.exc_info[1]))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, and all that it came of, whether a report would show that or not."""
    waiting, seen = [error], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) not in seen:
            seen.add(id(each))
            yield each
            grouped = each.exceptions if isinstance(each, BaseExceptionGroup) else ()
            waiting += [other for other in (each.__cause__, each.__context__, *grouped) if other is not None]


def _by_rich(error: BaseException) -> str:
    """The locals as rich shows them, which looks into values and does not ask for their repr."""
    frames = [frame.f_locals for frame, _ in traceback.walk_tb(error.__traceback__)]
    return "\n".join(pretty_repr(value, max_width=10_000) for names in frames for value in names.values())
