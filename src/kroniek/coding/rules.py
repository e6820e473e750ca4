"""The first coder: frames, clauses and word lists, no learning. It abstains where its trigger is weak.

A trigger becomes a claim where its frame has told that type often enough, it stands in no condition and in no content
of another act (what is only asked for, threatened or promised is not coded), and somebody takes part in it. Every
field keeps its reason. Invariant: the same analysis gives the same claims. It stays as the baseline that a trained
coder must beat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.contexts import contexts, why_contexts
from kroniek.coding.dating import Thread, Told, dated, is_past, kept_by_status
from kroniek.coding.figures import figures_of, outcome_of
from kroniek.coding.floor import Floor
from kroniek.coding.hints import Hints
from kroniek.coding.interviews import Interview
from kroniek.coding.linking import acts_in, linked
from kroniek.coding.merging import Draft, merged
from kroniek.coding.modality import assess, is_denial, only_considers
from kroniek.coding.placing import Grounds, Kind
from kroniek.coding.roles import Cast, cast
from kroniek.coding.scene import Named, Scene, scenes
from kroniek.coding.sourcing import chain, sourced, speaker_who_acts, unlike
from kroniek.coding.topics import is_political
from kroniek.coding.tracing import Trace, by_frames
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.coding.unreal import untold
from kroniek.coding.voices import Saying, sayings
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.schema import Frame
from kroniek.model.actor import Party, Strength, Voice
from kroniek.model.analysis import Analysis, SentenceKind
from kroniek.model.claim import Claim, ClaimId, Evidence, Figure, Reason
from kroniek.model.considered import Note, Omission
from kroniek.model.ids import claim_id
from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place
from kroniek.model.text import Quote

_GOVERNING = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.REJECT, EventType.AGREE, EventType.CONCEDE})
LIES_AHEAD = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE})
"""The statuses of acts that are not done yet."""

_AHEAD = {  # codebook, rule 2: what is announced is a promise of it
    EventType.CONSULT: EventType.AGREE,
    EventType.SUPPORT: EventType.AGREE,
    EventType.COOPERATE: EventType.AGREE,
    EventType.AID: EventType.AGREE,
    EventType.RETREAT: EventType.CONCEDE,
}
_THREATENED = frozenset(
    {
        EventType.THREATEN,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.REJECT,
        EventType.PROTEST,
    }
)
Complete = Callable[[Analysis, Sequence[Draft]], None]
"""Adds to the drafts of a text, in place, what only the whole text tells."""

MODEL = "model"
"""The rule of a party that a model chose and no slot of a frame."""

_NOMINAL = frozenset({TriggerForm.NOUN, TriggerForm.ADJECTIVE, TriggerForm.ATTRIBUTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Below these precisions of a frame (see `Frame.precision`) a trigger is not coded. Data: `coding/rules.toml`."""

    verb: float
    noun: float
    phrase: float
    compound: float
    rival: float
    own: float
    denied: float
    longest_quote_chars: int


@cache
def thresholds() -> Thresholds:
    """The thresholds, read when first asked for."""
    table: dict[str, Any] = read_toml("coding/rules.toml")
    return Thresholds(**table["thresholds"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger read as a frame, and how sure that is."""

    trigger: Trigger
    frame: Frame
    precision: float
    rule: str = ""  # what decided, where it was not the frame alone
    least: float | None = None  # what it had to reach, where that is not the same for all

    @property
    def clause(self) -> int:
        """The clause of the trigger."""
        return self.trigger.clause


class RuleCoder:
    """Codes with frames and rules; `note` is told of everything that was weighed, where somebody asks for it."""

    name = "rules"

    def __init__(self, *, note: Note | None = None) -> None:
        self._trace = Trace(note, lambda _, trigger: by_frames(trigger), _threshold) if note is not None else None

    def __call__(self, analysis: Analysis) -> Iterator[Claim]:
        """The claims of one text, in the order of their first evidence."""
        own = replace(analysis, signals=None)  # this coder hears no model, whoever read the text
        if is_political(analysis.document.text):
            drafts = drafts_of(
                own, lambda scene: _chosen(scene, self._trace), denied=thresholds().denied, trace=self._trace
            )
            yield from claims_of(own, drafts, coder=self.name)
        elif self._trace is not None:
            for scene in scenes(own):
                for trigger in scene.triggers:
                    self._trace.skip(scene, trigger, Omission.TOPIC)


def claims_of(
    analysis: Analysis,
    drafts: Iterable[Draft],
    *,
    coder: str,
    complete: Complete | None = None,
) -> Iterator[Claim]:
    """Drafts of one text as claims: those of one act joined, then completed by the whole text, each with its id."""
    used: Counter[tuple[str, int, int]] = Counter()
    claims: list[Claim] = []
    joined = merged(drafts)
    if complete is not None:
        complete(analysis, joined)
    for draft in joined:
        triggers = draft.evidence[0].triggers or (draft.evidence[0].quote,)
        key = (draft.type.value, triggers[0].start, triggers[0].end)
        number = used[key]
        used[key] += 1
        claims.append(_claim(analysis, draft, claim_id(analysis.document.id, *key, number), coder))
    yield from linked(claims, [draft.hangs_on for draft in joined])


def _claim(analysis: Analysis, draft: Draft, id_: ClaimId, coder: str) -> Claim:
    kinds = contexts(" ".join(evidence.quote.text for evidence in draft.evidence))
    return Claim(
        id=id_,
        document=analysis.document.id,
        type=draft.type,
        modes=draft.modes,
        contexts=kinds,
        actors=draft.actors,
        recipients=draft.recipients,
        when=draft.when,
        place=draft.place,
        status=draft.status,
        hedged=draft.hedged,
        voices=draft.voices,
        condition=draft.condition,
        figures=draft.figures,
        evidence=tuple(draft.evidence),
        reasons=(*draft.reasons, *why_contexts(kinds, [evidence.quote for evidence in draft.evidence])),
        coder=coder,
    )


@dataclass(slots=True)
class _Around:
    """What an article tells beyond one sentence: who has the floor, its places, an interview, the time told last."""

    floor: Floor
    grounds: Grounds
    interview: Interview
    thread: Thread | None = None


def drafts_of(
    analysis: Analysis,
    choose: Callable[[Scene], list[tuple[Candidate, Cast]]],
    *,
    denied: float,
    trace: Trace | None = None,
) -> Iterator[Draft]:
    """The drafts of a text, sentence by sentence; *Dat meldt X* reaches back to the sentence before.

    `choose` gives the triggers of a sentence that are coded, each with its parties, in text order; `denied` is how sure
    the trigger of a denied act must be; `trace` is told which of them did not last.
    """
    before: list[Draft] = []
    around = _Around(floor=Floor(analysis.quotations), grounds=Grounds(analysis), interview=Interview.of(analysis))
    for scene in scenes(analysis):
        said = sayings(scene)
        around.floor.hear(scene, said)
        if any(saying.back for saying in said):
            _add_voices(before, said)
        _add_outcome(before, scene)
        yield from before
        chosen = choose(scene)
        own = without_threatened(scene, chosen)
        drafted = [(one, _draft(analysis, scene, one, parts, said, around)) for one, parts in own]
        told = _once(drafted)
        if trace is not None:
            _trace_drafts(trace, scene, chosen, own, drafted, denied)
        around.thread = _thread(scene, [draft for _, draft in told])
        _name_accusers(scene, told)
        before = [draft for one, draft in told if one.trigger.phrase or _is_sure_enough(draft, denied)]
    yield from before
    if trace is not None:
        trace.boilerplate(analysis)


def _trace_drafts(
    trace: Trace,
    scene: Scene,
    chosen: list[tuple[Candidate, Cast]],
    own: list[tuple[Candidate, Cast]],
    drafted: list[tuple[Candidate, Draft]],
    denied: float,
) -> None:
    """Tell which of the chosen triggers of a sentence became claims, and which did not."""
    trace.lost(
        scene, chosen, own, Omission.CONTENT, trigger=_trigger_of, step=lambda pair: without_threatened(scene, pair)
    )
    told = _once(drafted)
    trace.lost(scene, drafted, told, Omission.TWICE, trigger=_trigger_of, step=_once)
    for one, draft in told:
        if one.trigger.phrase or _is_sure_enough(draft, denied):
            trace.coded(scene, one.trigger, least=one.least)
        else:
            trace.skip(scene, one.trigger, Omission.DENIED, least=denied)


def _trigger_of(one: tuple[Candidate, object]) -> Trigger:
    return one[0].trigger


def _once(told: list[tuple[Candidate, Draft]]) -> list[tuple[Candidate, Draft]]:
    """The drafts of a sentence without a weaker one of the same type and clause: one act read twice.

    That is one with the same actors, or one of the two has none (*bij een aanval op Gaza zijn tien mensen gedood*).
    """
    kept: list[tuple[Candidate, Draft]] = []
    for one, draft in sorted(told, key=lambda pair: -pair[1].weight):
        twice = any(
            other.clause == one.clause
            and kind.type is draft.type
            and (kind.actors == draft.actors or not (kind.actors and draft.actors))
            for other, kind in kept
        )
        if not twice or one.trigger.phrase:
            kept.append((one, draft))
    return sorted(kept, key=lambda pair: pair[0].trigger.head)


def _thread(scene: Scene, told: Sequence[Draft]) -> Thread | None:
    """The one time that a sentence tells its acts to have taken place at; None where it tells several or none."""
    times = {(draft.when.start, draft.when.end): draft.when for draft in told if draft.when is not None}
    done = all(draft.status in {Status.HAPPENED, Status.ONGOING} for draft in told)
    if len(times) != 1 or not done:
        return None
    return Thread(sentence=scene.number, paragraph=scene.sentence.paragraph, when=next(iter(times.values())))


def _is_sure_enough(draft: Draft, denied: float) -> bool:
    """Is a denied act told by a strong trigger? What did not happen is mostly no act at all (*noemde geen termijn*)."""
    return draft.status is not Status.DENIED or draft.weight >= denied


def _add_voices(drafts: Iterable[Draft], said: Sequence[Saying]) -> None:
    """Add the voices of *Dat meldt X op gezag van Y* to what the sentence before tells."""
    rule = "the next sentence says who reports it"
    for draft in drafts:
        before = draft.voices
        draft.voices = unlike((*before, *chain(said)), draft.actors)
        if draft.voices != before:
            draft.reasons += [Reason(field="sources", rule=rule, quote=saying.verb) for saying in said]


def _add_outcome(drafts: Sequence[Draft], scene: Scene) -> None:
    """Add what the next sentence tells to have come of the last act to that act."""
    for draft in drafts[-1:]:
        known = {figure.key for figure in draft.figures}
        found = [figure for figure in outcome_of(scene, draft.type) if figure.key not in known]
        if found and draft.status is Status.HAPPENED and scene.sentence.paragraph == draft.paragraph:
            draft.figures += tuple(found)
            draft.evidence.append(Evidence(quote=scene.whole()))
            rule = "the next sentence tells what came of it"
            draft.reasons += [Reason(field="figures", rule=rule, quote=figure.quote) for figure in found]


def _chosen(scene: Scene, trace: Trace | None = None) -> list[tuple[Candidate, Cast]]:
    """The triggers that the rules code: sure enough, told for themselves, with somebody who takes part."""
    found = list(_candidates(scene, trace))
    candidates = without_content(scene, found)
    played = [(candidate, cast(scene, candidate.trigger, candidate.frame)) for candidate in candidates]
    told = [(candidate, parts) for candidate, parts in played if _is_told(candidate, parts)]
    kept = _without_rivals(told)
    if trace is not None:
        _trace_chosen(trace, scene, found, candidates)
        for candidate, parts in played:
            if not _is_told(candidate, parts):
                trace.skip(scene, candidate.trigger, why_not_told(parts))
        trace.lost(scene, told, kept, Omission.RIVAL, trigger=_trigger_of, step=_without_rivals)
    return kept


def _trace_chosen(trace: Trace, scene: Scene, found: list[Candidate], candidates: list[Candidate]) -> None:
    trace.lost(
        scene,
        found,
        candidates,
        Omission.CONTENT,
        trigger=lambda one: one.trigger,
        step=lambda pair: without_content(scene, pair),
    )


def why_not_told(parts: Cast) -> Omission:
    """What an act lacks that is not told for want of those who take part."""
    if not parts.actors and not parts.recipients:
        return Omission.NOBODY
    if not any(matters(one) for one in (*parts.actors, *parts.recipients)):
        return Omission.OUTSIDERS
    return Omission.ACTORLESS


def _name_accusers(scene: Scene, told: Sequence[tuple[Candidate, Draft]]) -> None:
    """A deed that somebody is accused of is told by the accuser."""
    for accusation, draft in told:
        if draft.type is not EventType.ACCUSE:
            continue
        below = {other.index for other in scene.descendants(scene.syntax.clauses[accusation.clause])}
        for deed, other in told:
            beside = deed.clause == accusation.clause and deed.trigger.head > accusation.trigger.head
            inside = deed.clause in below or beside
            open_ = other.status is Status.POSSIBLE  # who looks into whether it happened does not say so
            if inside and not open_ and other.type not in _GOVERNING | {EventType.ACCUSE}:
                if (
                    beside and draft.recipients and other.actors == draft.actors
                ):  # beschuldigt X ervan Y te hebben gedaan
                    other.actors = draft.recipients
                    other.recipients = tuple(party for party in other.recipients if party not in draft.recipients)
                    gone = {"actors"} if other.recipients else {"actors", "recipients"}
                    other.reasons = [reason for reason in other.reasons if reason.field not in gone] + [
                        Reason(field="actors", rule="who is accused did it", quote=party.quote)
                        for party in other.actors
                    ]
                heard = {voice.party.name: voice for voice in other.voices}
                accusing = [
                    heard.get(party.name, Voice(party=party, strength=Strength.CLAIMS)) for party in draft.actors
                ]
                other.voices = unlike((*accusing, *other.voices), other.actors)
                if other.voices:
                    quote = accusation.trigger.words[0]
                    other.reasons.append(Reason(field="sources", rule="the accuser says so", quote=quote))


def _candidates(scene: Scene, trace: Trace | None = None) -> Iterator[Candidate]:
    for trigger in scene.triggers:
        precision = max(frame.precision for frame in trigger.frames)
        least = _threshold(trigger)
        below = not trigger.weak and precision < least
        why = Omission.WEAK if trigger.weak else Omission.CHANCE if below else untold(scene, trigger)
        if why is None:
            yield Candidate(trigger, _reading(trigger), precision)
        elif trace is not None:
            trace.skip(scene, trigger, why, least=least if below else None)


def _reading(trigger: Trigger) -> Frame:
    """The likeliest sense of the word that heads a trigger, with those modes that its words leave no doubt of.

    A lighter word that the trigger took in (*zelfmoordaanslag* in *een zelfmoordaanslag plegen*) may tell the mode, but
    it has slots of its own, so its sense is not taken.
    """
    first = trigger.frames[0]
    same = [frame for frame in trigger.frames if frame.type is first.type]
    heads = [frame for frame in same if frame.lemma == first.lemma and frame.pos is first.pos]
    if not trigger.weak:  # a sense is only here if its `needs` are met, so it says more than one without
        heads = [frame for frame in heads if frame.needs] or heads
    modes = _common_modes(heads) or _common_modes([frame for frame in same if frame.lemma != first.lemma])
    return replace(heads[0], modes=modes)


def _common_modes(frames: Sequence[Frame]) -> tuple[str, ...]:
    return tuple(mode for mode in frames[0].modes if all(mode in frame.modes for frame in frames)) if frames else ()


def _threshold(trigger: Trigger) -> float:
    limits = thresholds()
    if trigger.phrase:
        return limits.phrase
    if trigger.compound:
        return limits.compound
    return limits.noun if trigger.form in _NOMINAL else limits.verb


def without_content(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what is only asked for, threatened, refused or promised: it is the content of the act that says so."""
    governed: set[int] = set()
    for candidate in candidates:
        if only_considers(candidate.frame) and any(
            other.clause == candidate.clause and other.trigger.form is TriggerForm.TE_INFINITIVE for other in candidates
        ):
            governed.add(candidate.trigger.head)  # overweegt troepen te sturen: the act is told, as possible
            continue
        if candidate.frame.type not in _GOVERNING or is_denial(candidate.trigger):
            continue
        clause = scene.syntax.clauses[candidate.clause]
        below = {other.index for other in _content(scene, clause)}
        for other in candidates:
            if other is candidate:
                continue
            inside = other.clause in below
            ahead = other.clause == candidate.clause and _is_governed(candidate, other)
            if inside or ahead:
                governed.add(other.trigger.head)
    return [candidate for candidate in candidates if candidate.trigger.head not in governed]


def without_threatened(scene: Scene, chosen: list[tuple[Candidate, Cast]]) -> list[tuple[Candidate, Cast]]:
    """Without what is threatened: a threat is told once, as THREATEN (codebook, rule 2), not as the act to come too."""
    governed: set[int] = set()
    for threat, _ in chosen:
        if threat.frame.type is not EventType.THREATEN:
            continue
        below = {clause.index for clause in _content(scene, scene.syntax.clauses[threat.clause])}
        for other, _ in chosen:
            behind = (
                other.clause == threat.clause and threat.trigger.finite and other.trigger.head > threat.trigger.head
            )
            inside = other.clause in below or (behind and other.trigger.form is TriggerForm.TE_INFINITIVE)
            if other is not threat and inside and other.frame.type in _THREATENED:
                clause = scene.syntax.clauses[other.clause]
                if not is_past(scene, clause, other.trigger):
                    governed.add(other.trigger.head)
    return [(one, parts) for one, parts in chosen if one.trigger.head not in governed]


def _content(scene: Scene, clause: Clause) -> tuple[Clause, ...]:
    """The clauses that tell what is asked, threatened or promised: *dat …*, *om … te*."""
    return tuple(
        other
        for other in scene.descendants(clause)
        if other.kind is ClauseKind.INFINITIVE
        or (
            other.opener is not None
            and scene.tokens[other.opener].lower in {"dat", "of"}
            and not _is_relative(scene, other)
        )
    )


def _is_relative(scene: Scene, clause: Clause) -> bool:
    """Does *dat* follow a noun phrase without a comma or verb between (*het akkoord dat …*)?"""
    opener = clause.opener
    if opener is None or opener == 0:
        return False
    before = scene.tokens[opener - 1]
    return before.text == "," and opener >= 2 and not scene.syntax.forms[opener - 2]  # noqa: PLR2004


def _is_governed(governor: Candidate, other: Candidate) -> bool:
    """In one clause, an infinitive or a noun is the content of a finite act before it."""
    if other.trigger.form in {TriggerForm.TE_INFINITIVE, TriggerForm.INFINITIVE}:
        return governor.trigger.finite or governor.trigger.form in _NOMINAL
    return other.trigger.form in _NOMINAL and not other.trigger.phrase and governor.trigger.form not in _NOMINAL


def _without_rivals(played: list[tuple[Candidate, Cast]]) -> list[tuple[Candidate, Cast]]:
    """In one clause a noun that has no actor of its own gives way to a verb, and a weaker noun to a stronger one."""
    kept: list[tuple[Candidate, Cast]] = []
    for candidate, parts in played:
        rivals = [other for other, _ in played if other is not candidate and other.clause == candidate.clause]
        own = parts.actor_rule in _OWN and candidate.precision >= thresholds().own
        if candidate.trigger.form in _NOMINAL and not own and any(_is_stronger(other, candidate) for other in rivals):
            continue
        kept.append((candidate, parts))
    return kept


_OWN = frozenset({"adj", "door", "tussen", "poss", "van"})  # slots that tie an actor to its noun


def _is_stronger(first: Candidate, second: Candidate) -> bool:
    if first.trigger.form not in _NOMINAL:
        return second.precision < thresholds().rival
    return (first.precision, -first.trigger.head) > (second.precision, -second.trigger.head)


def _is_told(candidate: Candidate, parts: Cast) -> bool:
    """Does somebody take part who matters to politics? A noun needs an actor of its own; a verb at least somebody."""
    if not any(matters(one) for one in (*parts.actors, *parts.recipients)):
        return False
    if candidate.trigger.form in _NOMINAL:
        return bool(parts.actors)
    return bool(parts.actors or parts.recipients)


_POLITICAL = frozenset({"GOV", "MIL", "OPP", "LEG", "JUD", "SPY", "REB", "UAF", "PTY", "IGO"})


def matters(one: Named) -> bool:
    """Does a party have a country, or a part in politics?"""
    party = one.mention.party
    return party is not None and (party.country is not None or bool(_POLITICAL & set(party.sectors)))


def _is_of_bargain(scene: Scene, trigger: Trigger, party: Party, condition: Quote | None) -> bool:
    """Is a party named in what is asked in return, by words of the act's own clause (*in ruil voor gijzelaars*)?"""
    if condition is None or party.quote is None or not condition.start <= party.quote.start < condition.end:
        return False
    own = scene.syntax.clauses[trigger.clause].tokens
    return any(scene.tokens[at].start == condition.start for at in own)


def _draft(
    analysis: Analysis,
    scene: Scene,
    candidate: Candidate,
    parts: Cast,
    said: tuple[Saying, ...],
    around: _Around,
) -> Draft:
    trigger, frame = candidate.trigger, candidate.frame
    published = analysis.document.published
    hints = Hints.of(analysis, scene.number, trigger)
    day = published.anchor if published else None
    covering = [saying for saying in said if saying.reaches(trigger.clause, trigger.head)]
    time = dated(
        scene,
        trigger,
        told=_told(said, covering, frame.type, parts),
        published=day,
        hints=hints,
        thread=around.thread,
        type_=frame.type,
    )
    modality = assess(scene, trigger, frame, future=time.future, hints=hints)
    type_ = announced(frame.type, modality.status)
    time = kept_by_status(time, type_, modality.status, day)
    actors, recipients = _parties(parts.actors), _parties(parts.recipients)
    said_by: list[Reason] = []
    if not actors:
        actors, verb = speaker_who_acts(scene, trigger, type_, covering)
        said_by = [Reason(field="actors", rule="does it by saying so", quote=verb)] if actors else []
    recipients = tuple(party for party in recipients if party not in actors) if said_by else recipients
    recipients = tuple(party for party in recipients if not _is_of_bargain(scene, trigger, party, modality.condition))
    denied = modality.status is Status.DENIED
    heard_by = Hints(sentence=scene.number) if denied else hints  # whom the reader ties to a denied act asserts it
    voices, heard = sourced(
        scene,
        trigger.head,
        covering=covering,
        actors=actors,
        deed=type_ in _DEEDS and not denied,
        floor=around.floor,
        interview=around.interview,
        hints=heard_by,
    )
    quote = _evidence(scene, trigger)
    figures = figures_of(scene, trigger, type_)
    modes = frame.modes if type_ is frame.type else ()
    kind = Kind(type_, modes, modality.status)
    place = around.grounds.place(scene, trigger, kind, actors=actors, recipients=recipients)
    reasons = [
        Reason(
            field="type",
            rule=candidate.rule or f"frame {frame.id}",
            quote=trigger.words[0],
            score=round(candidate.precision, 3),
        ),
        *_why_type(candidate, type_, modes, modality.reasons),
        *(one for one in _role_reasons(scene, trigger, parts) if recipients or one.field != "recipients"),
        *said_by,
        *modality.reasons,
        *(
            [Reason(field="condition", rule="the words on which it hangs", quote=modality.condition)]
            if modality.condition
            else []
        ),
        *([Reason(field="date", rule=time.rule, quote=time.when.quote)] if time.when else []),
        *([Reason(field="place", rule=_place_rule(place), quote=place.quote)] if place else []),
        *heard,
        *(_why_figure(scene, trigger, figure) for figure in figures),
        Reason(field="evidence", rule=_SENTENCE if quote == scene.whole() else _CLAUSE),
    ]
    return Draft(
        sentence=scene.number,
        paragraph=scene.sentence.paragraph,
        headline=scene.sentence.kind is SentenceKind.HEADLINE,
        type=type_,
        modes=modes,
        actors=actors,
        recipients=recipients,
        when=time.when,
        place=place,
        status=modality.status,
        hedged=modality.hedged,
        voices=voices,
        condition=modality.condition,
        figures=figures,
        evidence=[Evidence(quote=quote, triggers=trigger.words)],
        reasons=reasons,
        weight=candidate.precision,
        hangs_on=acts_in(scene, modality.condition),
        leanings=parts.leanings,
    )


_SENTENCE = "the sentence that tells it"
_CLAUSE = "the clause that tells it, as the sentence is long"


def _why_type(
    candidate: Candidate, type_: EventType, modes: Sequence[str], status: Sequence[Reason]
) -> Iterator[Reason]:
    """Why an act that lies ahead has another type than its words, and what tells its modes."""
    trigger, frame = candidate.trigger, candidate.frame
    if type_ is not frame.type:
        quote = next((reason.quote for reason in status if reason.field == "status"), None)
        yield Reason(field="type", rule=f"what lies ahead is a promise of {frame.type}", quote=quote)
    if modes:
        known = {mode for sense in trigger.frames if sense.type is frame.type for mode in sense.modes}
        rule = f"frame {frame.id}" if known.issuperset(modes) else MODEL
        yield Reason(field="mode", rule=rule, quote=trigger.words[0])


def _why_figure(scene: Scene, trigger: Trigger, figure: Figure) -> Reason:
    clause = scene.syntax.clauses[trigger.clause]
    own = figure.quote is not None and any(
        figure.quote.start <= scene.tokens[at].start < figure.quote.end for at in clause.tokens
    )
    rule = "counted in the clause" if own else "counted in another clause of the sentence"
    return Reason(field="figures", rule=rule, quote=figure.quote)


def _place_rule(place: Place) -> str:
    return "the likeliest place around the act" if place.quote else "the country of those who take part"


def _told(said: Sequence[Saying], covering: Sequence[Saying], kind: EventType, parts: Cast) -> Told:
    """Who says what in a sentence; somebody does an act by saying so where it is his own (*kondigde aan dat …*)."""
    names = {one.mention.party.name for one in parts.actors if one.mention.party is not None}
    so = (
        saying.clause
        for saying in covering
        if saying.clause >= 0 and (not names or names & {voice.party.name for voice in saying.voices})
    )
    return Told(
        sayings=frozenset(saying.clause for saying in said),
        so=frozenset(so) if kind in _DONE_BY_WORDS else frozenset(),
        words=frozenset(at for saying in said for at in saying.words),
    )


_DEEDS = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE, EventType.AID})
_DONE_BY_WORDS = _GOVERNING | {EventType.ACCUSE, EventType.SUPPORT}


def announced(kind: EventType, status: Status) -> EventType:
    """The type of an act of this status: what lies ahead is the promise of it (codebook, rule 2)."""
    return _AHEAD.get(kind, kind) if status in LIES_AHEAD else kind


def _role_reasons(scene: Scene, trigger: Trigger, parts: Cast) -> Iterator[Reason]:
    for field, named, rule in (
        ("actors", parts.actors, parts.actor_rule),
        ("recipients", parts.recipients, parts.recipient_rule),
    ):
        for one in named:
            if one.mention.party is not None:
                said = rule if rule == MODEL else f"slot {_own_slot(scene, trigger, parts, one, rule)}"
                yield Reason(field=field, rule=said, quote=one.mention.party.quote)
            if one.mention.party is not None and one.mention.why:
                why = "; ".join(one.mention.why)
                quote = one.mention.party.quote
                yield Reason(field=field, rule=f"who is meant: {why}", quote=quote, score=one.mention.score)


def _own_slot(scene: Scene, trigger: Trigger, parts: Cast, one: Named, slot: str) -> str:
    """Where a party stands itself: a slot may be filled by a passive's other party, or by several at once."""
    if slot not in {"su", "obj1"}:
        return slot
    is_subject = parts.subject is not None and one in parts.subject.named
    if slot == "obj1":
        return "obj1, subject of a passive" if is_subject else slot
    groups = scene.groups(scene.syntax.clauses[trigger.clause])
    preposition = next((group.preposition for group in groups if one in group.named), "")
    return preposition or (slot if is_subject or parts.subject is None else "obj1")


def _parties(named: Iterable[Named]) -> tuple[Party, ...]:
    """The parties of mentions, each once."""
    found: dict[str, Party] = {}
    for one in named:
        if one.mention.party is not None:
            found.setdefault(one.mention.party.name, one.mention.party)
    return tuple(found.values())


def _evidence(scene: Scene, trigger: Trigger) -> Quote:
    """The sentence, or the trigger's clause where the sentence is too long to be a quote."""
    whole = scene.whole()
    if len(whole.text) <= thresholds().longest_quote_chars:
        return whole
    clause = scene.syntax.clauses[trigger.clause]
    return scene.quote(clause.start, clause.end)
