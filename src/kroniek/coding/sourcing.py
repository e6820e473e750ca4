"""On whose word an act is told, and why: what covers it in its sentence, who has the floor, or the trained reader.

The first that tells something decides: a saying that covers the act, a quotation that goes on, the arcs of the
trained reader. In an answer of an interview the one who answers stands behind all of them.
Invariant: nearest speaker first, then who reports him; who acts by words is not also a source of it, who did a deed is
where he is quoted on it, as is who tells of himself (*naar eigen zeggen*); every source has a reason. Left out: finding
voices in a sentence (`voices`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kroniek.coding.floor import Floor
from kroniek.coding.hints import Hints, least
from kroniek.coding.interviews import Interview
from kroniek.coding.scene import Scene
from kroniek.coding.triggers import Trigger
from kroniek.coding.voices import Saying, voice_of
from kroniek.model.actor import Party, Voice
from kroniek.model.analysis import Mention, MentionKind
from kroniek.model.claim import Reason
from kroniek.model.ontology import EventType
from kroniek.model.signals import ArcRole
from kroniek.model.text import Quote

_BY_WORDS = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
_WHERE = frozenset({"in", "te", "bij", "nabij", "uit", "vanuit", "naar", "op"})
_LONGEST_PREPOSITION = 8  # characters, the space behind it among them
_FIRST_PERSON = frozenset({"wij", "we", "ik"})

Sources = tuple[tuple[Voice, ...], list[Reason]]


def sourced(
    scene: Scene,
    token: int,
    *,
    covering: Sequence[Saying],
    actors: tuple[Party, ...],
    deed: bool,
    floor: Floor,
    interview: Interview,
    hints: Hints,
) -> Sources:
    """On whose word the act at a token is told, and why; who did a `deed` may be the one who tells of it."""
    answered = interview.voice is not None and interview.answers(scene.tokens[token].start)
    voices, reasons = _within(scene, token, covering, actors, None if answered else floor, hints, deed=deed)
    if interview.voice is not None and answered:
        behind = unlike((*voices, interview.voice), actors)
        if behind != voices:
            return behind, [*reasons, Reason(field="sources", rule="answers in an interview", quote=interview.word)]
    return voices, reasons


def _within(
    scene: Scene,
    token: int,
    covering: Sequence[Saying],
    actors: tuple[Party, ...],
    floor: Floor | None,
    hints: Hints,
    *,
    deed: bool,
) -> Sources:
    """Who says so within an article, or within an answer, whose quotation goes on for another reason."""
    if covering:
        own = tuple(voice for saying in covering if saying.own and deed for voice in saying.voices)
        voices = own or unlike(floor.behind(chain(covering)) if floor else chain(covering), () if deed else actors)
        reasons = [Reason(field="sources", rule=f"said so ({one.strength})", quote=one.verb) for one in covering]
        return voices, reasons if voices else []
    if floor is not None and (speaking := floor.voices(scene, token)) is not None:
        voices = unlike(speaking[0], actors)
        reason = Reason(field="sources", rule="the quotation goes on", quote=speaking[1])
        return voices, [reason] if voices else []
    return _hinted(scene, hints, actors)


def _hinted(scene: Scene, hints: Hints, actors: tuple[Party, ...]) -> Sources:
    """The speakers that the trained reader ties to the act."""
    found: list[Voice] = []
    reasons: list[Reason] = []
    for mention, score, distance in hints.mentions(ArcRole.SOURCE):
        voice = voice_of(mention, scene.text) if not _is_where(mention, scene.text) else None
        if voice is not None and score >= (least().source_far if distance else least().source):
            found.append(voice)
            quote = voice.party.quote
            reasons.append(Reason(field="sources", rule="model: speaker", quote=quote, score=round(score, 3)))
    voices = unlike(tuple(sorted(found, key=lambda voice: voice.medium)), actors)
    return voices, reasons if voices else []


def _is_where(mention: Mention, text: str) -> bool:
    """Does a place tell where something was said (*In New York beschuldigde …*)? It does not speak then."""
    words = text[max(0, mention.outer - _LONGEST_PREPOSITION) : mention.outer].lower().split()
    return mention.kind is MentionKind.LOCATION and bool(words) and words[-1] in _WHERE


def speaker_who_acts(
    scene: Scene, trigger: Trigger, kind: EventType, covering: Sequence[Saying]
) -> tuple[tuple[Party, ...], Quote | None]:
    """Who performs an act that nobody else does, by saying it: *“Rusland moet ophouden”, zei Stoltenberg*.

    Who asks, accuses, refuses or threatens does so by his words; whatever else is done by *wij* or *ik* is the
    speaker's too. The unnamed mostly tell of others.
    """
    words = scene.words(scene.syntax.clauses[trigger.clause])
    if kind not in _BY_WORDS and not _FIRST_PERSON & set(words):
        return (), None
    for saying in covering:
        named = [voice.party for voice in saying.voices if not (voice.medium or voice.anonymous)]
        found = tuple(party for party in named if party.country or party.sectors)
        if found and not saying.own:
            return found, saying.verb
    return (), None


def chain(said: Iterable[Saying]) -> tuple[Voice, ...]:
    """The voices of several sayings: who speaks before who reports it."""
    return tuple(sorted((voice for saying in said for voice in saying.voices), key=lambda voice: voice.medium))


def unlike(voices: tuple[Voice, ...], actors: tuple[Party, ...]) -> tuple[Voice, ...]:
    """The voices without those who act: the speaker of a speech act is its actor, not also its source."""
    names = {party.name for party in actors}
    found: dict[str, Voice] = {}
    for voice in voices:
        same_words = any(_overlap(voice.party.quote, other.party.quote) for other in found.values())
        if voice.party.name not in names and not same_words:
            found.setdefault(voice.party.name, voice)
    return tuple(found.values())


def _overlap(one: Quote | None, other: Quote | None) -> bool:
    """Do two voices stand in the same words (*bron* and *niet nader genoemde bron*)?"""
    return one is not None and other is not None and one.start < other.end and other.start < one.end
