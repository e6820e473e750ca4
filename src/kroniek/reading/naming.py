"""Ids for documents: the record's own, else a readable name from address or file.

The same address gives the same id in every run; within one run two addresses never share one, the second gets four
hexadecimal digits of the hash of its address.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from kroniek.model.ids import digest
from kroniek.model.text import DocumentId, Source

_SLUG_CHARS = 80
_NOT_SLUG = re.compile(r"[^A-Za-z0-9._]+")
_PAGE_ENDINGS = re.compile(r"\.(?:html?|xhtml|php|aspx?|ece|jsp|dhtml)$", re.IGNORECASE)
_SAYS_NOTHING = frozenset({"", "index", "default", "home", "artikel", "article", "nieuws", "news", "amp", "print"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def stem(name: str) -> str:
    """A file's name without extension, `a.warc.gz` without both; bytes that are no text become `_`."""
    bare = re.sub(r"\.gz$", "", name, flags=re.IGNORECASE)
    bare = bare[: bare.rindex(".")] if "." in bare[1:] else bare
    return _CONTROL.sub("_", bare).strip() or "document"


def slug(url: str) -> str:
    """The last telling part of a URL's path, fit for an id; empty where there is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    for part in reversed(parts.path.split("/")):
        bare = _PAGE_ENDINGS.sub("", unquote(part))
        folded = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode("ascii")
        name = _NOT_SLUG.sub("-", folded).strip("-._")[:_SLUG_CHARS].rstrip("-._")
        if name.lower() not in _SAYS_NOTHING:
            return name
    return ""


@dataclass(slots=True)
class Names:
    """The ids that were given out in this run: by id, the address and the hash of the text that have it."""

    _taken: dict[str, tuple[str, str]] = field(default_factory=dict)

    def holder(self, name: str) -> tuple[str, str] | None:
        """Address and text hash of the document that has this id."""
        return self._taken.get(name)

    def take(self, wanted: str, *, source: Source, content_hash: str) -> DocumentId:
        """An id for this source: the one that is wanted where it is free or already its own."""
        address = str(source)
        name, chars = wanted, 4
        while (holder := self._taken.get(name)) is not None and holder[0] != address:
            name = f"{wanted}-{digest(address, chars=chars)}"
            chars += 4
        self._taken[name] = (address, content_hash)
        return DocumentId(name)
