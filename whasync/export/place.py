"""Where an output goes: a file that is whole or not there. All of it blocks, so the worker does it."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from ..errors import UsageError


class Place:
    """FILE, and FILE.part beside it, which becomes FILE when all is on the disk. A link stays a link."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.real = Path(os.path.realpath(path))
        self.part = self.real.with_name(f"{self.real.name}.part")
        self.spool = self.real.with_name(f"{self.real.name}.spool")

    def check(self, *, ours: bool) -> None:
        """Refuse a place that cannot be written, or where a file stands that this job did not make.

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
                raise UsageError(
                    f"{found} is there, and this export did not make it; nothing was sent, and it is left as it is. "
                    f"Choose another file, or replace it with restart (--restart)"
                )

    def commit(self) -> int:
        """Make the part the file, safe against a loss of power; answers its size in bytes."""
        with self.part.open("rb+") as file:
            os.fsync(file.fileno())
            size = os.fstat(file.fileno()).st_size
        self.part.replace(self.real)
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
