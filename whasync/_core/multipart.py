"""A form with a file in it, as `multipart/form-data` (RFC 7578). Which boundary it has follows from its content."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from .shape import is_array

# What a file begins with tells its type, which a server may want to know; a name it must have is made from it.
_SIGNATURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)


def has_file(arguments: Mapping[str, Any]) -> bool:
    """Whether a form cannot be sent as text alone."""
    return any(isinstance(value, bytes) for value in arguments.values())


def encode(arguments: Mapping[str, Any]) -> tuple[str, bytes]:
    """The content type and the body of a form."""
    parts = [_part(name, value) for name, value in arguments.items()]
    boundary = blake2b(b"".join(parts), digest_size=16).hexdigest().encode()
    body = b"".join(b"--" + boundary + b"\r\n" + part for part in parts)
    return f"multipart/form-data; boundary={boundary.decode()}", body + b"--" + boundary + b"--\r\n"


def _part(name: str, value: Any) -> bytes:
    head = f'Content-Disposition: form-data; name="{name}"'
    if not isinstance(value, bytes):
        text = ",".join(map(str, value)) if is_array(value) else str(value)
        return f"{head}\r\n\r\n{text}\r\n".encode()
    kind = next((kind for begin, kind in _SIGNATURES if value.startswith(begin)), "application/octet-stream")
    ending = kind.rpartition("/")[2]
    return f'{head}; filename="{name}.{ending}"\r\nContent-Type: {kind}\r\n\r\n'.encode() + value + b"\r\n"
