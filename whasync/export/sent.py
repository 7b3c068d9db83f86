"""How many calls have gone out, in eight bytes beside the spool. They outlive the process, though no loss of power."""

from __future__ import annotations

import mmap
from pathlib import Path

_SIZE = 8


class Sent:
    """A count in a mapped file: adding to it costs no system call, so it is done as the bytes go.

    Args:
        known: The count, where the file does not tell.
    """

    def __init__(self, path: Path, known: int) -> None:
        self._path = path
        with path.open("a+b") as file:
            if file.tell() < _SIZE:  # there was none, or the run that made it was killed meanwhile
                file.truncate()
                file.write(known.to_bytes(_SIZE, "little"))
                file.flush()
            self._map = mmap.mmap(file.fileno(), _SIZE)
        self.count = int.from_bytes(self._map[:], "little")

    def add(self) -> None:
        """Count a call whose bytes go now."""
        if not self._map.closed:  # else a call outlives its run, and ends without being heard
            self.count += 1
            self._map[:] = self.count.to_bytes(_SIZE, "little")

    def remove(self) -> None:
        """Take the file away, when all calls are accounted for."""
        self._map.close()
        self._path.unlink(missing_ok=True)
