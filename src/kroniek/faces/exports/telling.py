"""A claim in one line of plain words, for the titles of feeds, calendars and entities.

*Rusland → Oekraïne: luchtaanval (ontkend)*. Nothing is said that the claim does not hold; who is not named is
"unknown".
"""

from __future__ import annotations

from collections.abc import Sequence

from kroniek.faces.cli.wording import Wording
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.ontology import Status


def headline(claim: Claim, words: Wording) -> str:
    """Who, to whom, what, and what a reader must know before believing it."""
    who = together(claim.actors, words) or words.say("claim.nobody")
    whom = together(claim.recipients, words)
    marks = [] if claim.status is Status.HAPPENED else [words.label("statuses", claim.status.value)]
    marks += [words.say("claim.hedged")] if claim.hedged else []
    about = f" ({', '.join(marks)})" if marks else ""
    return f"{who} → {whom}: {words.act(claim)}{about}" if whom else f"{who}: {words.act(claim)}{about}"


def together(parties: Sequence[Party], words: Wording) -> str:
    """*Frankrijk, Duitsland en Rusland*; empty for nobody."""
    names = list(dict.fromkeys(map(words.party, parties)))
    if len(names) < 2:  # noqa: PLR2004 - one name stands alone
        return "".join(names)
    return f"{', '.join(names[:-1])} {words.say('claim.and')} {names[-1]}"
