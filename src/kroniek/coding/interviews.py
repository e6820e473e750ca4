"""Finds who answers in an interview: a text of questions, and of answers between quotation marks.

Paragraphs that a quotation opens are answers where several follow a question, or hold one before the mark. Who answers
is told by the lead: somebody who wants no name in the paper, or whom a word of meeting introduces (*vragen aan*,
*belden met*, *vertelt*). Invariant: without such a layout, or where the lead introduces nobody for sure, nobody
answers. Left out: what is said in an answer on the word of others (`voices`), who stands before the one interviewed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from kroniek.coding.voices import voice_of
from kroniek.lexicon.frames import verb_forms, word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.speech import speech
from kroniek.model.actor import Party, Voice
from kroniek.model.analysis import Analysis, MentionKind, Sentence, SentenceKind, Token
from kroniek.model.text import Quote

_ANSWERS = 3  # so many answers make an interview,
_QUESTIONS = 2  # and so many questions
_OPENING = frozenset("‘“„\"'«")
_NEAR = 4  # tokens between a word of meeting and who was met
_WORDS = 4  # words of a description: *hoge Europese diplomaat*
_RELATIVE = 9  # tokens between a description and the *die* that goes on with it: *coca-boerin uit Toribío, die*
_MET = frozenset({MentionKind.PERSON, MentionKind.GROUP, MentionKind.PRONOUN})
_HIM = frozenset({"hem", "haar"})
_DETERMINERS = frozenset({"een", "de", "deze", "onze"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """The stretches of the text that are answers, and whose they are."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    voice: Voice | None = None
    word: Quote | None = None

    @classmethod
    def of(cls, analysis: Analysis) -> Interview:
        """The interview that a text is; one without answers where it is none."""
        found = list(_answers(analysis))
        if len(found) < _ANSWERS or sum(asked for _, _, asked in found) < _QUESTIONS:
            return cls()
        voice, word = _introduced(analysis, found[0][0])
        if voice is None:
            return cls()
        return cls(
            starts=tuple(start for start, _, _ in found), ends=tuple(end for _, end, _ in found), voice=voice, word=word
        )

    def answers(self, start: int) -> bool:
        """Do the words that begin there stand in an answer?"""
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and start < self.ends[at]


def _answers(analysis: Analysis) -> Iterator[tuple[int, int, bool]]:
    """Where answers begin and end, and whether a question stands right before."""
    text, before = analysis.document.text, ""
    for _, group in groupby(analysis.sentences, key=lambda sentence: sentence.paragraph):
        own = [sentence for sentence in group if sentence.kind is not SentenceKind.BOILERPLATE]
        if not own:
            continue
        start, end = own[0].start, own[-1].end
        opened = next(_openings(text, own), None)
        prose = any(sentence.kind is SentenceKind.PROSE for sentence in own)
        if opened is not None and prose and _runs(analysis, opened, end):
            asked = text[start:opened].rstrip() or before
            yield opened, end, asked.endswith("?")
        before = text[start:end].rstrip()


def _openings(text: str, own: Sequence[Sentence]) -> Iterator[int]:
    """Where a quotation opens a paragraph, or follows the question at its head."""
    if text[own[0].start] in _OPENING:
        yield own[0].start
        return
    for sentence, following in pairwise(own):
        if text[following.start] in _OPENING and text[sentence.start : sentence.end].rstrip()[-1:] in {"?", "."}:
            yield following.start
            return


def _runs(analysis: Analysis, start: int, end: int) -> bool:
    """Does one quotation run from here to the end of the paragraph?"""
    found = [quote for quote in analysis.quotations if start <= quote.start <= start + 1]
    return any(quote.end >= end - 2 for quote in found)


def _introduced(analysis: Analysis, until: int) -> tuple[Voice | None, Quote | None]:
    """Whom the lead introduces as the one who answers, with the word that does so."""
    lead = [
        sentence for sentence in analysis.sentences if sentence.start < until and sentence.kind is SentenceKind.PROSE
    ]
    for sentence in lead:
        unnamed = [token for token in sentence.tokens if token.start < until and token.lower in speech().unnamed]
        for token in unnamed[:1]:
            for near in (sentence, *(other for other in lead if other.start > sentence.start)):
                if described := _described(analysis, near):
                    return _unnamed(described), Quote.of(analysis.document.text, token.start, token.end)
        for at in _meetings(sentence):
            if voice := _met(analysis, sentence, at, until):
                token = sentence.tokens[at]
                return voice, Quote.of(analysis.document.text, token.start, token.end)
    return None, None


def _unnamed(words: Quote) -> Voice:
    return Voice(party=Party(name=" ".join(words.text.split()), quote=words), anonymous=True)


def _meetings(sentence: Sentence) -> Iterator[int]:
    """The tokens at which words of meeting somebody end."""
    tokens = [token.lower for token in sentence.tokens]
    for at in range(len(tokens)):
        for phrase in speech().met:
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                yield at + len(phrase) - 1


def _met(analysis: Analysis, sentence: Sentence, at: int, until: int) -> Voice | None:
    """Who is named or described right behind a word of meeting (*vragen aan X*), or before it (*X vertelt*)."""
    here = [
        one
        for one in analysis.mentions
        if sentence.start <= one.start < min(until, sentence.end) and one.kind in _MET and one.party and not one.plural
    ]
    if at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].lower in _HIM:
        named = [
            one for one in analysis.mentions if one.kind is MentionKind.PERSON and one.start < sentence.tokens[at].start
        ]
        return voice_of(named[-1]) if named else None
    starts = [token.start for token in sentence.tokens]
    behind = [one for one in here if 0 < bisect_right(starts, one.outer) - 1 - at <= _NEAR]
    if behind and behind[0].kind is not MentionKind.GROUP:
        return voice_of(behind[0], analysis.document.text)
    if described := _described(analysis, sentence, after=at):
        return _unnamed(described)
    persons = [one for one in here if one.kind is MentionKind.PERSON]
    return voice_of(persons[0], analysis.document.text) if len(persons) == 1 else None


def _described(analysis: Analysis, sentence: Sentence, *, after: int | None = None) -> Quote | None:
    """A person by his description: *een Leuvense politoloog*; right behind a token, or before *die* or a mark.

    The description ends where a mark, a preposition, *die* or a verb follows.
    """
    tokens = sentence.tokens
    stops = word_classes().prepositions | {"die", "en"}
    reach = range(len(tokens)) if after is None else range(after + 1, min(after + _NEAR + 1, len(tokens)))
    for at in reach:
        if tokens[at].lower not in _DETERMINERS or (after is None and tokens[at].lower == "de" and at):
            continue
        end = at + 1
        while end < len(tokens) and _is_word(tokens[end]) and tokens[end].lower not in stops:
            end += 1
        follows = {token.lower for token in tokens[end : end + _RELATIVE]}
        if not 0 < end - at - 1 <= _WORDS or (after is None and "die" not in follows and tokens[at].lower != "een"):
            continue
        return Quote.of(analysis.document.text, tokens[at + 1].start, tokens[end - 1].end)
    return None


def _is_word(token: Token) -> bool:
    return token.text[0].isalpha() and not verb_forms().get(token.lower, Form(0)).may_be_finite
