"""Acts as English sentences: *Russia attacked Ukraine from the air on 1 March.*

Verbs follow the regular spelling, or `en.toml` where they do not.
"""

from __future__ import annotations

from kroniek.api.briefing.naming import Named
from kroniek.api.briefing.phrasing import FUTURE, UTTERED, Act, Speaker, Told
from kroniek.model.actor import Strength
from kroniek.model.ontology import Status


class English(Speaker):
    """Tells acts in English."""

    def act(self, act: Act) -> Told:
        """The sentence of an act, with its status and who vouches for it."""
        claim = act.claim
        who, pattern = self.subject(act), self.pattern(act)
        time = self.time(claim.when, act.near, ahead=_ahead(act), since=claim.status is Status.ONGOING)
        rest, verb = f"{pattern.verb} {time}", pattern.middle
        if claim.status is Status.DENIED:
            return self._denied(act, f"that {who.text} {self._past(verb)} {rest}")
        spoken = claim.type in UTTERED and bool(claim.actors)
        said = self._finite(act, who, verb, spoken=spoken)
        always = claim.hedged or claim.status is Status.POSSIBLE or (_lies_ahead(claim.status) and not spoken)
        return self.quoting(act, f"{who.text} {said} {rest}{self.according(act, always=always)}")

    def _finite(self, act: Act, who: Named, verb: str, *, spoken: bool) -> str:
        """The verb with its status: *attacked*, *reportedly attacked*, *plans to attack*, *may attack*."""
        status, hedged = act.claim.status, act.claim.hedged
        if status is Status.POSSIBLE:
            return f"{self.words.say('status.maybe')} {verb}"
        if _lies_ahead(status) and not spoken:
            if not act.claim.actors or status is Status.CONDITIONAL:
                return f"{self.words.say('status.will')} {verb}"
            return f"{self.words.say('status.intends_many' if who.many else 'status.intends_one')} {verb}"
        perhaps = f"{self.words.say('status.reportedly')} " if hedged else ""
        if status is Status.ONGOING and act.claim.when is None:
            return f"{'are' if who.many else 'is'} {perhaps}{self._ing(verb)}"
        if status is Status.ONGOING:
            return f"{'have' if who.many else 'has'} {perhaps}been {self._ing(verb)}"
        return f"{perhaps}{self._past(verb)}"

    def _denied(self, act: Act, that: str) -> Told:
        denier = next((one for one in act.claim.voices if one.strength is Strength.DENIES), None)
        if denier is None:
            said = self.words.say("status.denied", that=that)
            return self.quoting(act, said + self.according(act, always=True))
        named = self.voice(denier, act.before)
        return self.quoting(
            act, self.words.say(f"status.denies_{'many' if named.many else 'one'}", who=named.text, that=that)
        )

    def _past(self, verb: str) -> str:
        listed: dict[str, list[str]] = self.words.table["verbs"]
        if verb in listed:
            return listed[verb][1]
        return f"{verb}d" if verb.endswith("e") else f"{verb}ed"

    def _ing(self, verb: str) -> str:
        listed: dict[str, list[str]] = self.words.table["verbs"]
        if verb in listed:
            return listed[verb][2]
        return f"{verb.removesuffix('e')}ing"


def _lies_ahead(status: Status) -> bool:
    return status in {Status.PLANNED, Status.CONDITIONAL}


def _ahead(act: Act) -> bool:
    return act.claim.type in FUTURE and _lies_ahead(act.claim.status)
