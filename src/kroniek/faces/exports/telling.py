"""A claim in one line of plain words, for the titles of feeds, calendars and entities.

*Rusland → Oekraïne: luchtaanval (ontkend)*. Nothing is said that the claim does not hold; who is not named is
"unknown".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kroniek.faces.cli.wording import Wording
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.ontology import Status

Name = Callable[[Party], str]


def own_name(party: Party) -> str:
    """The name by which a claim has a party: as Dutch news prints it."""
    return party.name


def headline(claim: Claim, words: Wording, *, name: Name = own_name) -> str:
    """Who, to whom, what, and what a reader must know before believing it. `name` is how parties are called."""
    who = together(claim.actors, words, name=name) or words.say("claim.nobody")
    whom = together(claim.recipients, words, name=name)
    marks = [] if claim.status is Status.HAPPENED else [words.label("statuses", claim.status.value)]
    marks += [words.say("claim.hedged")] if claim.hedged else []
    about = f" ({', '.join(marks)})" if marks else ""
    return f"{who} → {whom}: {words.act(claim)}{about}" if whom else f"{who}: {words.act(claim)}{about}"


def together(parties: Sequence[Party], words: Wording, *, name: Name = own_name) -> str:
    """*Frankrijk, Duitsland en Rusland*; empty for nobody."""
    names = list(dict.fromkeys(map(name, parties)))
    if len(names) < 2:  # noqa: PLR2004 - one name stands alone
        return "".join(names)
    return f"{', '.join(names[:-1])} {words.say('claim.and')} {names[-1]}"
