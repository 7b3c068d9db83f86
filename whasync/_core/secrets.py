"""What a key looks like, and how a text is told without one."""

from __future__ import annotations

import re

MASK = "[key]"

# Of a key's signs. What is shorter may stand in a text by chance.
SHORTEST = 8

# The documented form.
_FORM = re.compile(r"wh_[0-9a-f]{48}", re.IGNORECASE)

# What may be a key, of another form or cut when it was copied. Without a digit it is a word, such as `wh_simulator`.
# The words before it are bounded, or a text of nothing but `wh_` would be read as often as it is long.
_LIKE_A_KEY = re.compile(r"wh_(?:[0-9a-f]{16}|(?:[a-z]{1,16}_){0,2}(?=[a-z]*[0-9])[0-9a-z]{8})[0-9a-z]*", re.IGNORECASE)


def is_of_the_form(key: str) -> bool:
    """Whether a key is of the documented form, `wh_` and 48 hexadecimal digits."""
    return _FORM.fullmatch(key) is not None


def masked(text: str, key: str = "") -> str:
    """The text without that key, and without whatever looks like one. All that is shown or kept goes this way."""
    if len(key) >= SHORTEST:
        text = text.replace(key, MASK)
    return _LIKE_A_KEY.sub(MASK, text)
