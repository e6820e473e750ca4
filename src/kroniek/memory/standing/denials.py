"""Who denies an event: the act of denying that the text reports, else the voice behind a claim that it did not happen.

A denial takes nothing away from the claims that assert it, and adds nothing to them: it stands beside them. Somebody
who denies in five articles is one denial, and so is a state. Who only passes on that somebody denies is no denier. Left
out: whether the denial holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kroniek.memory.standing.chains import Identity, is_named, own_identity
from kroniek.memory.standing.tables import marks
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Strength, Voice
from kroniek.model.claim import Claim, Evidence
from kroniek.model.ontology import EventType, Status
from kroniek.model.standing import Denial
from kroniek.model.text import Quote

_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_GUESSING = frozenset({Strength.CLAIMS, Strength.SUGGESTS, Strength.WARNS})
"""How somebody speaks who does not vouch for what he says, nor so for what did not happen."""


def denials(
    claims: Sequence[StoredClaim],
    *,
    denying: Sequence[StoredClaim] = (),
    beside: Sequence[StoredClaim] = (),
    identity: Identity = own_identity,
) -> tuple[Denial, ...]:
    """The denials of an event, each with whoever denies once, in order of report.

    `claims` are the event's, `denying` those of other events that deny it, `beside` other claims of the same documents.
    """
    groups: dict[str, list[tuple[StoredClaim, Party | None, Quote]]] = {}
    for one in [*claims, *denying]:
        found = _deniers(one.claim, beside) if one in claims else _denying(one.claim, beside)
        for who, quote in found:
            groups.setdefault(_key(who, identity), []).append((one, who, quote))
    made = [_denial(group) for who, group in groups.items() if who or is_asserted(claims)]
    named = [one for one in made if one.who]
    nameless = [one for one in made if not one.who and not any(set(one.claims) & set(other.claims) for other in named)]
    return tuple(sorted([*named, *nameless], key=lambda one: (str(one.first_reported or "9999"), one.document)))


def is_asserted(claims: Sequence[StoredClaim]) -> bool:
    """Does any claim of an event say that it happened, or will?

    Where none does (*een akkoord is niet bereikt*), that it did not happen is the event, and no denial of it.
    """
    return any(one.claim.status is not Status.DENIED for one in claims)


def tellers(claims: Sequence[StoredClaim]) -> list[StoredClaim]:
    """The claims that tell an event: without those that say that it did not happen, where any says that it did."""
    asserting = [one for one in claims if one.claim.status is not Status.DENIED]
    return asserting or list(claims)


def deniers(claim: Claim) -> tuple[Party, ...]:
    """Who denies, of an act of denying.

    *“Zij hebben er niets mee te maken”, zei Akar*: where the denial stands within a quotation with whoever denies,
    those outside of it only say so.
    """
    quoting = [party for piece in claim.evidence for party in _quoting(piece, claim.actors)]
    return tuple(party for party in claim.actors if party not in quoting)


def _quoting(piece: Evidence, actors: Sequence[Party]) -> list[Party]:
    """Those who stand outside a quotation that holds the whole act, with another one who does it."""
    there = [(party, party.quote.start) for party in actors if party.quote and _covers(piece.quote, party.quote)]
    act = [_is_quoted(piece.quote, trigger.start) for trigger in piece.triggers]
    outside = [party for party, start in there if not _is_quoted(piece.quote, start)]
    return outside if act and all(act) and len(outside) < len(there) else []


def _covers(whole: Quote, part: Quote) -> bool:
    return whole.start <= part.start < whole.end


def _is_quoted(sentence: Quote, at: int) -> bool:
    """Does this place of the text lie between marks of quotation in its sentence?"""
    open_ = False
    for sign in sentence.text[: at - sentence.start]:
        if sign == '"':
            open_ = not open_
        elif sign in _OPENING or sign in _CLOSING:
            open_ = sign in _OPENING
    return open_


def _deniers(claim: Claim, beside: Sequence[StoredClaim]) -> Iterator[tuple[Party | None, Quote]]:
    """Who denies in a claim, with the words; None where the text itself says that it did not happen."""
    evidence = claim.evidence[0].quote
    for voice in claim.voices:
        if voice.strength is Strength.DENIES:
            yield voice.party, evidence
    if claim.status is not Status.DENIED:
        return
    acts = [one.claim for one in beside if one.claim.type is EventType.REJECT and _overlap(one.claim, claim)]
    if acts:
        yield next(iter(deniers(acts[0])), None), acts[0].evidence[0].quote
        return
    speaker = next((voice for voice in claim.voices if voice.strength not in _GUESSING), None)
    yield (speaker.party if speaker and not speaker.medium else None), evidence


def _denying(claim: Claim, beside: Sequence[StoredClaim]) -> Iterator[tuple[Party | None, Quote]]:
    """Who denies in a claim of another event: the actor of an act of denying, else as above."""
    if claim.type is EventType.REJECT and claim.status is not Status.DENIED:
        yield next(iter(deniers(claim)), None), claim.evidence[0].quote
    else:
        yield from _deniers(claim, beside)


def _overlap(act: Claim, denied: Claim) -> bool:
    if act.document != denied.document or act.id == denied.id:
        return False
    spots = [(piece.quote.start, piece.quote.end) for piece in act.evidence]
    return any(start < piece.quote.end and piece.quote.start < end for start, end in spots for piece in denied.evidence)


def _key(who: Party | None, identity: Identity) -> str:
    if who is None or not is_named(Voice(party=who)):
        return ""
    state = who.country if set(who.sectors) & set(marks()["state"]["sectors"]) else None
    return f"state:{state}" if state else identity(who)


def _denial(group: Sequence[tuple[StoredClaim, Party | None, Quote]]) -> Denial:
    stored, who, quote = min(group, key=lambda one: (str(one[0].published or "9999"), one[0].claim.document))
    return Denial(
        who=who.name if who else "",
        claims=tuple(dict.fromkeys(one.claim.id for one, _, _ in group)),
        document=stored.claim.document,
        quote=quote,
        first_reported=stored.published,
    )
