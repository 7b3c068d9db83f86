"""What a message says here: options by the names under which they are typed, and no secret."""

from __future__ import annotations

import re

from .._core.secrets import masked

# Arguments in Python, options here. What stands after ": " is a parameter of an operation; one is called format.
_OPTION = re.compile(
    r"(?<![\w/.?&-])(?<!: )(base_url|extra|format|max_credits|max_rows|rate|shared|spool)=(?=(?P<value>[^\s;,)])?)"
)
_OF_A_SESSION = {
    " credits() lets": " `whasync credits` lets",
    "Session(bearer=True)": "--bearer",
    "Session(bearer=False)": "no --bearer",
    "Session(proxy=...)": "--proxy URL",
}

# Not of `https://www.tiktok.com/@name`, which tells of a creator.
_PASSWORD = re.compile(r"(?<=://)(?:\S*[^\s/]|\S*:\S*)@")


def as_options(text: str) -> str:
    """The text with `max_rows=` as `--max-rows`, and so on: what is said for Python, said for the command line."""
    for call, option in _OF_A_SESSION.items():
        text = text.replace(call, option)
    return _OPTION.sub(lambda found: f"--{found[1].replace('_', '-')}{' ' if found['value'] else ''}", text)


def without_secrets(text: str) -> str:
    """The text without a key or the password of a URL: what was typed in the wrong place goes to logs and mails."""
    return _PASSWORD.sub("[...]@", masked(text))
