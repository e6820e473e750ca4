"""How a change of a claim is put in words: what it was, what it is, in which fields, by whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kroniek.faces.cli.telling import Teller
    from kroniek.model.claim import Claim

_QUOTE_CHARS = 160
_SIGNS = {"added": ("+", "green"), "changed": ("~", "yellow"), "withdrawn": ("-", "red")}


def print_change(
    teller: Teller, kind: str, before: Claim | None, after: Claim | None, fields: Sequence[str], *, why: str = ""
) -> None:
    """Print one change: a line with the act, one for each field that differs, the words, and why."""
    terminal, claim = teller.terminal, after or before
    if claim is None:
        return
    sign, colour = _SIGNS[kind]
    for i, line in enumerate(terminal.wrap(teller.headline(claim), indent="    ", hang="    ")):
        terminal.line(f"  {terminal.style(sign, fg=colour, bold=True)} {line[4:]}" if not i else line)
    for text in (
        *_fields(teller, before, after, fields),
        _quote(claim),
        shown(f"{claim.id}{f' · {why}' if why else ''}"),
    ):
        for line in terminal.wrap(text, indent="    ", hang="      "):
            terminal.line(terminal.style(line, dim=text is not _quote(claim)))


def _fields(teller: Teller, before: Claim | None, after: Claim | None, fields: Sequence[str]) -> Iterator[str]:
    if before is None or after is None:
        return
    from kroniek.model.codec import claim_to_json

    old, new = claim_to_json(before), claim_to_json(after)
    for field in fields:
        if field != "evidence":
            yield f"{teller.words.field(field)}: {_told(old[field])} → {_told(new[field])}"


def _told(value: Any) -> str:
    """A field of the codebook's record on one line."""
    if value in (None, [], {}):
        return "–"
    if isinstance(value, list):
        return ", ".join(map(_told, value))
    return _together(value) if isinstance(value, dict) else shown(str(value))


def _together(value: dict[str, Any]) -> str:
    """An interval, a party, a place, words, or figures."""
    if "grain" in value:
        return str(value["start"]) if value["start"] == value["end"] else f"{value['start']}–{value['end']}"
    if "country" in value:
        codes = [code for code in (value["country"], *value.get("sector", ())) if code]
        return shown(f"{value['name']} [{' '.join(codes)}]" if codes else value["name"])
    if "text" in value:
        return shown(str(value["text"]))
    return ", ".join(f"{key} {_told(inner)}" for key, inner in value.items())


def _quote(claim: Claim) -> str:
    quote = shown(" […] ".join(evidence.quote.text for evidence in claim.evidence))
    return f"“{quote if len(quote) <= _QUOTE_CHARS else quote[:_QUOTE_CHARS].rsplit(' ', 1)[0] + ' …'}”"
