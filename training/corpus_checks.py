"""What the codebook asks of an annotated article, as far as a program can tell.

Two grades. A *wrong* thing breaks the codebook or the format and has to be repaired. A thing to *look* at may be right
and is shown to whoever reads the article a second time. A check names its rule in square brackets, so that all
findings of one kind can be read together. Left out: whether all acts of a text are coded, which takes a reader.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

from corpus_format import ROLES, Article, Json, Mark, Problem, occurrences
from kroniek.language.dates import find_all_times
from kroniek.language.segment import sentences
from kroniek.lexicon.countries import countries
from kroniek.model.analysis import TimeMention
from kroniek.model.ids import content_hash
from kroniek.model.ontology import CONTEXTS, MODES, SECTORS, SPECIAL_COUNTRIES, EventType, FigureKey, Status
from kroniek.model.text import Document, DocumentId, Source
from kroniek.model.when import Grain
from kroniek.reading.clean import boilerplate
from kroniek.strings.fold import fold

LOOK = frozenset({"reading of a date", "two kinds", "double", "happened ahead", "possible ahead"})
"""The rules whose findings may be right; all others are wrong."""

CORPUS = Path(__file__).with_name("corpus")
UNREAD = CORPUS / "times.txt"
"""Expressions of time that are marked though the reader of dates does not know them."""

ACCEPTED = CORPUS / "accepted.tsv"
"""Findings across articles that were read and are right: rule, name, reason."""

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_WEEKDAY = re.compile(rf"(?i)\b({'|'.join(_WEEKDAYS)})")
_MARKED = frozenset({"PER", "ORG", "LOC", "MISC"})
_AHEAD = frozenset({"planned", "conditional", "possible"})
_SPOKEN = frozenset({"ACCUSE", "REQUEST", "THREATEN"})  # a REJECT may bar from a place, an AGREE name a meeting
_PROMISE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
_OFFICES = (
    "bondskanselier", "kanselier", "premier", "minister-president", "vicepresident", "president", "minister",
    "staatssecretaris", "eurocommissaris", "koning", "koningin", "paus", "generaal", "kolonel", "gezant", "ambassadeur",
    "senator", "burgemeester", "woordvoerder",
)  # fmt: skip
_OFFICE = re.compile(rf"(?i)(?:(?:de|het) )?(?:(?:oud|ex)-)?(?:{'|'.join(_OFFICES)}) \w")
_QUARTER = 3
_WEEK_DAYS = 7


def check_article(article: Article) -> list[Problem]:
    """Everything that is wrong with an article or worth a look, its reading problems included."""
    found = list(article.problems)
    for check in _CHECKS:
        found += check(article)
    return sorted(set(found))


def check_names(articles: Iterable[Article]) -> list[Problem]:
    """Parties that have two spellings or two countries across articles."""
    parties = list(_all_parties(articles))
    found = [*_two_countries(parties), *_two_spellings(parties), *_odd_country_names(parties)]
    return sorted(problem for problem in found if (problem.rule, problem.message.partition(":")[0]) not in accepted())


@cache
def accepted() -> frozenset[tuple[str, str]]:
    """Rule and name of each row of `accepted.tsv`."""
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines() if ACCEPTED.exists() else []
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return frozenset((row[0], row[1]) for row in rows)


def is_wrong(problem: Problem) -> bool:
    """Must this be repaired?"""
    return problem.rule not in LOOK


# --- claims


def _values(article: Article) -> Iterator[Problem]:
    """Closed sets: types, modes, contexts, statuses, sectors, countries."""
    for number, claim in article.numbered():
        kind = claim["type"]
        if kind not in set(EventType):
            yield Problem(article.id, number, "values", f"no such type: {kind!r}")
            continue
        wrong = [f"mode {mode!r} of {kind}" for mode in set(claim["mode"]) - MODES[EventType(kind)]]
        wrong += [f"context {context!r}" for context in set(claim["context"]) - CONTEXTS]
        wrong += [] if claim["status"] in set(Status) else [f"status {claim['status']!r}"]
        wrong += [] if isinstance(claim["hedged"], bool) else [f"hedged {claim['hedged']!r}"]
        for party in _parties_of(claim):
            wrong += [f"sector {sector!r}" for sector in set(party["sector"]) - SECTORS]
            wrong += [] if _is_country(party["country"]) else [f"country {party['country']!r}"]
        place = claim["place"]
        wrong += [f"country {place['country']!r} of a place"] if place and not _is_country(place["country"]) else []
        for message in sorted(wrong):
            yield Problem(article.id, number, "values", f"no such {message}")


def _is_country(code: str | None) -> bool:
    return code is None or code in SPECIAL_COUNTRIES or countries().by_code(code) is not None


def _parties_of(claim: Json) -> Iterator[Json]:
    for role in ROLES:
        yield from claim[role]


def _parties(article: Article) -> Iterator[Problem]:
    """Who stands where: nobody twice, nobody as actor of a speech act and its source at once (rule 11)."""
    for number, claim in article.numbered():
        if any(not party["name"] for party in _parties_of(claim)):
            yield Problem(article.id, number, "party", "a party without a name")
        for role in ROLES:
            names = [(party["name"], party["country"]) for party in claim[role]]
            if len(set(names)) < len(names):
                yield Problem(article.id, number, "party", f"{role}: the same party twice")
        others = ["recipients", "sources"] if claim["type"] in _SPOKEN else ["recipients"]  # deeds may be owned up to
        for role in others:
            both = {party["name"] for party in claim["actors"]} & {party["name"] for party in claim[role]}
            if both:
                yield Problem(article.id, number, "party", f"{sorted(both)} among both actors and {role}")


def _dates(article: Article) -> Iterator[Problem]:
    """Intervals as their grain says; a weekday in the words is the weekday of the date."""
    for number, claim in article.numbered():
        when = claim["date"]
        if when is None:
            continue
        try:
            start, end = date.fromisoformat(when["start"]), date.fromisoformat(when["end"])
            grain = Grain(when["grain"])
        except (ValueError, TypeError, KeyError):
            yield Problem(article.id, number, "date", f"start, end and grain are needed: {when!r}")
            continue
        if end < start:
            yield Problem(article.id, number, "date", f"ends ({end}) before it starts ({start})")
        if not _fits(start, end, grain):
            yield Problem(article.id, number, "date", f"{start} to {end} is no {grain}")
        yield from _weekday(article, number, when, start, end)


def _fits(start: date, end: date, grain: Grain) -> bool:
    match grain:
        case Grain.DAY:
            return start == end
        case Grain.WEEK:
            return (end - start).days == _WEEK_DAYS - 1
        case Grain.MONTH:
            return start.day == 1 and end == start.replace(day=monthrange(start.year, start.month)[1])
        case Grain.QUARTER:
            return start.day == 1 and start.month % _QUARTER == 1 and (end + timedelta(1)).month % _QUARTER == 1
        case Grain.YEAR:
            return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year
        case Grain.SPAN:
            return True


def _weekday(article: Article, number: int, when: Json, start: date, end: date) -> Iterator[Problem]:
    words = _WEEKDAY.findall(when["text"] or "")
    days = {_WEEKDAYS[day.weekday()] for day in (start, end)}
    if words and (end - start).days < _WEEK_DAYS - 1 and not days & {word.lower() for word in words}:
        yield Problem(
            article.id, number, "weekday", f"{when['text']!r} is dated {start}, a {_WEEKDAYS[start.weekday()]}"
        )


def _status(article: Article) -> Iterator[Problem]:
    """Status, condition and type go together (rules 2, 16 and 17 of the codebook)."""
    for number, claim in article.numbered():
        kind, status = claim["type"], claim["status"]
        if (status == "conditional") != bool(claim["condition"]):
            yield Problem(article.id, number, "status", "a condition is set exactly where the status is conditional")
        if claim["condition"] and "start" not in claim["condition"]:
            yield Problem(article.id, number, "status", "a condition has words of the text")
        if kind == "THREATEN" and status == "planned":
            yield Problem(article.id, number, "status", "a threat is happened or conditional, never planned")
        if kind in _PROMISE and status in _AHEAD:
            rule = "possible ahead" if status == "possible" else "status"  # a past deed may be possible, too
            yield Problem(article.id, number, rule, f"{kind} that lies ahead ({status}) is {_PROMISE[kind]}")
        if kind in _SPOKEN and claim["place"] and "investigate" not in claim["mode"]:  # a hearing has its place
            yield Problem(article.id, number, "place of speech", f"{kind} at {claim['place']['name']}")
        when = claim["date"]
        if when and status == "happened" and when["start"] > article.head["published"]:
            yield Problem(article.id, number, "happened ahead", f"happened, but dated {when['start']}")


def _figures(article: Article) -> Iterator[Problem]:
    for number, claim in article.numbered():
        for key, value in claim["figures"].items():
            low, high = value.get("min"), value.get("max")
            if key not in set(FigureKey) or (low is None and high is None):
                yield Problem(article.id, number, "figures", f"{key}: {value!r}")
            elif low is not None and high is not None and low > high:
                yield Problem(article.id, number, "figures", f"{key}: from {low} down to {high}")


def _evidence_place(article: Article) -> Iterator[Problem]:
    """Boilerplate is no evidence (rule 9)."""
    marks = boilerplate(article.text)
    for number, claim in article.numbered():
        for piece in claim["evidence"]:
            covered = sum(max(0, min(piece["end"], mark.end) - max(piece["start"], mark.start)) for mark in marks)
            if 2 * covered >= piece["end"] - piece["start"]:
                yield Problem(article.id, number, "boilerplate", f"evidence in boilerplate: {piece['quote']!r}")


def _doubles(article: Article) -> Iterator[Problem]:
    """One record per event and document."""
    for (left, one), (right, other) in combinations(article.numbered(), 2):
        if _key(one) != _key(other):
            continue
        if _triggers(one) & _triggers(other):
            yield Problem(article.id, right, "duplicate", f"the same event as claim {left}")
        elif one["date"] and one["status"] == other["status"] and _countries(one) == _countries(other):
            yield Problem(article.id, right, "double", f"perhaps the same event as claim {left}")


def _key(claim: Json) -> tuple[object, ...]:
    parties = (tuple(sorted(party["name"] for party in claim[role])) for role in ("actors", "recipients"))
    when = claim["date"]
    return (claim["type"], *claim["mode"], *parties, (when["start"], when["end"]) if when else None)


def _countries(claim: Json) -> list[str | None]:
    """Crowds in several countries have one name."""
    return [party["country"] for party in claim["actors"]]


def _triggers(claim: Json) -> set[tuple[int, ...]]:
    return {tuple(span) for piece in claim["evidence"] for span in piece.get("trigger", ())}


# --- marks


def _marks(article: Article) -> Iterator[Problem]:
    """Marks hold whole names without office, and one name has one kind in an article."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for mark in article.marks:
        words = article.text[mark.start : mark.end]
        kinds[words].add(mark.kind)
        if words != words.strip() or (mark.start and article.text[mark.start - 1].isalnum()):
            yield Problem(article.id, 0, "marks", f"{words!r} is marked with half a word or a space")
        if mark.kind == "PER" and _OFFICE.match(words):
            yield Problem(article.id, 0, "marks", f"the office is marked with the name: {words!r}")
    for words, found in sorted(kinds.items()):
        if len(found) > 1:
            yield Problem(article.id, 0, "two kinds", f"{words!r} is marked as {sorted(found)}")


def _unmarked(article: Article) -> Iterator[Problem]:
    """Every occurrence is marked: names marked elsewhere in the article, and names of countries."""
    known = {article.text[mark.start : mark.end] for mark in article.marks if mark.kind in _MARKED}
    for words in sorted(known):
        for start, end in occurrences(article.text, words):
            around = article.text[max(start - 1, 0) : start] + article.text[end : end + 1]
            if not any(character.isalnum() or character in "-_" for character in around) and _is_free(
                article, start, end
            ):
                yield Problem(article.id, 0, "unmarked name", f"{words!r} at {start}")
    for match in _proper_words(article.text):
        word = match.group()
        if word in known or not _is_free(article, *match.span()):
            continue
        if _is_of_a_country(word):
            yield Problem(article.id, 0, "unmarked name", f"{word!r} at {match.start()}")


def _proper_words(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"\b[A-Z][\w’-]+", text)


@cache
def _is_of_a_country(word: str) -> bool:
    table = countries()
    return any(found(word) is not None for found in (table.by_name, table.by_adjective, table.by_inhabitant))


def _is_free(article: Article, start: int, end: int) -> bool:
    return not any(mark.start < end and start < mark.end for mark in article.marks)


def _calendar(article: Article) -> Iterator[Problem]:
    """Times in the text and dates of the claims, beside what the reader of dates makes of them."""
    found = _time_mentions(article)
    yield from _times(article, found)
    yield from _readings(article, found)


def _times(article: Article, found: Sequence[TimeMention]) -> Iterator[Problem]:
    """What can be placed on the calendar is marked; what is marked the reader finds, or `times.txt` lists it."""
    for mark in article.marks:
        words = article.text[mark.start : mark.end]
        if mark.kind == "TIME" and not _overlapping(found, mark) and fold(words) not in unread():
            yield Problem(article.id, 0, "time", f"no date or duration is known in {words!r}; if it is one, list it")
    for mention in found:
        if mention.past and _is_free(article, mention.start, mention.end):
            words = article.text[mention.start : mention.end]
            yield Problem(article.id, 0, "unmarked time", f"{words!r} at {mention.start}")


def _readings(article: Article, found: Sequence[TimeMention]) -> Iterator[Problem]:
    """The date of a claim is one of the readings of its words."""
    for number, claim in article.numbered():
        when = claim["date"]
        if not when or "at" not in when:
            continue
        inside = [one for one in found if one.start < when["at"][1] and when["at"][0] < one.end]
        readings = {(str(one.start), str(one.end)) for time in inside for one in (time.past, time.future) if one}
        days = (when["start"], when["end"])
        if len(inside) == 1 and readings and days not in readings and not _runs_on(article, days, readings):
            read = " or ".join(" to ".join(reading) for reading in sorted(readings))
            yield Problem(
                article.id, number, "reading of a date", f"{when['text']!r} is {' to '.join(days)}, read as {read}"
            )


def _runs_on(article: Article, days: tuple[str, str], readings: set[tuple[str, str]]) -> bool:
    """Is the date a duration that began then and still runs, or a span from one word to another?"""
    published = article.head["published"]
    return any(days[0] == start and days[1] in {published, end} for start, end in readings)


def _time_mentions(article: Article) -> Sequence[TimeMention]:
    document = Document(
        id=DocumentId(article.id),
        text=article.text,
        source=Source(address=article.id),
        content_hash=content_hash(article.text),
        marks=boilerplate(article.text),
    )
    return find_all_times(sentences(document), anchor=article.published, text=article.text)


def _overlapping(found: Sequence[TimeMention], mark: Mark) -> bool:
    return any(one.start < mark.end and mark.start < one.end for one in found)


@cache
def unread() -> frozenset[str]:
    """The expressions of `times.txt`, folded."""
    lines = UNREAD.read_text(encoding="utf-8").splitlines() if UNREAD.exists() else []
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))


_CHECKS: tuple[Callable[[Article], Iterator[Problem]], ...] = (
    _values, _parties, _dates, _status, _figures, _evidence_place, _doubles, _marks, _unmarked, _calendar,
)  # fmt: skip


# --- names across articles


@dataclass(frozen=True, slots=True)
class _Named:
    file: str
    claim: int
    name: str
    country: str | None
    sectors: tuple[str, ...]


def _all_parties(articles: Iterable[Article]) -> Iterator[_Named]:
    for article in articles:
        for number, claim in article.numbered():
            for party in _parties_of(claim):
                yield _Named(article.id, number, party["name"], party["country"], tuple(party["sector"]))


def _two_countries(parties: Sequence[_Named]) -> Iterator[Problem]:
    """A name with a capital belongs to one country."""
    seen: dict[str, dict[str | None, _Named]] = defaultdict(dict)
    for party in parties:
        if party.name[:1].isupper():
            seen[party.name].setdefault(party.country, party)
    for name, found in sorted(seen.items()):
        if len(found) > 1:
            where = ", ".join(f"{country} in {one.file}" for country, one in sorted(found.items(), key=str))
            one = next(iter(found.values()))
            yield Problem(one.file, one.claim, "country of a name", f"{name}: {where}")


def _two_spellings(parties: Sequence[_Named]) -> Iterator[Problem]:
    """Names of one country that are equal but for accents, hyphens, and the letters that transcription varies."""
    seen: dict[tuple[str, str | None], dict[str, _Named]] = defaultdict(dict)
    for party in parties:
        seen[_sound(party.name), party.country].setdefault(party.name, party)
    for found in seen.values():
        if len(found) > 1:
            names = sorted(found)
            one = found[names[-1]]
            yield Problem(one.file, one.claim, "spelling", f"{' / '.join(names)}: choose one, or say why both")


_SOUNDS = (
    ("sjtsj", "s"), ("tsj", "s"), ("tch", "s"), ("sj", "s"), ("sh", "s"), ("ch", "s"), ("oe", "u"), ("ou", "u"),
    ("ck", "k"), ("ij", "i"), ("yy", "i"), ("iy", "i"), ("y", "i"), ("j", "i"), ("c", "k"), ("q", "k"), ("z", "s"),
    ("w", "v"), ("ph", "f"),
)  # fmt: skip
"""What transcriptions into Dutch, English and French vary, the longest first."""


@cache
def _sound(name: str) -> str:
    folded = re.sub(r"[^a-z0-9]", "", fold(name))
    for letters, sound in _SOUNDS:
        folded = folded.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", folded)


def _odd_country_names(parties: Sequence[_Named]) -> Iterator[Problem]:
    """A country as a party has its one name."""
    former = {state.name for state in countries().former}
    for party in parties:
        country = countries().by_name(party.name)
        if country and party.name != country.name and party.name not in former:
            yield Problem(party.file, party.claim, "name of a country", f"{party.name}: write {country.name}")
