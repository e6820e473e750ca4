"""What is denied, and where accounts of one event differ at one time. Nobody is called wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from kroniek.api.briefing import choosing
from kroniek.api.briefing.desk import Desk
from kroniek.api.briefing.lemmas import denies
from kroniek.api.briefing.material import Dispute
from kroniek.api.briefing.phrasing import clipped, unmarked
from kroniek.api.briefing.wording import most
from kroniek.memory.standing.denials import deniers
from kroniek.memory.store import StoredClaim
from kroniek.model.brief import Sentence, between_marks
from kroniek.model.difference import Account, Difference
from kroniek.model.standing import Denial

_FIELDS = ("figures", "actors", "recipients", "date", "place", "status")
_ACCOUNTS = 3


def write(desk: Desk) -> list[Sentence]:
    """Denials of new events, accounts that differ, and what articles say did not take place."""
    return list(islice(_told(desk), most("disputed")))  # what is not told gives out no notes


def _told(desk: Desk) -> Iterator[Sentence]:
    for dispute in desk.material.disputes:
        yield from (_denial(desk, dispute, one) for one in dispute.denials)
        differing = (one for one in dispute.differences if one.field.split(".")[0] in _FIELDS)
        yield from (_difference(desk, dispute, one) for one in differing)
    known = {one.lead.event for one in desk.material.disputes}
    for one in choosing.ranked(desk.material, desk.material.new):
        if choosing.disputed(one) and one.event not in known:
            yield desk.sentence(desk.tell(_by_deniers(one)), desk.event_notes(one))


def _by_deniers(stored: StoredClaim) -> StoredClaim:
    """An act of denying, done by those who deny and not by whoever passes it on; any other claim as it is."""
    if not denies(stored.claim):
        return stored
    return replace(stored, claim=replace(stored.claim, actors=deniers(stored.claim)))


def _denial(desk: Desk, dispute: Dispute, denial: Denial) -> Sentence:
    """What is told, and who denies it in which words."""
    lead, quote = desk.tell(dispute.lead, quoting=False), clipped(denial.quote.text)
    stored = desk.material.claims[str(denial.claims[0])]
    parties = (*stored.claim.actors, *(voice.party for voice in stored.claim.voices))
    who = next((desk.parties([party], stored) for party in parties if party.name == denial.who), None)
    key = "disputed.denied" if who is None else f"disputed.denied_{'many' if who.many else 'one'}"
    text = desk.words.say(key, told=lead.text.rstrip("."), who=who.text if who else "")
    notes = [desk.notes.add(dispute.lead), desk.notes.add(stored, denial.quote)]
    return desk.sentence(desk.speaker.finished(f"{text}: {between_marks(quote)}", [*lead.quoted, quote]), notes)


def _difference(desk: Desk, dispute: Dispute, difference: Difference) -> Sentence:
    """The event, and what the accounts say of a field, each in its own words."""
    lead = desk.tell(dispute.lead, quoting=False)
    told = [_account(desk, one) for one in difference.accounts[:_ACCOUNTS] if one.words]
    field = desk.words.say(f"disputed_fields.{difference.field}")
    text = desk.words.say(
        "disputed.differs",
        told=lead.text.rstrip("."),
        field=field,
        accounts=desk.words.together([one[0] for one in told]),
    )
    notes = [desk.notes.add(dispute.lead), *(number for one in told for number in one[2])]
    return desk.sentence(desk.speaker.finished(text, [*lead.quoted, *(one[1] for one in told)]), notes)


def _account(desk: Desk, account: Account) -> tuple[str, str, list[int]]:
    """One account as it is told, its words, and its notes."""
    words = account.words[0]
    stored = _standing_on(desk, account)
    quote = clipped(words.quote.text)
    who = desk.speaker.according(desk.act(stored), always=False).removeprefix(", ")
    who = who or unmarked(stored.publisher or "") or desk.words.say("disputed.article")
    text = desk.words.say("disputed.by", words=between_marks(quote), who=who)
    return text, quote, [desk.notes.add(stored, words.quote)]


def _standing_on(desk: Desk, account: Account) -> StoredClaim:
    """The claim of an account whose words are shown."""
    claims = [desk.material.claims[str(one)] for one in account.claims if str(one) in desk.material.claims]
    words = account.words[0]
    return next(
        (one for one in claims if one.claim.document == words.document and words.quote in one.claim.quotes()), claims[0]
    )
