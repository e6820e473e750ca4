"""Finds who acts and who is acted upon: fills the slots of a frame from the clause around its trigger.

Dutch tells roles by place: the first party without a preposition is the subject of a clause, the next one its object;
*door* brings the actor of a passive; a noun takes its parties from an adjective before it or a preposition behind it.
Invariant: a party comes from a mention of the sentence, or is left out. Left out: parties that only the context tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.modality import condition_clause
from kroniek.coding.scene import Group, Named, Scene
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.schema import Frame
from kroniek.lexicon.speech import speech
from kroniek.model.analysis import MentionKind
from kroniek.model.ontology import EventType

_NOUN_REACH = 12  # tokens behind a noun in which its parties stand: *de aanval van dinsdagnacht op een markt in Kiev*
_BEFORE_NOUN = 4  # tokens before a noun in which an adjective or a genitive belongs to it
_DESCRIBED_REACH = 2  # a participle stands right before what it describes, perhaps with an adjective between
_INSIDE_REACH = 7  # tokens from a preposition to the party inside its phrase
_OWNING = frozenset({"van", "in"})
_MUTUAL = frozenset(
    {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.ASSAULT}
)  # all who do it are actors
_NOMINAL = frozenset({TriggerForm.NOUN, TriggerForm.ADJECTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who plays which part, with the rule that says so; `subject` is the subject of the trigger's clause."""

    actors: tuple[Named, ...] = ()
    recipients: tuple[Named, ...] = ()
    actor_rule: str = ""
    recipient_rule: str = ""
    subject: Group | None = None
    used: frozenset[int] = frozenset()
    leanings: Mapping[str, float] = field(default_factory=dict)  # chances as recipient, by country, where weighed


def cast(scene: Scene, trigger: Trigger, frame: Frame) -> Cast:
    """The parties of a trigger read as a frame."""
    return _Caster(scene, trigger, frame).cast()


def subject_of(scene: Scene, clause: Clause) -> Group | None:
    """The subject of a clause: its own, the one before a relative clause, or that of the clause it hangs on."""
    bare = [group for group in scene.groups(clause) if not group.preposition and _can_be_subject(group)]
    if clause.kind is ClauseKind.INFINITIVE:
        return subject_of(scene, scene.syntax.clauses[clause.parent]) if clause.parent is not None else None
    if (
        clause.opener is not None
        and scene.tokens[clause.opener].lower in {"die", "dat", "wie"}
        and clause.parent is not None
    ):
        antecedent = _antecedent(scene, clause)
        if antecedent is not None:
            return antecedent
    if _is_elliptic(scene, clause):
        return subject_of(scene, _main_before(scene, clause))
    if not bare or (clause.finite is not None and bare[0].first > clause.finite and _has_other_subject(scene, clause)):
        return None
    return bare[0]


def _main_before(scene: Scene, clause: Clause) -> Clause:
    """The clause that an elliptic one goes on from: not what hangs on it (*bevestigde dat …, maar zei dat …*)."""
    before = scene.syntax.clauses[clause.index - 1]
    while before.index and before.kind is not ClauseKind.MAIN:
        before = scene.syntax.clauses[before.index - 1]
    return before


def _has_other_subject(scene: Scene, clause: Clause) -> bool:
    """Does a noun phrase that is no party open the clause (*Het eiland zegt de Litouwers geld toe*)?"""
    words = [at for at in clause.tokens if scene.tokens[at].text[0].isalnum() and at != clause.opener]
    before = [at for at in words if clause.finite is not None and at < clause.finite]
    if clause.kind is not ClauseKind.MAIN or not before:
        return False
    if any(timed.first <= at < timed.last for timed in scene.times for at in before[:2]):
        return False
    opening = scene.tokens[before[0]].lower
    return opening in word_classes().determiners and opening not in {"dat", "dit"} and len(before) > 1


def _is_elliptic(scene: Scene, clause: Clause) -> bool:
    """Does a clause go on with the subject of the one before (*… en sloot de grens*): its verb right behind *en*?"""
    if clause.kind is not ClauseKind.MAIN or not clause.index or clause.opener is None or clause.finite is None:
        return False
    return not any(group.first < clause.finite for group in scene.groups(clause) if not group.preposition)


def _can_be_subject(group: Group) -> bool:
    """A pronoun that refers to nobody known is a subject too: it keeps the next party from being taken for one."""
    return any(one.mention.can_act or one.mention.kind is MentionKind.NATIONALITY for one in group.named)


def _antecedent(scene: Scene, clause: Clause) -> Group | None:
    """The party right before a relative clause, with at most a comma between."""
    parent = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    if parent is None or clause.opener is None:
        return None
    comma = clause.opener > 0 and scene.tokens[clause.opener - 1].text == ","
    before = [group for group in scene.groups(parent) if group.last == clause.opener - comma]
    if not before or (
        scene.tokens[clause.opener].lower == "dat" and not _is_relative(scene, before[-1], parent, clause)
    ):
        return None
    return before[-1]


def _is_relative(scene: Scene, group: Group, parent: Clause, clause: Clause) -> bool:
    """Does *dat* behind a party take it up again (*Rusland, dat …, zegt*), or open what is said (*zei Rusland dat …*)?

    A name takes a relative clause with a comma only; behind a verb of saying *dat* opens what is said.
    """
    opener = clause.start if clause.opener is None else clause.opener
    if parent.finite is not None and parent.finite < opener and scene.tokens[parent.finite].lower in speech().forms:
        return False
    return scene.tokens[opener - 1].text == "," or scene.tokens[group.first].lower in _NEUTER


_NEUTER = frozenset({"het", "een", "dit", "dat", "elk", "ieder"})


class _Caster:
    """Fills the slots of one frame."""

    def __init__(self, scene: Scene, trigger: Trigger, frame: Frame) -> None:
        self.scene, self.trigger, self.frame = scene, trigger, frame
        self.clause = scene.syntax.clauses[trigger.clause]
        self.groups = scene.groups(self.clause)
        self.subject = subject_of(scene, self.clause)
        self.bare = [group for group in self.groups if not group.preposition]

    def cast(self) -> Cast:
        if self.trigger.form is TriggerForm.ATTRIBUTIVE:
            return self._attributive()
        actors, actor_rule = self._fill(self.frame.actor)
        recipients, recipient_rule = self._fill(self.frame.recipient, taken=actors)
        if self._is_mutual():
            if recipients and recipient_rule in {"met", "tussen"}:
                actors, recipients = (*actors, *recipients), ()
            actors = self._with_partners(actors)
        if not recipients and self.frame.type is EventType.REQUEST:
            recipients, recipient_rule = self._asked(), "su of what is asked"
        if not recipients and self.frame.type is EventType.THREATEN:
            recipients, recipient_rule = self._threatened(), "su of the condition"
        if not actors and self._is_light_object():
            actors, actor_rule = self._members(self.subject), "su of the clause"
        recipients = tuple(one for one in recipients if one not in actors)
        return Cast(
            actors=actors,
            recipients=recipients,
            actor_rule=actor_rule,
            recipient_rule=recipient_rule,
            subject=self.subject,
            used=frozenset(one.first for one in (*actors, *recipients)),
        )

    def _is_mutual(self) -> bool:
        """Do all who take part act: in a meeting that is no visit, and where the frame says so?"""
        if self.frame.type is EventType.CONSULT:
            return "visit" not in self.frame.modes
        return self.frame.reciprocal and self.frame.type in _MUTUAL

    def _with_partners(self, actors: tuple[Named, ...]) -> tuple[Named, ...]:
        """All who take part: *Erdogan sprak met Poetin*, *Macron ontmoette Scholz*, *overleg van de EU met Iran*."""
        if not actors:
            return ()
        found = list(actors)
        for slot in self.frame.actor:
            if slot in {"met", "tussen"}:
                found += [one for group in self.groups if group.preposition == slot for one in self._members(group)]
            elif slot != "door":
                found += self._slot(slot)
        return tuple(dict.fromkeys(found))

    def _asked(self) -> tuple[Named, ...]:
        """Who is to do what is asked: the subject of *dat …* (*eist dat Ankara waarnemers toelaat*)."""
        for clause in self.scene.syntax.clauses:
            opener = self.scene.tokens[clause.opener].lower if clause.opener is not None else ""
            if clause.parent == self.clause.index and opener == "dat":
                return self._members(subject_of(self.scene, clause))
        return ()

    def _threatened(self) -> tuple[Named, ...]:
        """Who can avert what is threatened: the subject of *als …*, *tenzij …*, *Trekt Syrië …, dan …*."""
        for clause in self.scene.syntax.clauses:
            if clause.index != self.clause.index and condition_clause(self.scene, clause):
                found = tuple(one for one in self._members(subject_of(self.scene, clause)) if self._is_other(one))
                if found:
                    return found
        return ()

    def _is_other(self, one: Named) -> bool:
        """Is a party another than the subject of the act?"""
        names = {member.mention.party.name for member in self._members(self.subject) if member.mention.party}
        return one.mention.party is not None and one.mention.party.name not in names

    # slots

    def _fill(self, slots: Sequence[str], *, taken: tuple[Named, ...] = ()) -> tuple[tuple[Named, ...], str]:
        """The parties of the first slot that is filled, and that slot."""
        for slot in slots:
            found = tuple(one for one in self._slot(slot) if one not in taken)
            if found:
                return found, slot
        return (), ""

    def _slot(self, slot: str) -> tuple[Named, ...]:
        if slot in {"su", "obj1", "obj2"}:
            return () if self.trigger.form in _NOMINAL and not self.trigger.phrase else self._core(slot)
        if slot == "adj":
            return self._adjective()
        if slot == "poss":
            return self._genitive()
        return self._behind(slot)

    def _core(self, slot: str) -> tuple[Named, ...]:
        """Subject and objects, with the passive turned round."""
        objects = self._objects()
        passive = self._is_passive()
        if slot == "su":
            return self._behind("door") if passive else self._members(self.subject)
        if slot == "obj1":
            if passive:
                return self._members(self.subject)
            return self._members(objects[0]) if objects else self._owned_object()
        return self._members(objects[0] if objects else None)

    def _owned_object(self) -> tuple[Named, ...]:
        """The owner of an object that is no party itself: *bestormde het consulaat van Israël*."""
        if self.clause.finite is None:
            return ()
        for at in range(self.clause.finite + 1, self.clause.end):
            word = self.scene.tokens[at].lower
            if (
                word in word_classes().determiners
                and self.scene.tokens[at - 1].lower not in word_classes().prepositions
            ):
                found = self._nationality_behind(at) or self._owner_behind(at)
                if found and (self.subject is None or found[0] not in self.subject.named):
                    return found
        return ()

    def _nationality_behind(self, at: int) -> tuple[Named, ...]:
        """*veroordeelde de Russische inval in Oekraïne*: whose object it is stands in front of its noun."""
        return tuple(
            one
            for one in self.scene.named
            if one.mention.kind is MentionKind.NATIONALITY
            and one.mention.party is not None
            and 0 <= one.first - at <= 1
        )

    def _objects(self) -> list[Group]:
        subject = self.subject
        return [
            group
            for group in self.bare
            if (subject is None or group.first != subject.first) and self._is_argument(group)
        ]

    def _is_argument(self, group: Group) -> bool:
        """Is a bare group an object, not an apposition in commas right behind another mention?"""
        before = self.scene.tokens[group.first - 1].text if group.first else ""
        return not (before == "," and any(other.last == group.first - 1 for other in self.groups))

    def _is_passive(self) -> bool:
        if not self.trigger.passive:
            return False
        words = self.scene.words(self.clause)
        if any(word in {"word", "wordt", "worden", "werd", "werden"} for word in words):
            return True
        transitive = {"obj1", "door"} & {*self.frame.actor, *self.frame.recipient}
        return bool(transitive) and not self._objects()

    def _behind(self, preposition: str) -> tuple[Named, ...]:
        """Parties behind a preposition: for a noun those that follow it, for a verb those of its clause."""
        found = [group for group in self.groups if group.preposition == preposition]
        if self.trigger.form in _NOMINAL and not self.trigger.phrase:
            head = self.trigger.head
            found = [group for group in found if 0 < group.first - head <= _NOUN_REACH]
        if not found:
            return self._inside(preposition)
        nearest = min(found, key=lambda group: abs(group.first - self.trigger.head))
        return self._members(nearest)

    def _inside(self, preposition: str) -> tuple[Named, ...]:
        """The party inside a phrase whose head is no party: *op de voorsteden van Damascus*."""
        for at in self.clause.tokens:
            if self.scene.tokens[at].lower != preposition or (self.trigger.form in _NOMINAL and at < self.trigger.head):
                continue
            found = self._owner_behind(at + 1)
            if found:
                return found
        return ()

    def _owner_behind(self, at: int) -> tuple[Named, ...]:
        """The party of *van X* in the noun phrase that begins at `at`."""
        for group in self.groups:
            if group.preposition not in _OWNING or not 1 < group.first - at <= _INSIDE_REACH:
                continue
            between = range(at, group.first - 1)
            words = [self.scene.tokens[step].lower for step in between]
            if not any(self._ends_phrase(step) for step in between) and not set(words) & word_classes().prepositions:
                return self._members(group)
        return ()

    def _ends_phrase(self, at: int) -> bool:
        """Does a noun phrase end at a token: at a mark, or at the finite verb of its clause?"""
        return not self.scene.tokens[at].text[0].isalnum() or at == self.clause.finite

    def _adjective(self) -> tuple[Named, ...]:
        head = min(self.trigger.tokens) if self.trigger.phrase else self.trigger.head
        return tuple(
            one
            for one in self.scene.named
            if one.mention.kind is MentionKind.NATIONALITY
            and 0 < head - one.first <= _BEFORE_NOUN
            and not self._broken(one.last, head)
        )

    def _broken(self, first: int, last: int) -> bool:
        """Does a mark or a verb stand between two tokens?"""
        between = range(first, last)
        return any(not self.scene.tokens[at].text[0].isalnum() or self.scene.syntax.forms[at] for at in between)

    def _genitive(self) -> tuple[Named, ...]:
        head = self.trigger.head
        for one in self.scene.named:
            gap = self.scene.tokens[one.last : head]
            if one.last > head or len(gap) > _BEFORE_NOUN or one.mention.kind is MentionKind.NATIONALITY:
                continue
            words = [token.lower for token in gap]
            if words and words[0] in {"'s", "’s", "'", "’"}:
                return (one,)
            if (
                not words
                and one.mention.kind in {MentionKind.LOCATION, MentionKind.PERSON}
                and self.scene.tokens[one.last - 1].text.endswith("s")
            ):
                return (one,)
        return ()

    def _attributive(self) -> Cast:
        """*de door Israël gedode leider*: whom it describes is acted upon, *door* brings the actor."""
        head = self.trigger.head
        described = next(
            (
                one
                for one in self.scene.named
                if one.outer <= head < one.first or 0 < one.first - head <= _DESCRIBED_REACH
            ),
            None,
        )
        described = described or next((one for one in self.scene.named if one.first <= head < one.last), None)
        actors = self._behind("door")
        return Cast(
            actors=actors, recipients=(described,) if described else (), actor_rule="door" if actors else "",
            recipient_rule="described by the participle" if described else "", subject=self.subject,
        )  # fmt: skip

    def _is_light_object(self) -> bool:
        """Is the noun the object of its clause (*voerde een aanval uit*), so that the clause's subject acts?"""
        if self.trigger.form not in _NOMINAL or self.subject is None or "su" not in self.frame.actor:
            return self.trigger.form in _NOMINAL and self.subject is not None and self._follows_subject()
        return True

    def _follows_subject(self) -> bool:
        subject, head = self.subject, self.trigger.head
        if subject is None or subject.last > head:
            return False
        classes = word_classes()
        at = head - 1
        while at >= 0 and (
            self.scene.tokens[at].lower.endswith("e") or self.scene.tokens[at].lower in classes.determiners
        ):
            at -= 1
        return at < 0 or self.scene.tokens[at].lower not in classes.prepositions  # *een Belg na een aanslag*

    def _members(self, group: Group | None) -> tuple[Named, ...]:
        if group is None:
            return ()
        return tuple(one for one in group.named if one.mention.party is not None)
