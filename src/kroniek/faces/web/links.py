"""Addresses of pages, in one place: what a page is called, and how ids and names are written in it.

An id is one segment with everything odd percent-encoded, so no article can lead out of its page by what it is called.
A question travels along from page to page where it holds for all of them: the day as of which the chronicle is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

Value = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses as told on one page; `as_of` is the day that goes along."""

    as_of: str | None = None

    def to(self, path: str, *, anchor: str = "", **query: Value) -> str:
        """A page with a question; what is None or empty is left out."""
        asked = {name.rstrip("_"): value for name, value in query.items() if value not in {None, ""}}
        if self.as_of and "as_of" not in asked:
            asked["as_of"] = self.as_of
        told = f"?{urlencode(asked)}" if asked else ""
        return f"{path}{told}{f'#{anchor}' if anchor else ''}"

    def article(self, key: str, claim: str | None = None) -> str:
        """An article, at the words of a claim where one is given."""
        return self.to(f"/artikel/{segment(key)}", b=claim, anchor="w" if claim else "")

    def claim(self, id_: str) -> str:
        """A claim."""
        return self.to(f"/bewering/{segment(id_)}")

    def event(self, id_: str) -> str:
        """An event."""
        return self.to(f"/gebeurtenis/{segment(id_)}")

    def actor(self, name: str) -> str:
        """Somebody's card."""
        return self.to(f"/wie/{segment(name)}")

    def pair(self, first: str, second: str, *, since: str | None = None, until: str | None = None) -> str:
        """What two have to do with each other."""
        return self.to("/paar", a=first, b=second, since=since, until=until)

    def search(self, **query: Value) -> str:
        """Claims that answer a question."""
        return self.to("/zoek", anchor="", **query)

    def story(self, id_: str, **query: Value) -> str:
        """A story among the claims that a question asks for."""
        return self.to(f"/verhaal/{segment(id_)}", anchor="", **query)


def is_web(url: str | None) -> bool:
    """Is this an address of the web, and not one that does something (`javascript:`)?"""
    return url is not None and url.lower().startswith(("https://", "http://"))


def segment(text: str) -> str:
    """A text as one segment of a path."""
    return quote(text, safe="")


def with_query(path: str, query: Mapping[str, Value], **changed: Value) -> str:
    """A page with parts of its question changed; None takes a part away."""
    asked = {**query, **{name.rstrip("_"): value for name, value in changed.items()}}
    told = urlencode({name: value for name, value in asked.items() if value not in {None, ""}})
    return f"{path}?{told}" if told else path
