"""The file behind a cassette: read whole, written whole, and searched for what is nearest to a question."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from .._core.suggest import nearest
from ..errors import UsageError
from .recording import Question, Recording


class Tape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file holds.

    Attributes:
        format: Tells it from other JSON, and from later formats.
    """

    format: Literal["whasync cassette 1"]
    recordings: list[Recording]


def load(path: Path) -> list[Recording]:
    """The recordings of a file; none where there is no file.

    Raises:
        UsageError: The file is damaged, or no cassette, or cannot be read.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Tape).recordings
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"{path} is damaged, or no cassette ({error}); it is left as it is: restore it, or remove it to record anew"
        ) from None


def check_place(path: Path) -> None:
    """See that the file can be written, as far as that shows before.

    Raises:
        UsageError: It is a folder, or stands where none can be made or nothing can be written.
    """
    folder = next(folder for folder in path.absolute().parents if folder.exists())
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(f"{path} cannot be written, and what is recorded would be lost; nothing was sent")


def save(path: Path, recordings: Sequence[Recording]) -> None:
    """Replace the file at one stroke: whoever reads it sees the old one or the new one."""
    text = msgspec.json.format(
        msgspec.json.encode(Tape(format="whasync cassette 1", recordings=list(recordings))), indent=2
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(text + b"\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def nearest_to(question: Question, recordings: Sequence[Recording]) -> str:
    """What is recorded nearest to a question that is not, in words."""
    if not recordings:
        return "nothing is recorded there"
    of_path = [recording for recording in recordings if recording.path == question.path]
    if not of_path:
        paths = sorted({recording.path for recording in recordings})
        return f"nothing is recorded of this path; the nearest recorded is {nearest(question.path, paths) or paths[0]}"
    differences = min((_differences(question.arguments, each.arguments) for each in of_path), key=len)
    return f"the nearest recorded question differs in {'; '.join(differences)}"


def _differences(asked: dict[str, str], recorded: dict[str, str]) -> list[str]:
    return [
        f"{name}, asked {_quoted(asked.get(name))}, recorded {_quoted(recorded.get(name))}"
        for name in sorted(asked | recorded)
        if asked.get(name) != recorded.get(name)
    ]


def _quoted(value: str | None) -> str:
    return "without" if value is None else f'"{value}"'
