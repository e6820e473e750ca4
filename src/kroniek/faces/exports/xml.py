"""Texts in XML: escaped, and without the characters that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def text(value: object) -> str:
    """A value as the text of an element."""
    return escape(_IMPOSSIBLE.sub("\ufffd", str(value)))


def attribute(value: object) -> str:
    """A value between double quotation marks."""
    return f'"{escape(_IMPOSSIBLE.sub(chr(0xFFFD), str(value)), _QUOTES)}"'
