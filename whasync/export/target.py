"""Where rows go: a file that is whole or not there, or a stream. All of it blocks, so the worker does it."""

from __future__ import annotations

import contextlib
import os
import stat
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from ..errors import UsageError

# A gzip header and trailer around deflate (zlib's manual); its time stamp is 0, so equal rows make equal files.
_GZIP = 16 + zlib.MAX_WBITS


class Target(Protocol):
    """Takes lines, and at the end is committed or abandoned.

    Attributes:
        path: The file, or None.
        rows: Lines that are wholly written.
    """

    path: Path | None
    rows: int

    def open(self) -> None:
        """Make ready. Raises UsageError where it cannot be written."""
        ...

    def write(self, lines: Sequence[bytes]) -> None:
        """Write all of the lines, or raise OSError and keep those from before."""
        ...

    def commit(self) -> int:
        """Finish; answers the bytes written."""
        ...

    def abandon(self) -> str:
        """Give up, keeping what was written; answers what became of it, such as "kept in FILE.part"."""
        ...


class File:
    """A file written as FILE.part beside its place, and renamed to it when all is on the disk.

    Until then the file of that name, if there is one, stays as it is. Each write ends where gzip can be read up to, and
    one that fails is taken back, so that what is abandoned holds whole rows only.
    """

    def __init__(self, path: Path, *, gzip: bool, restart: bool) -> None:
        self.path: Path | None = path
        self.rows = 0
        self._place = Path(os.path.realpath(path))  # a link stays a link
        self._part = self._place.with_name(f"{self._place.name}.part")
        self._restart = restart
        self._squeeze = zlib.compressobj(wbits=_GZIP) if gzip else None
        self._bytes = 0
        self._fd = -1
        self._is_done = False

    def open(self) -> None:
        self._check_place()
        # O_EXCL: a part from before holds rows that were paid for, and a second run would write into the first's.
        new = os.O_TRUNC if self._restart else os.O_EXCL
        try:
            self._fd = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC | new, 0o666)
        except FileExistsError:
            raise UsageError(
                f"{self._part} holds the rows of a run that did not end, or is being written; "
                f"move it away, or throw it away with restart (--restart)"
            ) from None
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written: {error.strerror}") from None

    def write(self, lines: Sequence[bytes]) -> None:
        block = b"\n".join((*lines, b""))
        if self._squeeze is None:
            self._put(block)
            self.rows += len(lines)
            return
        # Tried on a copy, which takes over once its bytes are in the file: a failed write leaves no trace in either.
        squeeze = self._squeeze.copy()
        self._put(squeeze.compress(block) + squeeze.flush(zlib.Z_SYNC_FLUSH))
        self._squeeze = squeeze
        self.rows += len(lines)

    def commit(self) -> int:
        self._finish()
        self._part.replace(self._place)
        self._is_done = True
        with contextlib.suppress(OSError):  # some file systems cannot sync a folder, and the rename stands anyway
            folder = os.open(self._place.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        return self._bytes

    def abandon(self) -> str:
        if self._is_done:  # the stop came while it was being committed
            return f"in {self.path}"
        if self._fd >= 0 and not self.rows:
            with contextlib.suppress(OSError):
                self._part.unlink()
        elif self._fd >= 0:
            with contextlib.suppress(OSError):
                self._finish()
        self._close()
        return f"kept in {self._part}"

    def _check_place(self) -> None:
        with contextlib.suppress(FileNotFoundError, PermissionError, NotADirectoryError):
            if not stat.S_ISREG(self._place.stat().st_mode):
                raise UsageError(f"{self.path} is no regular file; for a stream write to stdout")

    def _finish(self) -> None:
        """End the compression, and see everything to the disk."""
        if self._squeeze is not None:
            self._put(self._squeeze.copy().flush())
            self._squeeze = None
        os.fsync(self._fd)
        self._close()

    def _put(self, block: bytes) -> None:
        left = memoryview(block)
        try:
            while left:
                left = left[os.write(self._fd, left) :]
        except OSError:
            os.ftruncate(self._fd, self._bytes)
            os.lseek(self._fd, self._bytes, os.SEEK_SET)
            raise
        self._bytes += len(block)

    def _close(self) -> None:
        fd, self._fd = self._fd, -1
        if fd >= 0:
            os.close(fd)


class Stream:
    """An open binary stream, such as stdout. It is flushed after each page and never closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self.path: Path | None = None
        self.rows = 0
        self._stream = stream
        self._bytes = 0

    def open(self) -> None: ...

    def write(self, lines: Sequence[bytes]) -> None:
        block = b"\n".join((*lines, b""))
        left = memoryview(block)
        while left:  # an unbuffered stream may take a part
            left = left[self._stream.write(left) :]
        self._stream.flush()
        self._bytes += len(block)
        self.rows += len(lines)

    def commit(self) -> int:
        return self._bytes

    def abandon(self) -> str:
        return "written"
