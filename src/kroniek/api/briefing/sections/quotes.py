"""What somebody said, in his own words: what stands between quotation marks in the sentences that claims stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kroniek.api.briefing import choosing
from kroniek.api.briefing.desk import Desk
from kroniek.api.briefing.notes import carrying
from kroniek.api.briefing.phrasing import clipped, unmarked
from kroniek.api.briefing.wording import most, number
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.brief import Sentence, between_marks
from kroniek.model.ontology import QUADS, Quad
from kroniek.model.text import Quote

SPOKEN = frozenset({Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT})
"""Acts in words: who acts speaks."""

_SAID = re.compile(r"[“„\"](?P<words>[^“”„\"]+)[”\"“]|(?<!\w)[‘'](?P<inner>[^‘’]+)[’'](?!\w)")


def write(desk: Desk) -> list[Sentence]:
    """The quotations of the heaviest new claims, each once, without those that the news shows already."""
    told: dict[str, Sentence] = {}
    shown = {(one.claim.document, carrying(one)) for one in choosing.news(desk.material)}
    for one in choosing.ranked(desk.material, desk.material.new):
        who = _speaker(one)
        if who is None:
            continue
        for evidence, words in _quotations(one):
            text = clipped(words, most("quotes", "longest"))
            if (one.claim.document, evidence) not in shown and text not in told and len(told) < most("quotes"):
                told[text] = _sentence(desk, one, who, text, evidence)
    return list(told.values())


def _speaker(stored: StoredClaim) -> Party | None:
    """Who speaks, where the claim leaves no doubt: the one named voice, or else the one who acts by speaking."""
    voices = [voice for voice in stored.claim.voices if not voice.medium]
    if voices:
        return voices[0].party if len(voices) == 1 and not voices[0].anonymous else None
    actors = stored.claim.actors
    return actors[0] if QUADS[stored.claim.type] in SPOKEN and len(actors) == 1 else None


def _quotations(stored: StoredClaim) -> Iterator[tuple[Quote, str]]:
    for evidence in stored.claim.evidence:
        for found in _SAID.finditer(evidence.quote.text):
            words = " ".join((found["words"] or found["inner"]).split()).rstrip(",")
            if len(words) >= number("quotes", "shortest"):
                yield evidence.quote, words


def _sentence(desk: Desk, stored: StoredClaim, who: Party, text: str, evidence: Quote) -> Sentence:
    named = desk.parties([who], stored)
    said = desk.words.say(f"quotes.said_{'many' if named.many else 'one'}", who=named.text)
    day = desk.words.day(stored.published, near=desk.material.asked.until) if stored.published else ""
    where = desk.words.say(
        "quotes.where" if stored.publisher else "quotes.somewhere", who=unmarked(stored.publisher or ""), day=day
    )
    return desk.sentence(
        desk.speaker.finished(f"{said}{where}: {between_marks(text)}", [text]), [desk.notes.add(stored, evidence)]
    )
