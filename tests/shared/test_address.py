"""Where processes meet, as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from whasync import UsageError
from whasync._io.meeting.address import Address

GOOD = {
    "sqlite:///meet.sqlite": Address(path=Path("meet.sqlite")),
    "sqlite:////var/lib/meet.sqlite": Address(path=Path("/var/lib/meet.sqlite")),
    "sqlite:///a%20b.sqlite?lease=5": Address(path=Path("a b.sqlite"), lease=5.0),
    "redis://host:6379/0": Address(url="redis://host:6379/0"),
    "rediss://u:p@host/1?ssl_ca_certs=/x&stamp=no": Address(url="rediss://u:p@host/1?ssl_ca_certs=%2Fx", stamps=False),
    "unix:///run/redis.sock?db=3&when_gone=local-share&processes=4": Address(
        url="unix:///run/redis.sock?db=3", processes=4
    ),
}

BAD = {
    "host:6379": "begins with host and must be one of",
    "redis://[": "is no URL",
    "sqlite://meet.sqlite": "is written sqlite:///relative/path or sqlite:////absolute/path",
    "sqlite:///": "is written sqlite:///relative/path",
    "sqlite:///:memory:": "is written sqlite:///relative/path",
    "sqlite:///x?mode=ro": r"\?mode= is none of lease=, stamp=, when_gone=, processes=$",
    "sqlite:///x?leese=5": 'did you mean "lease"',
    "redis://h?lease=0.1": "lease=0.1 must be seconds, from 1 to 3600",
    "redis://h?lease=soon": "lease=soon must be seconds",
    "redis://h?stamp=maybe": "stamp=maybe must be yes or no",
    "redis://h?when_gone=panic": "when_gone=panic must be fail or local-share",
    "redis://h?when_gone=local-share": "says how many share the limit",
    "redis://h?processes=4": "says how many share the limit",
    "redis://h?processes=many": "says how many share the limit",
}


@pytest.mark.parametrize("text", GOOD)
def test_an_address_is_read(text: str) -> None:
    assert Address.parse(text) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_what_is_none_is_refused_with_what_would_be_one(text: str) -> None:
    with pytest.raises(UsageError, match=BAD[text]):
        Address.parse(text)


@pytest.mark.parametrize("text", ["redis://:hunter2@h?lease=0", "rediss://:hunter2@[", "rexis://u:hunter2@h"])
def test_a_password_is_in_no_error(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        Address.parse(text)
    assert "hunter2" not in repr(caught.value)


def test_an_address_shows_no_password() -> None:
    assert repr(Address.parse("redis://:hunter2@h:1/0")) == "Address(redis://...)"
