"""Words of articles as an assistant may see them: without characters that nobody sees.

Control characters, marks of direction, and the invisible letters in which a text could hide orders to a program are
shown as � each. One character stands for one, so offsets keep counting.
"""

from __future__ import annotations

import re
from typing import Any

SHOWN = "\ufffd"
"""What stands where something invisible stood."""

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff"  # halves of characters
    "\U000e0000-\U000e0fff"  # tags and selectors, with which whole sentences can be hidden
    "]"
)


def cleaned(text: str) -> str:
    """The text with � for every character that nobody sees; as long as before."""
    return _UNSEEN.sub(SHOWN, text)


def cleaned_record(value: Any) -> Any:
    """The same for all texts of a record."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {key: cleaned_record(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned_record(item) for item in value]
    return value
