"""Acts as English sentences: *Russia attacked Ukraine from the air on 1 March.*

Verbs follow the regular spelling, or `en.toml` where they do not.
"""

from __future__ import annotations

from dataclasses import replace

from kroniek.api.briefing.naming import Named
from kroniek.api.briefing.phrasing import Act, Speaker, Told, is_said
from kroniek.model.actor import Strength
from kroniek.model.ontology import Status


class English(Speaker):
    """Tells acts in English."""

    def act(self, act: Act) -> Told:
        """The sentence of an act, with its status and who vouches for it."""
        claim = act.claim
        who, pattern = self.subject(act), self.pattern(act)
        if pattern.passive:
            pattern = replace(pattern, middle=f"be {self._participle(pattern.middle)}")
        rest, verb = f"{pattern.verb} {self.moment(act)}", pattern.middle
        if claim.status is Status.DENIED:
            past = claim.when is not None and claim.when.start <= act.near
            said = self._past(verb, who) if past else self._present(verb, who)
            return self._denied(act, f"that {who.text} {said} {rest}")
        spoken = is_said(claim)
        said = self._finite(act, who, verb, spoken=spoken)
        always = claim.hedged or claim.status is Status.POSSIBLE or (_lies_ahead(claim.status) and not spoken)
        return self.quoting(act, f"{who.text} {said} {rest}{self.due(act)}{self.according(act, always=always)}")

    def _finite(self, act: Act, who: Named, verb: str, *, spoken: bool) -> str:
        """The verb with its status: *attacked*, *reportedly attacked*, *plans to attack*, *may attack*."""
        status, hedged = act.claim.status, act.claim.hedged
        if status is Status.POSSIBLE:
            return f"{self.words.say('status.maybe')} {verb}"
        if _lies_ahead(status) and not spoken:
            if not act.claim.actors or status is Status.CONDITIONAL:
                return f"{self.words.say('status.will')} {verb}"
            return f"{self.words.say('status.intends_many' if who.many else 'status.intends_one')} {verb}"
        perhaps = self.words.say("status.reportedly") if hedged else ""
        if status is Status.ONGOING:
            lasting = act.claim.when is not None and act.claim.when.start < act.claim.when.end
            have, are = ("have", "are") if who.many else ("has", "is")
            return f"{f'{have} been' if lasting else are} {perhaps} {self._ing(verb)}"
        if verb.startswith("be "):
            return f"{'were' if who.many else 'was'} {perhaps} {verb.removeprefix('be ')}"
        return f"{perhaps} {self._past(verb, who)}"

    def _denied(self, act: Act, that: str) -> Told:
        denier = next((one for one in act.claim.voices if one.strength is Strength.DENIES), None)
        if denier is None:
            said = self.words.say("status.denied", that=that)
            return self.quoting(act, said + self.according(act, always=True))
        named = self.voice(denier, act.before)
        return self.quoting(
            act, self.words.say(f"status.denies_{'many' if named.many else 'one'}", who=named.text, that=that)
        )

    def _past(self, verb: str, who: Named) -> str:
        first, _, rest = verb.partition(" ")
        if first == "be":
            return f"{'were' if who.many else 'was'} {rest}"
        listed = self._listed(verb)
        return listed[1] if listed else _regular(verb)

    def _present(self, verb: str, who: Named) -> str:
        first, _, rest = verb.partition(" ")
        if first == "be":
            return f"{'are' if who.many else 'is'} {rest}"
        if who.many:
            return verb
        listed = self._listed(verb)
        return listed[0] if listed else f"{verb}es" if verb.endswith(("ss", "sh", "ch", "x")) else f"{verb}s"

    def _participle(self, verb: str) -> str:
        listed = self._listed(verb)
        return listed[-1 if len(listed) > _FORMS else 1] if listed else _regular(verb)

    def _listed(self, verb: str) -> list[str]:
        verbs: dict[str, list[str]] = self.words.table["verbs"]
        return verbs.get(verb, [])

    def _ing(self, verb: str) -> str:
        first, _, rest = verb.partition(" ")
        if first == "be":
            return f"being {rest}"
        listed = self._listed(verb)
        return listed[2] if listed else f"{verb.removesuffix('e')}ing"


_FORMS = 3
"""Forms of a verb that is listed; a fourth is its past participle."""


def _regular(verb: str) -> str:
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def _lies_ahead(status: Status) -> bool:
    return status in {Status.PLANNED, Status.CONDITIONAL}
