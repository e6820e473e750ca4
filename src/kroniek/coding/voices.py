"""Finds on whose word a text tells something: who says, reports or writes it, and who reports the speaker.

A voice covers a clause where a verb of saying governs it (*X zegt dat …*, *…, zei X*), where *volgens X* or *aldus X*
stands with it, and the sentence before where the sentence opens *Dat meldt X*. Nearest speaker first, then who reports
that speaker. Invariant: a voice is a mention of the text, or the words of a speaker or a document in it (*het
regiobestuur*, *een intern rapport*). Left out: who keeps the floor in later sentences (`coding.floor`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.roles import subject_of
from kroniek.coding.scene import Group, Named, Scene
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.places import places
from kroniek.lexicon.speech import Speech, SpeechVerb, speech
from kroniek.model.actor import Party, Strength, Voice
from kroniek.model.analysis import Mention, MentionKind, SentenceKind
from kroniek.model.text import Quote

_SPEAKERS = frozenset(
    {
        MentionKind.PERSON,
        MentionKind.ORGANISATION,
        MentionKind.GROUP,
        MentionKind.PRONOUN,
        MentionKind.LOCATION,
        MentionKind.DEMONYM,
    }
)
_SAYING_TO = frozenset({"tegen", "aan", "tegenover", "in", "bij", "op", "voor"})
_FINITE = Form.PRESENT | Form.PLURAL | Form.PAST | Form.PAST_PLURAL

_OPENING = frozenset("“„\"‘'«")
_CLOSING = frozenset("”\"’'»")
_ARTICLES = frozenset(
    {"een", "de", "het", "dit", "dat", "deze", "die", "dezelfde", "hun", "zijn", "haar", "diens", "hetzelfde"}
)
_SOME = frozenset(
    {
        "een",
        "één",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "enkele",
        "meerdere",
        "diverse",
    }
)
_OF_SOMEBODY = frozenset({"zijn", "haar", "hun", "diens"})  # *zijn advocaat* is named by whose he is
_REPORTS = frozenset({"melden", "rapporteren", "registreren", "tellen"})  # *het ministerie meldt 2.000 arrestaties*
_WORDS_BEFORE = 4  # tokens before a verb of saying behind a comma: what is said has a verb and somebody
_REACH = 9  # tokens between *uit* and who made the report; tokens before the colon of a quotation
_TOWN_CHARS = 60  # behind an office in which *van* and its town stand
_DOCUMENT = 4  # tokens from an article to the noun of a document: *een nieuw vertrouwelijk rapport*
_SENTENTIAL = frozenset({"wat", "hetgeen"})  # *…, wat Kigali bestrijdt* is somebody else's comment on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Somebody says something in a sentence: the voices, the clauses of that sentence that they cover, and the words.

    `back` is True where the sentence before is covered too. `clause` is the clause that does the saying, -1 where it is
    a part of another one; `first` and `before` the tokens between which it covers, where that is inside a clause;
    `words` the tokens that only say so, whose times are not those of an act. `own` is True where somebody tells of
    himself (*naar eigen zeggen*) and is a source of his own act.
    """

    clause: int
    covers: frozenset[int]
    voices: tuple[Voice, ...]
    verb: Quote
    strength: str
    back: bool = False
    first: int = 0
    before: int | None = None
    words: frozenset[int] = frozenset()
    own: bool = False

    def reaches(self, clause: int, token: int) -> bool:
        """Does it cover an act at a token of a clause?"""
        inside = clause in self.covers and clause != self.clause
        return inside and self.first <= token and (self.before is None or token < self.before)


def sayings(scene: Scene) -> tuple[Saying, ...]:
    """Who says what in a sentence."""
    return tuple(_Finder(scene).find())


def voice_of(mention: Mention, text: str = "") -> Voice | None:
    """Whoever a mention names, as somebody who says something; None where it names nobody who can.

    Who is described with *een* or a number is unnamed; `text` is the document's, to see that word. Who holds an office
    of a town or region (*de burgemeester*) does not speak for his country.
    """
    if mention.party is None or mention.kind not in _SPEAKERS:
        return None
    party = mention.party
    words = party.quote.text.lower().split() if party.quote else []
    group = mention.kind is MentionKind.GROUP and bool(words)
    before = {*text[mention.outer : mention.start].lower().split(), *words[:1]}
    anonymous = mention.anonymous or (group and _is_unnamed(words[-1], before))
    anonymous = anonymous and not _OF_SOMEBODY & before
    local = group and words[-1].endswith(speech().local)
    if (anonymous or local or (mention.medium and group)) and party.quote is not None:
        town = _town(text, mention.end) if local else ""
        party = replace(party, name=" ".join([*party.quote.text.split(), *([f"van {town}"] if town else [])]))
    return Voice(party=party, anonymous=anonymous and not mention.medium, medium=mention.medium)


def _town(text: str, end: int) -> str:
    """The known place right behind an office: *de burgemeester van Cherson*."""
    before, *names = [*text[end : end + _TOWN_CHARS].split(), ""][:3]
    if before != "van" or not names[0][:1].isupper():
        return ""
    tried = (" ".join(names[:count]).rstrip(",.;:”") for count in (2, 1))
    return next((name for name in tried if places().by_name(name) is not None), "")


def _is_unnamed(head: str, before: set[str]) -> bool:
    """Does a description name nobody: by its head, or with *een* or a number before it (`before` are its words)?"""
    table = speech()
    return head in table.anonymous_heads or (bool(_SOME & before) and head not in table.never_anonymous)


class _Finder:
    """Looks for verbs of saying and for *volgens* in one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.table: Speech = speech()

    def find(self) -> Iterator[Saying]:
        taken: set[int] = set()
        for clause in self.scene.syntax.clauses:
            found = self._verb(clause)
            if found is not None:
                at, verb = found
                saying = self._said(clause, at, verb)
                if saying is not None:
                    taken.add(at)
                    yield saying
        yield from self._behind_comma(taken)
        yield from self._according()
        yield from self._of_himself()
        yield from self._shown()
        yield from self._announced()

    # by a verb of saying

    def _verb(self, clause: Clause) -> tuple[int, SpeechVerb] | None:
        """The verb of saying of a clause: its finite verb, or its participle beside an auxiliary."""
        words = self.scene.words(clause)
        for at in clause.tokens:
            if not self.scene.syntax.forms[at]:
                continue
            for verb in self.table.forms.get(self.scene.tokens[at].lower, ()):
                if verb.beside and verb.beside not in words:
                    continue
                if at == clause.finite or verb.form & Form.PARTICIPLE:
                    return at, verb
        return None

    def _said(self, clause: Clause, at: int, verb: SpeechVerb) -> Saying | None:
        opener = self.scene.tokens[clause.opener].lower if clause.opener is not None else ""
        also = clause.kind is ClauseKind.SUB and opener in self.table.also
        covered = self._said_before(clause) if also else self._content(clause)
        back = self._reaches_back(clause) or (not covered and self._says_that(clause, verb))
        reports = not covered and not back and verb.lemma in _REPORTS and clause.kind is ClauseKind.MAIN
        reports = reports and not self._opens_aside(at)
        if not covered and not back and not reports:
            return None
        if verb.strength == Strength.DENIES and not self._governs_content(clause):
            return None  # *maar Moskou spreekt dat tegen*: who denies what others say does not say it
        speakers = self._speakers(clause, at)
        if not speakers:
            return None
        speakers = tuple(replace(voice, strength=Strength(verb.strength)) for voice in speakers)
        if reports:
            return Saying(
                clause=-1, covers=frozenset({clause.index}), voices=speakers, verb=self.scene.quote(at, at + 1),
                strength=verb.strength, first=at + 1,
            )  # fmt: skip
        return Saying(
            clause=clause.index, covers=covered, voices=speakers, verb=self.scene.quote(at, at + 1),
            strength=verb.strength, back=back,
        )  # fmt: skip

    def _reaches_back(self, clause: Clause) -> bool:
        """*Dat meldt Reuters.*"""
        first = _first(self.scene, clause)
        opens = self.scene.tokens[first].lower in self.table.openers
        main = not clause.index and clause.kind is ClauseKind.MAIN
        return opens and main and clause.finite is not None and clause.finite - first == 1

    def _says_that(self, clause: Clause, verb: SpeechVerb) -> bool:
        """*Zelensky zei dat donderdag*: the object of saying is what was told before, and nothing else is said.

        Who only confirms or thinks it is no source of it.
        """
        if clause.index or clause.kind is not ClauseKind.MAIN or clause.finite is None:
            return False
        at = clause.finite + 1
        behind = self.scene.tokens[at : at + 1]
        alone = len(self.scene.syntax.clauses) == 1 and verb.strength == Strength.NEUTRAL
        named = any(group.first > at and not group.preposition for group in self.scene.groups(clause))
        return alone and not named and bool(behind) and behind[0].lower in {"dat", "dit"}

    def _content(self, clause: Clause) -> frozenset[int]:
        """The clauses that a clause of saying reports."""
        inside = {other.index for other in self._below(clause) if self._is_content(other) or self._goes_on(other)}
        below = set(inside)
        for index in inside:
            below |= {other.index for other in self._below(self.scene.syntax.clauses[index])}
        if self._is_parenthesis(clause):
            return frozenset(other.index for other in self.scene.syntax.clauses if other.index != clause.index)
        if self._is_inverted(clause) and not inside:
            return self._before(clause)
        if clause.kind is ClauseKind.MAIN:
            below |= {other.index for other in self._behind(clause)}
        return frozenset(below)

    def _behind(self, clause: Clause) -> Iterator[Clause]:
        """What is said behind a clause of saying: between quotation marks, or behind a colon."""
        ends = self.scene.tokens[clause.end].text if clause.end < len(self.scene.tokens) else ""
        colon = ":" in {self.scene.tokens[clause.end - 1].text, ends}
        for other in self.scene.syntax.clauses:
            if other.start >= clause.end and (other.quoted or colon):
                yield other

    def _below(self, clause: Clause) -> Iterator[Clause]:
        """The clauses that hang on a clause, save what a semicolon or a comment (*, wat X ontkent*) parts from it."""
        left: set[int] = set()
        for other in self.scene.descendants(clause):
            before = self.scene.tokens[other.start - 1].text if other.start else ""
            parted = other.kind is ClauseKind.MAIN and before == ";"
            opener = self.scene.tokens[other.opener].lower if other.opener is not None else ""
            comment = opener in _SENTENTIAL and before == ","
            if parted or comment or other.parent in left:
                left.add(other.index)
            else:
                yield other

    def _said_before(self, clause: Clause) -> frozenset[int]:
        """*Dat Washington de coup steunde, zoals Cubaanse media melden, …*: the clause that it stands in or behind."""
        if clause.parent is None:
            return frozenset()
        above = self.scene.syntax.clauses[clause.parent]
        return frozenset({above.index, *(other.index for other in self._below(above))} - {clause.index})

    def _governs_content(self, clause: Clause) -> bool:
        if any(other.parent == clause.index and self._is_content(other) for other in self.scene.syntax.clauses):
            return True
        return (
            self._is_inverted(clause)
            and self.scene.tokens[_first(self.scene, self.scene.syntax.clauses[0])].lower == "dat"
        )

    def _is_content(self, clause: Clause) -> bool:
        if clause.kind is not ClauseKind.SUB or clause.opener is None:
            return False
        return self.scene.tokens[clause.opener].lower in {"dat", "hoe", "waarom", "wanneer"}

    def _goes_on(self, clause: Clause) -> bool:
        """*… dat Caracas wil praten en zal toegeven*: a second part of what is said."""
        if clause.kind is not ClauseKind.SUB or not clause.index or clause.opener is None:
            return False
        before = self.scene.syntax.clauses[clause.index - 1]
        same = before.parent == clause.parent and before.end == clause.start
        return same and self.scene.tokens[clause.opener].lower == "en" and self._is_content(before)

    def _is_inverted(self, clause: Clause) -> bool:
        """*…, zei Lavrov*: the verb opens its clause, and something stands before it."""
        opens = clause.finite == _first(self.scene, clause) and clause.kind is ClauseKind.MAIN
        return opens and bool(self._before(clause))

    def _before(self, clause: Clause) -> frozenset[int]:
        """The other clauses that begin before the words of a clause (its first token may be an opening quote)."""
        return self._until(_first(self.scene, clause)) - {clause.index}

    def _until(self, token: int) -> frozenset[int]:
        """The clauses that begin before a token and behind the last semicolon before it."""
        marks = [at for at in range(token) if self.scene.tokens[at].text == ";"]
        first = marks[-1] if marks else -1
        return frozenset(
            other.index for other in self.scene.syntax.clauses if other.start < token and other.end - 1 > first
        )

    def _is_parenthesis(self, clause: Clause) -> bool:
        """*…, zo meldt de BBC, …* stands inside what it covers."""
        first = _first(self.scene, clause)
        if clause.index > 0 and self.scene.tokens[first].lower == "zo" and clause.finite == first + 1:
            return True
        around = any(other.start < clause.start and other.end > clause.end for other in self.scene.syntax.clauses)
        return around and clause.finite == first and clause.kind is ClauseKind.MAIN

    def _behind_comma(self, taken: set[int]) -> Iterator[Saying]:
        """*…, bezwoer een woordvoerder*: a verb of saying behind a mark, with its speaker right behind it."""
        tokens = self.scene.tokens
        for at in range(2, len(tokens) - 1):
            so = tokens[at - 1].lower == "zo"
            mark = tokens[at - 1 - so].text
            if at in taken or not (mark == "," or mark in _CLOSING):
                continue
            verb = self._finite_saying(at)
            voices = self._voices_at(at + 1) if verb is not None else ()
            if verb is None or not voices or at < _WORDS_BEFORE:
                continue
            end = self._end_of_aside(at)
            aside = end < len(tokens) - 2 and tokens[end].text == ","
            covers = frozenset(one.index for one in self.scene.syntax.clauses) if aside else self._until(at)
            voices = (*voices, *self._reported(at, end, voices))
            voices = tuple(replace(one, strength=Strength(verb.strength)) for one in voices)
            yield Saying(
                clause=-1, covers=covers, voices=voices,
                verb=self.scene.quote(at, at + 1), strength=verb.strength, before=None if aside else at,
                words=frozenset(range(at, end)),
            )  # fmt: skip

    def _finite_saying(self, at: int) -> SpeechVerb | None:
        """The verb of saying that a token can be the finite form of; denying and thinking are told otherwise."""
        later = {token.lower for token in self.scene.tokens[at + 1 :]}
        for verb in self.table.forms.get(self.scene.tokens[at].lower, ()):
            if verb.form & _FINITE and (not verb.beside or verb.beside in later):
                return verb if verb.strength != Strength.DENIES else None
        return None

    def _end_of_aside(self, at: int) -> int:
        """One past the words of *zei Lavrov dinsdag*: at the next mark, or where the sentence ends."""
        end = at + 1
        while end < len(self.scene.tokens) and self.scene.tokens[end].text not in {",", ";", ":", "."}:
            end += 1
        return end

    # who speaks

    def _speakers(self, clause: Clause, at: int) -> tuple[Voice, ...]:
        """The subject of a clause of saying, then the outlet to which he says it."""
        subject = subject_of(self.scene, clause)
        voices = self._of_group(subject) if subject is not None else ()
        if subject is None:
            voices = self._voices_at(at + 1) or self._opening(clause, at) or self._apposed(clause)
        if not voices:
            return ()
        end = len(self.scene.tokens) if self._is_inverted(clause) and self._ends_sentence(at) else clause.end
        return tuple(dict.fromkeys((*voices, *self._reported(at, end, voices))))

    def _opening(self, clause: Clause, at: int) -> tuple[Voice, ...]:
        """A speaker who is no party elsewhere, at the head of his clause: *Het regiobestuur zegt …*."""
        found = self._described(_first(self.scene, clause))
        return (found[0],) if found is not None and found[1] <= at else ()

    def _apposed(self, clause: Clause) -> tuple[Voice, ...]:
        """*Zijn advocaat, Frank Berton, verzekert dat …*: the party that stands before the comma."""
        first = _first(self.scene, clause)
        if clause.finite != first or not clause.index or not self._governs_content(clause):
            return ()
        before = self.scene.syntax.clauses[clause.index - 1]
        while before.kind is not ClauseKind.MAIN and before.index:
            before = self.scene.syntax.clauses[before.index - 1]
        bare = [group for group in self.scene.groups(before) if not group.preposition]
        return self._of_group(bare[-1]) if bare and before.end <= first else ()

    def _of_group(self, group: Group) -> tuple[Voice, ...]:
        found: list[Voice] = []
        for one in group.named:
            if (voice := self._voice(one)) is None:
                continue
            found.append(voice)
            party = one.mention.party
            if voice.anonymous and party is not None and "JRN" in party.sectors and party.name != voice.party.name:
                found.append(Voice(party=party, medium=True))  # een verslaggever van AFP
        return (*found, *self._outlet_of(group.last)) if found else ()

    def _outlet_of(self, at: int) -> tuple[Voice, ...]:
        """*een verslaggever van AFP*: the outlet for whom somebody works, behind him."""
        if at >= len(self.scene.tokens) or self.scene.tokens[at].lower != "van":
            return ()
        return tuple(
            voice
            for one in self.scene.named
            if one.outer == at + 1 and one.mention.medium and (voice := self._voice(one)) is not None
        )

    def _voices_at(self, at: int) -> tuple[Voice, ...]:
        """Who is named or described right at a token."""
        for clause in self.scene.syntax.clauses:
            for group in self.scene.groups(clause):
                if group.first <= at <= group.named[0].first and group.first >= at - 1 and not group.preposition:
                    return self._of_group(group)  # becijferde Amnesty: the verb may look like an adjective of the name
        found = self._described(at)
        return (found[0],) if found is not None else ()

    def _reported(self, at: int, end: int, speakers: tuple[Voice, ...]) -> tuple[Voice, ...]:
        """To which outlet it was said (*tegen AFP*, *vertelde Reuters dat*), who told the outlet (*op gezag van*)."""
        names = {voice.party.name for voice in speakers}
        found: list[Voice] = []
        cited = self._behind_phrase(at, self.table.cited_by)
        found += [voice for voice in cited if voice.medium and voice.party.name not in names]
        for clause in self.scene.syntax.clauses:
            for group in self.scene.groups(clause):
                to = group.preposition in _SAYING_TO or (not group.preposition and group.first == at + 1)
                if not to or not at < group.first <= end + 1:
                    continue
                found += [
                    voice
                    for one in group.named
                    if one.mention.medium and (voice := self._voice(one)) is not None and voice.party.name not in names
                ]
        found = [voice for voice in found if voice.party.name not in self.table.social]
        if all(voice.medium for voice in speakers):
            found += self._behind_phrase(at, self.table.told_by)
        return tuple(dict.fromkeys(found))

    def _behind_phrase(self, at: int, phrases: tuple[tuple[str, ...], ...]) -> tuple[Voice, ...]:
        """Who stands behind one of these phrases further on: *meldt AFP op basis van een hulpverlener*."""
        for near in range(at + 1, len(self.scene.tokens)):
            phrase = next((words for words in phrases if _stands(self.scene, near, words)), None)
            if phrase is not None:
                return self._voices_behind(near + len(phrase))
        return ()

    def _voices_behind(self, at: int) -> tuple[Voice, ...]:
        """Who is named or described right behind a preposition."""
        group = self._group_behind(at)
        if group is not None:
            return self._of_group(group)
        found = self._described(at)
        return (found[0],) if found is not None else ()

    def _voice(self, one: Named) -> Voice | None:
        return voice_of(one.mention, self.scene.text)

    def _described(self, at: int) -> tuple[Voice, int] | None:
        """A speaker who is no party elsewhere, by his words, and where they end: *het regiobestuur*."""
        found = self._noun_phrase(at, self._is_speaker)
        if found is None:
            return None
        first, last = found
        quote = self.scene.quote(first, last)
        head = self.scene.tokens[last - 1].lower
        before = {token.lower for token in self.scene.tokens[at:last]}
        medium = head in self.table.media_heads
        anonymous = not medium and _is_unnamed(head, before) and not _OF_SOMEBODY & before
        voice = Voice(party=Party(name=" ".join(quote.text.split()), quote=quote), anonymous=anonymous, medium=medium)
        return voice, last

    def _is_speaker(self, word: str) -> bool:
        return (
            word.endswith(self.table.speakers) or word in self.table.anonymous_heads or word in self.table.media_heads
        )

    def _document(self, at: int) -> Voice | None:
        """A document at `at`, up to its noun: *een intern rapport*. It is named by its words without article."""
        found = self._noun_phrase(at, self.table.documents.__contains__)
        if found is None:
            return None
        quote = self.scene.quote(*found)
        return Voice(party=Party(name=" ".join(quote.text.split()), quote=quote))

    def _noun_phrase(self, at: int, is_head: Callable[[str], bool]) -> tuple[int, int] | None:
        """The tokens from `at` to a noun of a kind, the article left out; None where the phrase ends before."""
        tokens = self.scene.tokens
        skips = at < len(tokens) and (tokens[at].lower in _ARTICLES or tokens[at].lower in _SOME)
        first = at + 1 if skips else at
        for last in range(first, min(first + _DOCUMENT, len(tokens))):
            if not tokens[last].text[0].isalnum() or self.scene.syntax.clause_at(last).finite == last:
                return None
            if is_head(tokens[last].lower):
                return first, last + 1
        return None

    # volgens X, aldus X

    def _according(self) -> Iterator[Saying]:
        tokens = self.scene.tokens
        for at in range(len(tokens)):
            phrase = next((words for words in self.table.before if _stands(self.scene, at, words)), None)
            if phrase is None:
                continue
            behind = at + len(phrase)
            group = self._group_behind(behind)
            if group is not None:
                voices = self._of_group(group)
                voices = (*voices, *self._told_to(group), *self._cited(behind, voices))
            elif found := self._described(behind):
                voices = (found[0], *self._outlet_of(found[1]))
            else:
                document = self._document(behind)
                voices = self._made(document) if document is not None else ()
            if voices:
                covers, before = self._around(at)
                yield Saying(
                    clause=-1, covers=covers, voices=tuple(dict.fromkeys(voices)), before=before,
                    verb=self.scene.quote(at, behind), strength="neutral",
                )  # fmt: skip

    def _cited(self, at: int, speakers: tuple[Voice, ...]) -> tuple[Voice, ...]:
        """Who stands behind a speaker in the same words: *volgens een bron, aangehaald door Politico*."""
        if all(voice.medium for voice in speakers):
            return self._behind_phrase(at, self.table.told_by)
        return tuple(voice for voice in self._behind_phrase(at, self.table.cited_by) if voice.medium)

    def _made(self, document: Voice) -> tuple[Voice, ...]:
        """Who made a document, where that is told (*een rapport van de VN*); else the document itself."""
        end = document.party.quote.end if document.party.quote else 0
        at = next((near for near, token in enumerate(self.scene.tokens) if token.start >= end), None)
        if at is None or self.scene.tokens[at].lower not in {"van", "door"}:
            return (document,)
        return self._voices_behind(at + 1) or (document,)

    def _told_to(self, group: Group) -> tuple[Voice, ...]:
        """The outlet right behind a speaker: *aldus een officier tegen AFP*."""
        for clause in self.scene.syntax.clauses:
            for other in self.scene.groups(clause):
                if other.preposition in _SAYING_TO and 0 < other.first - group.last <= 2:  # noqa: PLR2004 - the preposition and an article
                    found = [self._voice(one) for one in other.named if one.mention.medium]
                    return tuple(voice for voice in found if voice and voice.party.name not in self.table.social)
        return ()

    def _around(self, at: int) -> tuple[frozenset[int], int | None]:
        """What *volgens X* or *aldus X* covers, and at which token that ends.

        Its clause and what hangs on it; at the head of its clause also one that goes on from it (*… en betekent …*);
        behind a comma at the end of a sentence (*…, aldus X*) all that stands before it.
        """
        clause = self.scene.syntax.clause_at(at)
        tokens = self.scene.tokens
        marked = at > 0 and (tokens[at - 1].text == "," or tokens[at - 1].text in _CLOSING)
        if marked and self._ends_sentence(at):
            return self._until(at), at
        if clause.finite is None or self._opens_aside(clause.finite):
            return frozenset(range(len(self.scene.syntax.clauses))), None
        covers = {clause.index, *(other.index for other in self._below(clause))}
        if at == _first(self.scene, clause):
            for other in self.scene.syntax.clauses:
                joined = other.opener is not None and tokens[other.opener].lower == "en"
                if joined and other.kind is ClauseKind.MAIN and other.finite == other.start + 1 and other.start > at:
                    covers |= {other.index, *(one.index for one in self._below(other))}
        return frozenset(covers), None

    def _opens_aside(self, at: int) -> bool:
        """*Volgens een bron, zo schrijft Reuters, heeft Iran …*: is a verb that of *zo schrijft* behind a comma?"""
        tokens = self.scene.tokens
        return at > 1 and tokens[at - 1].lower == "zo" and tokens[at - 2].text == ","

    def _ends_sentence(self, at: int) -> bool:
        """Does nothing that could be told or said stand behind a token: no main clause, and no *dat …*?"""
        behind = (clause for clause in self.scene.syntax.clauses if clause.finite is not None and clause.finite > at)
        return not any(clause.kind is ClauseKind.MAIN or self._is_content(clause) for clause in behind)

    def _group_behind(self, at: int) -> Group | None:
        for clause in self.scene.syntax.clauses:
            for group in self.scene.groups(clause):
                if at <= group.last and group.first - at <= 1 and group.first >= at - 1:
                    return group
        return None

    # in other ways

    def _of_himself(self) -> Iterator[Saying]:
        """*Het leger haalde naar eigen zeggen drones neer*: who acts is the one who says so."""
        for at in range(len(self.scene.tokens)):
            phrase = next((words for words in self.table.own if _stands(self.scene, at, words)), None)
            if phrase is None:
                continue
            if self.scene.tokens[min(at + len(phrase), len(self.scene.tokens) - 1)].lower in self.table.own_not_before:
                continue
            clause = self.scene.syntax.clause_at(at)
            subject = subject_of(self.scene, clause)
            voices = self._of_group(subject) if subject is not None else ()
            if voices:
                covers = frozenset({clause.index, *(other.index for other in self._below(clause))})
                verb = self.scene.quote(at, at + len(phrase))
                yield Saying(clause=-1, covers=covers, voices=voices, verb=verb, strength="neutral", own=True)

    def _shown(self) -> Iterator[Saying]:
        """*Uit een rapport van de VN blijkt dat …*, *…, blijkt uit onderzoek van Reuters*, *Dat bleek uit papieren*."""
        for clause in self.scene.syntax.clauses:
            if clause.finite is None or self.scene.tokens[clause.finite].lower not in self.table.shows:
                continue
            sources = [at for at in clause.tokens if self.scene.tokens[at].lower == "uit"]
            for at in sources:
                document = self._document(at + 1)
                voices = list(self._made(document)) if document is not None else []
                near = [group for group in self.scene.groups(clause) if at < group.first <= at + _REACH]
                found = [voice for group in near for one in group.named if (voice := self._voice(one)) is not None]
                voices = found or voices
                back = self._reaches_back(clause)
                covered = self._content(clause) or (frozenset() if back else self._before(clause))
                if voices and (covered or back):
                    yield Saying(
                        clause=clause.index, covers=covered, voices=tuple(dict.fromkeys(voices)), back=back,
                        verb=self.scene.quote(clause.finite, clause.finite + 1), strength="neutral",
                    )  # fmt: skip

    def _announced(self) -> Iterator[Saying]:
        """*Zelensky: “Rusland heeft Charkov gebombardeerd.”*: a speaker, a colon, and quoted words or a headline's."""
        tokens = self.scene.tokens
        colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
        if colon is None or colon > _REACH or colon + 1 >= len(tokens):
            return
        headline = self.scene.sentence.kind is SentenceKind.HEADLINE
        quoted = tokens[colon + 1].text in _OPENING
        if not quoted and not headline:
            return
        if any(self.scene.syntax.forms[at] for at in range(colon)):
            return
        named = [one for one in self.scene.named if one.last == colon]
        if not quoted and any(tokens[at].lower in _SOME for at in range(colon)):
            return  # *Eén land, twee presidenten: …* counts them, and quotes nobody
        voices = tuple(voice for one in named if (voice := self._voice(one)) is not None)
        covers = frozenset(clause.index for clause in self.scene.syntax.clauses if clause.end > colon + 1)
        if voices:
            yield Saying(
                clause=-1, covers=covers, voices=voices, verb=self.scene.quote(colon, colon + 1), strength="neutral"
            )


def _first(scene: Scene, clause: Clause) -> int:
    return next((at for at in clause.tokens if scene.tokens[at].text[0].isalnum()), clause.start)


def _stands(scene: Scene, at: int, words: tuple[str, ...]) -> bool:
    if at >= len(scene.tokens) or scene.tokens[at].lower != words[0]:
        return False
    return tuple(token.lower for token in scene.tokens[at : at + len(words)]) == words
