"""Acts as Dutch sentences: *Rusland heeft op 1 maart Oekraïne vanuit de lucht aangevallen.*

The finite verb stands second and the rest of the verb behind what it is about; verbs are inflected by the lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass

from kroniek.api.briefing.naming import Named
from kroniek.api.briefing.phrasing import Act, Pattern, Speaker, Told, is_said
from kroniek.lexicon.inflect import Form, inflect
from kroniek.model.actor import Strength
from kroniek.model.ontology import Status


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb that sentences need; `particle` is the part that leaves it (*valt … aan*),
    `clitic` what stands right behind the finite verb (*zich*, *het*).
    """

    base: str
    particle: str
    clitic: str
    auxiliary: str
    passive: bool

    @classmethod
    def of(cls, text: str, *, passive: bool = False) -> Verb:
        """The verb of a pattern: `zich terug+trekken`, `*af+treden`, `het *worden`."""
        clitic = next((word for word in ("zich", "het", "elkaar") if text.startswith(f"{word} ")), "")
        bare = text.removeprefix(clitic).strip()
        auxiliary = "zijn" if passive or bare.startswith("*") else "hebben"
        particle, _, base = bare.removeprefix("*").rpartition("+")
        return cls(base, particle, clitic, auxiliary, passive)

    def finite(self, *, many: bool) -> str:
        """*valt*, *vallen*."""
        return self.base if many else inflect(self.base).words(Form.PRESENT)[0]

    def closing(self, *, many: bool) -> str:
        """The finite verb at the end of its clause: *aanvalt*, *aangevallen wordt*."""
        if self.passive:
            return f"{self.participle} {'worden' if many else 'wordt'}"
        return self.particle + self.finite(many=many)

    @property
    def infinitive(self) -> str:
        """*aanvallen*, *aangevallen worden*."""
        return f"{self.participle} worden" if self.passive else self.particle + self.base

    @property
    def with_te(self) -> str:
        """*aan te vallen*."""
        return f"{self.particle} te {self.base}".strip()

    @property
    def participle(self) -> str:
        """*aangevallen*."""
        return self.particle + inflect(self.base).words(Form.PARTICIPLE)[0]


class Dutch(Speaker):
    """Tells acts in Dutch."""

    def act(self, act: Act) -> Told:
        """The sentence of an act, with its status and who vouches for it."""
        claim = act.claim
        status = claim.status
        if status is Status.DENIED:
            return self._denied(act)
        if claim.hedged and status in {Status.HAPPENED, Status.ONGOING}:
            return self._told(act, self._clause(act, "zou", perfect=True), always=True)
        if status is Status.ONGOING and claim.actors:
            return self._told(act, self._ongoing(act), always=False)
        if status is Status.POSSIBLE:
            return self._told(act, self._clause(act, "zal", maybe=True), always=True)
        if status in {Status.PLANNED, Status.CONDITIONAL} and not is_said(claim):
            return self._told(act, self._plan(act), always=True)
        return self._told(act, self._perfect(act), always=claim.hedged)

    # -- clauses -----------------------------------------------------------------------------------------------------

    def _parts(self, act: Act) -> tuple[Named, Pattern, Verb, str]:
        pattern = self.pattern(act)
        verb = Verb.of(pattern.verb, passive=pattern.passive)
        return self.subject(act), pattern, verb, self.moment(act)

    def _perfect(self, act: Act) -> str:
        """*Rusland heeft op 1 maart Oekraïne aangevallen*."""
        who, pattern, verb, time = self._parts(act)
        has = self._auxiliary(verb.auxiliary, many=who.many)
        return f"{who.text} {has} {verb.clitic} {time} {pattern.middle} {verb.participle} {pattern.tail}"

    def _ongoing(self, act: Act) -> str:
        """*Rusland valt sinds 1 maart Oekraïne aan*."""
        who, pattern, verb, time = self._parts(act)
        finite = verb.finite(many=who.many)
        return f"{who.text} {finite} {verb.clitic} {time} {pattern.middle} {verb.particle} {pattern.tail}"

    def _clause(self, act: Act, modal: str, *, perfect: bool = False, maybe: bool = False) -> str:
        """*Rusland zou op 1 maart Oekraïne hebben aangevallen*, *Rusland zal mogelijk Oekraïne aanvallen*."""
        who, pattern, verb, time = self._parts(act)
        rest = f"{verb.auxiliary} {verb.participle}" if perfect else verb.infinitive
        perhaps = self.words.say("status.maybe") if maybe else ""
        finite = self._auxiliary(modal, many=who.many)
        return f"{who.text} {finite} {verb.clitic} {time} {perhaps} {pattern.middle} {rest} {pattern.tail}"

    def _plan(self, act: Act) -> str:
        """*Rusland is van plan om op 3 mei Oekraïne aan te vallen*; *Rusland wil*, where it hangs on a condition."""
        who, pattern, verb, time = self._parts(act)
        if not act.claim.actors or act.claim.status is Status.CONDITIONAL:
            return self._clause(act, "zal")
        finite = self._auxiliary("zijn", many=who.many)
        intends = self.words.say("status.intends")
        return f"{who.text} {finite} {intends} {verb.clitic} {time} {pattern.middle} {verb.with_te} {pattern.tail}"

    def _denied(self, act: Act) -> Told:
        """*Sergej Lavrov ontkent dat Rusland op 1 maart Oekraïne heeft aangevallen*, without a past day *aanvalt*."""
        who, pattern, verb, time = self._parts(act)
        past = act.claim.when is not None and act.claim.when.start <= act.near
        has = self._auxiliary(verb.auxiliary, many=who.many)
        ending = f"{has} {verb.participle}" if past else verb.closing(many=who.many)
        that = f"dat {who.text} {verb.clitic} {time} {pattern.middle} {ending} {pattern.tail}"
        denier = next((one for one in act.claim.voices if one.strength is Strength.DENIES), None)
        if denier is not None:
            named = self.voice(denier, act.before)
            text = self.words.say(f"status.denies_{'many' if named.many else 'one'}", who=named.text, that=that)
            return self.quoting(act, text)
        return self._told(act, self.words.say("status.denied", that=that), always=True)

    def _auxiliary(self, which: str, *, many: bool) -> str:
        forms: list[str] = self.words.table["auxiliaries"][which]
        return forms[many]

    # -- around the clause -------------------------------------------------------------------------------------------

    def _told(self, act: Act, clause: str, *, always: bool) -> Told:
        return self.quoting(act, clause + self.due(act) + self.according(act, always=always))
