"""What a claim goes back to: the chain of its voices and the signs of its article, nearest the act first.

The nearest voice that is named is the root: five outlets that quote one governor have one source, whoever passed it on.
Somebody unnamed cannot be told from the next unnamed one, so whoever vouches for him stands for him: the outlet behind
him in the chain, else the one that the sentence or the lead cites, else the agency or reporter of the article. Where
nothing of this is told, there is no root. Whoever speaks for a state is that state: a minister and his spokesman do not
confirm each other. Left out: what several articles make together (`origins`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.lexicon.actors import actors, roles
from kroniek.lexicon.speech import speech
from kroniek.memory.standing.signs import Sign, article_signs, lead_signs, sentence_signs
from kroniek.memory.standing.tables import marks, outlets
from kroniek.model.actor import Party, Strength, Voice
from kroniek.model.claim import Claim
from kroniek.model.ontology import Status
from kroniek.model.standing import OriginKind
from kroniek.model.text import Document, Quote
from kroniek.strings.fold import fold

Identity = Callable[[Party], str]
"""Gives the id by which a party is the same in all documents."""


OUTLETS = frozenset({OriginKind.AGENCY, OriginKind.MEDIUM})
"""Roots who may have it from somebody whom their text, or who cites them, leaves out."""


@dataclass(frozen=True, slots=True)
class Root:
    """Whoever a claim goes back to: a key that is equal for the same one, the name in this text, and what it is."""

    key: str
    name: str
    kind: OriginKind


@dataclass(frozen=True, slots=True)
class Path:
    """That a claim goes back to one of `roots` (which of them is not known), by what rule and by which words.

    `by_sign` is True where the article is marked so, and not the claim's own voices.
    """

    roots: tuple[Root, ...]
    rule: str
    quote: Quote | None
    by_sign: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its signs, found once."""

    document: Document
    signs: tuple[Sign, ...]

    @classmethod
    def of(cls, document: Document) -> Article:
        """The article of a document."""
        return cls(document, article_signs(document.text))


def own_identity(party: Party) -> str:
    """The id of a party by what one text tells: its Wikidata id, its name in the tables, else its name and country."""
    if party.wikidata:
        return party.wikidata
    known = actors().by_name(party.name)
    name = known[0].name if len(known) == 1 else party.name
    return f"{fold(name)}/{party.country or ''}"


def paths(claim: Claim, article: Article, *, identity: Identity = own_identity) -> tuple[Path, ...]:
    """What a claim goes back to; empty where nothing tells it. Several paths are several origins."""
    if by_voices := tuple(_by_voices(claim, article, identity)):
        return by_voices
    unnamed = bool(claim.voices)
    if cited := tuple(_by_sentence(claim, article, together=unnamed)):
        return cited
    if said := _by_party(claim, article, identity):
        return (said,)
    if unnamed and (report := _by_lead(article)):
        return (report,)
    if not unnamed and (spoken := _in_own_words(claim, article, identity)):
        return (spoken,)
    marked = _by_signs(claim, article)
    return (marked,) if marked else ()


def passed_on(claim: Claim, article: Article, path: Path, *, identity: Identity = own_identity) -> frozenset[str]:
    """The keys of the outlets through which a claim comes from the roots of its path to the reader.

    They stand behind the root in the chain or mark the article; where nothing marks it, it is its publisher's own
    text. Of somebody who is named, and of a document, the sentence or the lead may tell the outlet as well.
    """
    publisher, marked = article.document.publisher, _by_signs(claim, article)
    found = list(marked.roots) if marked else [outlet_root(publisher, publisher)] if publisher else []
    found += _behind(claim.voices, article, identity)
    if all(root.kind in {OriginKind.SPEAKER, OriginKind.DOCUMENT} for root in path.roots):
        found += [root for cited in _by_sentence(claim, article, together=True) for root in cited.roots]
        found += _agencies_of_lead(claim, article)
    return frozenset(root.key for root in found)


# -- voices ---------------------------------------------------------------------------------------------------------


def _by_voices(claim: Claim, article: Article, identity: Identity) -> Iterator[Path]:
    """The nearest named voice with those beside it; a document's maker, or the document with who shows it."""
    voices = claim.voices
    named = [at for at, voice in enumerate(voices) if is_named(voice)]
    papers = [voice for voice in voices[: named[0] if named else None] if _is_document(voice)]
    if not named:
        if papers:
            yield Path((_document(papers[0]),), "a document", papers[0].party.quote)
        return
    beside = [voices[at] for at in _beside(voices, named[0], article.document.text)]
    roots = [(root_of(voice, article, identity), voice) for voice in beside]
    first = roots[0][1]
    if first.medium and len(voices) > 1 and named[0] > 0:
        alternatives = tuple(dict.fromkeys([*map(_document, papers), *(root for root, _ in roots)]))
        yield Path(alternatives, "reports somebody unnamed", first.party.quote)
        return
    for root, voice in roots:
        yield Path((root,), "a voice that is named", voice.party.quote)


def is_named(voice: Voice) -> bool:
    """Can this voice be known again elsewhere: a name, or somebody who speaks for a state?

    *Oekraïense media*, *Bedrijven* and *een Venezolaanse journalist* are descriptions and cannot.
    """
    if voice.anonymous or _is_document(voice):
        return False
    party = voice.party
    if party.wikidata or _state(party) is not None or outlets().outlet(party.name):
        return True
    words = party.name.split()
    if not any(letter.isupper() for letter in party.name) or (words[-1][:1].islower() and words[-1].isalpha()):
        return False
    return len(words) > 1 or roles().read(words[0].lower()) is None


def _is_document(voice: Voice) -> bool:
    words = fold(voice.party.name).split()
    return bool(words) and not voice.medium and _head(words[-1]) is not None and not voice.party.wikidata


@cache
def _head(word: str) -> str | None:
    """The kind of document that a word names, also as the last part of a compound (*VN-rapport*)."""
    heads = sorted((fold(head) for head in speech().documents), key=lambda head: (len(head), head))
    return next((head for head in heads if word == head or (word.endswith(head) and len(head) > 3)), None)  # noqa: PLR2004 - shorter heads end other words too


def _document(voice: Voice) -> Root:
    head = _head(fold(voice.party.name).split()[-1]) or ""
    return Root(f"document:{head.removesuffix('en')}", voice.party.name, OriginKind.DOCUMENT)


_LINKED = re.compile(r"\s*(?:,|,?\s*en|,?\s*én|&|,?\s*evenals)\s+(?:\S+\s+){0,3}")


def _beside(voices: Sequence[Voice], at: int, text: str) -> list[int]:
    """The voice at a place and those that are named in one breath with it: *Rusland en Syrië zeggen …*."""
    found = [at]
    for other in range(at + 1, len(voices)):
        first, second = voices[found[-1]].party.quote, voices[other].party.quote
        if not first or not second or not is_named(voices[other]) or voices[other].medium != voices[at].medium:
            break
        if first.end > second.start or not _LINKED.fullmatch(text[first.end : second.start]):
            break
        found.append(other)
    return found


def _agencies_of_lead(claim: Claim, article: Article) -> list[Root]:
    """The agencies that the lead cites in sentences other than the claim's own."""
    own = [piece.quote for piece in claim.evidence]
    signs = lead_signs(article.document.text)
    other = [sign for sign in signs if not any(quote.start < sign.end and sign.start < quote.end for quote in own)]
    return [root for sign in other for root in _roots(sign, article) if root.kind is OriginKind.AGENCY]


def _behind(voices: Sequence[Voice], article: Article, identity: Identity) -> list[Root]:
    """The outlets behind the nearest named voice, and behind those beside it."""
    first = next((at for at, voice in enumerate(voices) if is_named(voice)), None)
    if first is None:
        return []
    further = voices[_beside(voices, first, article.document.text)[-1] + 1 :]
    roots = [root_of(voice, article, identity) for voice in further if is_named(voice)]
    return [root for root in roots if root.kind in OUTLETS]


def root_of(voice: Voice, article: Article, identity: Identity = own_identity) -> Root:
    """Who a named voice is, as an origin."""
    party = voice.party
    name = outlets().outlet(party.name)
    if voice.medium or (name and outlets().is_agency(name) and party.sectors in {(), ("JRN",)}):
        return outlet_root(name or party.name, article.document.publisher)
    state = _state(party)
    if state:
        return Root(f"state:{state}", party.name, OriginKind.SPEAKER)
    return Root(f"speaker:{_organisation(party) or identity(party)}", party.name, OriginKind.SPEAKER)


def outlet_root(name: str, publisher: str | None) -> Root:
    """An outlet as an origin; where it is the article's own, its own reporting."""
    known = outlets().outlet(name) or name
    key = f"outlet:{_bare(known)}"
    if publisher and _bare(outlets().outlet(publisher) or publisher) == _bare(known) and not outlets().is_agency(known):
        return Root(key, known, OriginKind.OWN)
    return Root(key, known, OriginKind.AGENCY if _is_wire(known) else OriginKind.MEDIUM)


def _is_wire(name: str) -> bool:
    return outlets().is_agency(name) or (name.isupper() and outlets().outlet(name) is None)


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|de|het) ", "", fold(name))


def _state(party: Party) -> str | None:
    """The state that a party speaks for."""
    rules = marks()["state"]
    if party.country is None or party.country in rules["not_states"]:
        return None
    return party.country if set(party.sectors) & set(rules["sectors"]) else None


def _organisation(party: Party) -> str | None:
    """The organisation whose office somebody holds in the tables (*secretaris-generaal van de Navo*)."""
    known = actors().by_name(party.name)
    if len(known) != 1:
        return None
    for office in reversed(known[0].offices):
        found = re.search(r"\bvan (?:de |het )?(.+)$", office.title)
        bodies = actors().by_name(found[1]) if found else ()
        if len(bodies) == 1:
            return own_identity(Party(name=bodies[0].name, country=bodies[0].country, wikidata=bodies[0].wikidata))
    return None


# -- signs ----------------------------------------------------------------------------------------------------------

_CONTRAST = re.compile(r"\b(?:maar|terwijl|hoewel|echter|ofschoon)\b|;")


def _by_sentence(claim: Claim, article: Article, *, together: bool) -> Iterator[Path]:
    """The outlets that the sentences of a claim cite; `together` where what several report is one unnamed voice."""
    text = article.document.text
    for evidence in claim.evidence:
        for sign in sentence_signs(text, evidence.quote.start, evidence.quote.end):
            spots = evidence.triggers or (evidence.quote,)
            if any(_is_apart(text, spot, sign.quote) for spot in spots):
                continue
            roots = _roots(sign, article)
            if together or len(roots) == 1:
                yield Path(roots, sign.rule, sign.quote)
            else:
                yield from (Path((root,), sign.rule, sign.quote) for root in roots)


def _is_apart(text: str, act: Quote, sign: Quote) -> bool:
    """Does a contrast stand between an act and who is cited: *… ingenomen, maar volgens Reuters wordt er gevochten*?"""
    first, last = sorted((act, sign), key=lambda quote: quote.start)
    return bool(_CONTRAST.search(text[first.end : max(first.end, last.start)]))


def _by_party(claim: Claim, article: Article, identity: Identity) -> Path | None:
    """A party of the act who tells it in the same sentence: *Rusland zegt dat het Cherson heeft ingenomen*."""
    text = article.document.text
    for party in (*claim.actors, *claim.recipients):
        voice = Voice(party=party)
        if party.quote and is_named(voice) and any(_tells(text, party.quote, one.quote) for one in claim.evidence):
            return Path((root_of(voice, article, identity),), "a voice that is named", party.quote)
    return None


_CONTENT = re.compile(r"\s+(?:\S+\s+){0,2}?dat\b")


def _tells(text: str, name: Quote, sentence: Quote) -> bool:
    """Does *volgens* stand before a name, or a verb of saying with *dat* behind it?"""
    if not (sentence.start <= name.start and name.end <= sentence.end):
        return False
    if re.search(r"\b(?:volgens|aldus)(?:\s+(?:de|het))?\s*$", text[sentence.start : name.start], re.IGNORECASE):
        return True
    verb = re.match(r"\s+(\S+)", text[name.end : sentence.end])
    forms = speech().forms.get(verb[1].lower(), ()) if verb else ()
    said = bool(forms) and all(form.strength != Strength.DENIES for form in forms)
    return said and verb is not None and bool(_CONTENT.match(text[name.end + verb.end() : sentence.end]))


def _by_lead(article: Article) -> Path | None:
    """The outlet whose report the lead announces stands behind whoever is quoted without a name."""
    for sign in lead_signs(article.document.text):
        return Path(_roots(sign, article), "reported in the lead", sign.quote)
    return None


def _in_own_words(claim: Claim, article: Article, identity: Identity) -> Path | None:
    """The actor of an act that is done by saying it, told without doubt and on nobody else's word."""
    rules = marks()["speech"]
    ahead = claim.status in {Status.PLANNED, Status.CONDITIONAL}
    spoken = claim.type.value in rules["types"] or (ahead and claim.type.value in rules["promises"])
    if not spoken or claim.hedged or claim.status is Status.DENIED or set(claim.modes) & set(rules["not_modes"]):
        return None
    sentence = f" {fold(claim.evidence[0].quote.text)} "
    together = claim.type.value in rules["promises"] and len(claim.actors) > 1
    if together or any(f" {words} " in sentence for words in rules["doubts"]):
        return None
    actor = next((party for party in claim.actors if party.quote), None)
    if actor is None or not is_named(Voice(party=actor)):
        return None
    return Path((root_of(Voice(party=actor), article, identity),), "in his own words", claim.evidence[0].quote)


def _by_signs(claim: Claim, article: Article) -> Path | None:
    """The agencies and own people by whom the article, or its section, is marked; or its publisher, if an agency."""
    at = claim.evidence[0].quote.start
    return _marked(article, [sign for sign in article.signs if sign.start <= at < sign.end])


def marked(article: Article) -> Path | None:
    """What an article as a whole is marked with."""
    return _marked(article, article.signs)


def _marked(article: Article, signs: Sequence[Sign]) -> Path | None:
    document = article.document
    if signs:
        roots = tuple(dict.fromkeys(root for sign in signs for root in _roots(sign, article)))
        return Path(roots, signs[0].rule, signs[0].quote, by_sign=True)
    agency = outlets().agency(document.publisher or "") or outlets().of_host(document.url)
    if agency:
        return Path((outlet_root(agency, None),), "published by an agency", None, by_sign=True)
    return None


def _roots(sign: Sign, article: Article) -> tuple[Root, ...]:
    """The outlets of a sign; own people stand for the article's outlet, or where that is unknown for the article."""
    publisher = article.document.publisher
    found = [outlet_root(name, publisher) for name in sign.names]
    if sign.own:
        own = (
            Root(f"outlet:{_bare(outlets().outlet(publisher) or publisher)}", publisher, OriginKind.OWN)
            if publisher
            else None
        )
        found.append(
            own or Root(f"article:{article.document.id}", article.document.title or article.document.id, OriginKind.OWN)
        )
    return tuple(dict.fromkeys(found))
