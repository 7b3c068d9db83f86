"""Where an output goes: a file that is whole or not there. All of it blocks, so the worker does it."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from ..errors import UsageError
from .spool_file import kept_questions


class Place:
    """FILE, and FILE.part beside it, which becomes FILE when all is on the disk. A link stays a link."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.real = Path(os.path.realpath(path))
        self.part = self.real.with_name(f"{self.real.name}.part")
        self.spool = self.real.with_name(f"{self.real.name}.spool")

    def check(self, *, ours: bool) -> None:
        """Refuse a place that cannot be written, or where another job has, or will have, its file.

        Args:
            ours: Whether a file that is there is to be replaced.
        """
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            if not stat.S_ISREG(self.real.stat().st_mode):
                raise UsageError(f"{self.path} is no regular file; for a stream write to stdout")
        if not self.real.parent.is_dir():
            raise UsageError(f"{self.path} cannot be written: there is no folder {self.real.parent}")
        if not os.access(self.real.parent, os.W_OK | os.X_OK):
            raise UsageError(f"{self.path} cannot be written: {self.real.parent} is read-only")
        for found in (self.real, self.part):
            if not ours and found.exists():
                raise _foreign(found)
        if not ours and kept_questions(self.spool):  # that job would replace the file when it ends
            raise UsageError(
                f"{self.spool} keeps rows of another export into {self.path}; choose another file, or leave spool= out "
                f"to go on with those rows"
            )

    def claim(self, *, ours: bool) -> None:
        """Begin the part. Where several do at once, one gets it.

        Raises:
            UsageError: There is one, or a file, that this job did not make.
        """
        if ours:
            self.discard()
        try:
            self.part.open("xb").close()
        except FileExistsError:
            raise _foreign(self.part) from None
        if not ours and self.real.exists():
            self.discard()
            raise _foreign(self.real)

    def commit(self) -> int:
        """Make the part the file, safe against a loss of power; answers its size in bytes.

        Raises:
            UsageError: The part is not there any more.
        """
        try:
            with self.part.open("rb+") as file:
                os.fsync(file.fileno())
                size = os.fstat(file.fileno()).st_size
            self.part.replace(self.real)
        except FileNotFoundError:
            raise UsageError(f"{self.part} is gone: another export has written {self.path} at the same time") from None
        with contextlib.suppress(OSError):  # some file systems cannot sync a folder, and the rename stands anyway
            folder = os.open(self.real.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        return size

    def discard(self) -> None:
        """Take the part away."""
        with contextlib.suppress(OSError):
            self.part.unlink(missing_ok=True)


def _foreign(found: Path) -> UsageError:
    return UsageError(
        f"{found} is there, and this export did not make it; it is left as it is. Choose another file, or replace it "
        f"with restart (--restart)"
    )
