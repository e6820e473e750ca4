"""Who acted towards whom: one sentence for each side and whom it acted towards, counted by what kind of acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kroniek.api.briefing import choosing
from kroniek.api.briefing.desk import Desk
from kroniek.api.briefing.wording import most
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.brief import Sentence
from kroniek.model.ontology import QUADS, Quad

_HARDEST_FIRST = (Quad.MATERIAL_CONFLICT, Quad.VERBAL_CONFLICT, Quad.VERBAL_COOPERATION, Quad.MATERIAL_COOPERATION)


def write(desk: Desk) -> list[Sentence]:
    """The ways in which most was done; an event counts once, and only what was done or said."""
    ways: dict[tuple[str, str], list[StoredClaim]] = {}
    parties: dict[str, Party] = {}
    for one in choosing.ranked(desk.material, desk.material.new):
        if choosing.took_place(one.claim):
            for actor, recipient in _ways(one, desk.material.about):
                parties |= {actor.name: actor, recipient.name: recipient}
                ways.setdefault((actor.name, recipient.name), []).append(one)
    several = [(way, claims) for way, claims in ways.items() if len(claims) > 1]
    several.sort(key=lambda one: (-len(one[1]), one[0]))
    return [
        _sentence(desk, parties[actor], parties[recipient], claims)
        for (actor, recipient), claims in several[: most("toward")]
    ]


def _ways(stored: StoredClaim, about: Party | None) -> list[tuple[Party, Party]]:
    """From which side to which other one an act went, each way once; of somebody whom the brief is about, his own."""
    actors = [choosing.side(party, about) for party in stored.claim.actors]
    recipients = [choosing.side(party, about) for party in stored.claim.recipients]
    found = {(one.name, other.name): (one, other) for one in actors for other in recipients if one.name != other.name}
    ways = list(found.values())
    return [way for way in ways if about is None or about.name in (way[0].name, way[1].name)]


def _sentence(desk: Desk, actor: Party, recipient: Party, claims: Sequence[StoredClaim]) -> Sentence:
    words, who, whom = desk.words, desk.speaker.name(actor), desk.speaker.name(recipient)
    counts = Counter(QUADS[one.claim.type] for one in claims)
    how = [words.count(f"toward.{quad.value}", counts[quad]) for quad in _HARDEST_FIRST if counts[quad]]
    text = words.say(
        f"toward.text_{'many' if who.many else 'one'}",
        who=who.text,
        whom=whom.text,
        times=words.count("toward.times", len(claims)),
        how=words.together(how),
    )
    return desk.sentence(desk.speaker.finished(text), desk.notes.all(claims[: most("toward", "notes")]))
