"""Fits what the readers weigh: the country spoken of, whom a pronoun means, where an act took place.

    python training/fit_linking.py CORPUS [--packed src/kroniek/language/engines/data/reader.zip] [--write]

CORPUS is a compiled corpus. Each question is a choice between candidates, so each is fitted as a conditional logit with
ridge, by Newton's method, on the training articles; the held-out ones tell how often the answer is right. What the
trained reader's arcs weigh for a place is chosen on the validation articles. Nothing here looks at development gold.
`--write` puts the weights into `lexicon/data/nl/focus.toml`, `antecedents.toml` and `coding/places.toml`; the least
probabilities in these files are kept as they are.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fit_coder import PACKAGE, command
from kroniek.coding import placing
from kroniek.coding.clauses import parse
from kroniek.evaluation import names
from kroniek.language import analyser, antecedents, coref, focus
from kroniek.language.engines.neural import Reader, unpack
from kroniek.language.names import Phrase, Shape
from kroniek.language.reader import _phrases, sentences
from kroniek.model.actor import Party
from kroniek.model.ids import content_hash
from kroniek.model.ontology import EventType, Status
from kroniek.model.text import Document, DocumentId, Known, Published, Quote, Reliability, Source
from labels import Article, split, stored

DATA = PACKAGE / "lexicon" / "data"
RIDGE, ROUNDS, ENOUGH = 1.0, 80, 1e-5
ARCS = range(9)
SHIFTS = tuple(shift / 5 for shift in range(-15, 16))

Floats = NDArray[np.float64]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A question: a row of features for each candidate, and which candidates are right (none: not among them)."""

    rows: Floats
    right: tuple[int, ...]


def fitted(cases: Sequence[Case], *, ridge: Floats | float = RIDGE) -> Floats:
    """The weights under which the right candidates are the likeliest."""
    known = [case for case in cases if case.right]
    width = known[0].rows.shape[1]
    weights, penalty = np.zeros(width), np.broadcast_to(np.asarray(ridge, dtype=float), (width,))
    for _ in range(ROUNDS):
        slope, curve = -penalty * weights, np.diag(penalty).astype(float)
        for case in known:
            chance = chances(case.rows, weights)
            right = np.zeros(len(chance))
            right[list(case.right)] = chance[list(case.right)]
            mean = chance @ case.rows
            slope += right / right.sum() @ case.rows - mean
            curve += (case.rows * chance[:, None]).T @ case.rows - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < ENOUGH:
            break
    return weights


def chances(rows: Floats, weights: Floats) -> Floats:
    """The probability of each candidate."""
    score = rows @ weights
    chance = np.exp(score - score.max())
    return chance / chance.sum()


def share_right(cases: Sequence[Case], weights: Floats) -> float:
    """How often the likeliest candidate is right."""
    return float(np.mean([int(chances(case.rows, weights).argmax()) in case.right for case in cases])) if cases else 0.0


def document(article: Article, day: str) -> Document:
    """An article with its day of publication."""
    return Document(
        id=DocumentId(article.id),
        text=article.text,
        source=Source(address=article.id),
        content_hash=content_hash(article.text),
        published=Published(day=date.fromisoformat(day), known=Known.GIVEN, reliability=Reliability.SURE),
    )


def parties(article: Article) -> dict[int, list[Json]]:
    """The annotated parties by the offset at which their words end."""
    found: dict[int, list[Json]] = defaultdict(list)
    for claim in article.claims:
        for party in (*claim["actors"], *claim["recipients"]):
            if party.get("text") is not None and "end" in party:
                found[party["end"]].append(party)
    return found


# --- the country spoken of


def focus_cases(article: Article, text: Document) -> Iterator[tuple[str, Case]]:
    """A case for each annotated party that is described without a country."""
    read = sentences(text)
    phrases = _phrases(read, text.text)
    spoken, told = focus.Focus(read, phrases), parties(article)
    for sentence, found in zip(read, phrases, strict=True):
        for phrase in found:
            annotated = told.get(sentence.tokens[phrase.last - 1].end, [])
            wanted = {party["country"] for party in annotated}
            candidates = spoken.candidates(phrase)
            if len(wanted) != 1 or not candidates or not _asks(phrase):
                continue
            rows = np.array([spoken.features(phrase, code) for code in candidates])
            country = wanted.pop()
            yield focus.kind_of(phrase), Case(rows, (candidates.index(country),) if country in candidates else ())
            if country:
                spoken.settle(phrase, country)


def _asks(phrase: Phrase) -> bool:
    """Does a phrase leave its country to the text?"""
    if phrase.country:
        return False
    if phrase.shape is Shape.ROLE:
        many = "country" in phrase.flags and phrase.plural
        return not (phrase.owner or many or (phrase.role or "")[:1].isupper())
    if phrase.shape is Shape.PERSON:
        return bool(phrase.role) or not phrase.surname_only
    return phrase.shape in (Shape.UNKNOWN, Shape.ORGANISATION) and not (phrase.medium or phrase.sectors)


# --- whom a pronoun means


def pronoun_cases(article: Article, text: Document) -> list[tuple[str, Case]]:
    """A case for each annotated party that is a pronoun; pronouns before it are given what was annotated."""
    told = parties(article)
    found: list[tuple[str, Case]] = []

    class Told(coref._Resolver):  # noqa: SLF001 - the walk itself, with the annotated answers
        def _meant(self, kind: str, number: int, quote: Quote) -> tuple[Party, ...]:
            candidates = self.antecedents.candidates(kind, number)
            annotated = told.get(quote.end, [])
            if not candidates or not annotated:
                return ()
            paragraph = self.sentences[number].paragraph
            rows = np.array(self.antecedents.features(kind, candidates, sentence=number, paragraph=paragraph))
            gold = [names.forms((party["name"], *party.get("aliases", ()))) for party in annotated]
            right = tuple(at for at, one in enumerate(candidates) if _are(one, gold))
            found.append((kind, Case(rows, right)))
            if not right:
                return ()
            self.antecedents.take_up(kind, candidates[right[-1]])
            return candidates[right[-1]].parties

    read = sentences(text)
    list(Told(text, read, _phrases(read, text.text)).run())
    return found


def _are(one: antecedents.Antecedent, gold: Sequence[names.Forms]) -> bool:
    return names.hits(gold, [names.forms((party.name,)) for party in one.parties]) == len(one.parties)


# --- where an act took place


@dataclass(frozen=True, slots=True)
class Asked:
    """An act with its candidates, their features and arcs, and the key of its place ("" for none)."""

    act: placing.Act
    rows: Floats
    arcs: Floats
    keys: tuple[str, ...]
    wanted: str
    country: bool


def place_cases(article: Article, text: Document, reader: Reader | None) -> Iterator[Asked]:
    """A case for each annotated claim whose words stand in a sentence."""
    analysis = analyser("rules")(text)
    if reader is not None:
        analysis = replace(analysis, signals=reader.signals(text, analysis.sentences))
    grounds = placing.Grounds(analysis)
    before: str | None = None
    for claim in sorted(article.claims, key=lambda claim: claim["evidence"][0]["start"]):
        spans = claim["evidence"][0].get("trigger", ())
        sentences_of = (n for n, one in enumerate(analysis.sentences) if spans and one.start <= spans[0][0] < one.end)
        number = next(sentences_of, None)
        if number is None:
            continue
        sentence = analysis.sentences[number]
        tokens = tuple(
            at for at, token in enumerate(sentence.tokens) if any(token.start < e and s < token.end for s, e in spans)
        )
        if not tokens:
            continue
        syntax = parse(sentence)
        act = placing.Act(
            sentence=number,
            head=tokens[0],
            clause=frozenset(syntax.clauses[syntax.clause_of[tokens[0]]].tokens),
            tokens=tokens,
            type=EventType(claim["type"]),
            modes=tuple(claim["mode"]),
            status=Status(claim["status"]),
            actors=_countries(claim["actors"]),
            recipients=_countries(claim["recipients"]),
            local_actors=_countries(claim["actors"], local=True),
            local_recipients=_countries(claim["recipients"], local=True),
            before=before,
            taken=frozenset(
                one["start"] for one in (*claim["actors"], *claim["recipients"]) if one.get("text") and "start" in one
            ),
        )
        keys = tuple(grounds.candidates(act))
        place = claim.get("place")
        wanted = (place["country"] or place["name"]) if place else ""
        rows = np.array([grounds.features(act, key) for key in keys]).reshape(len(keys), len(placing.FEATURES))
        arcs = np.array([grounds.arc(act, key) for key in keys])
        yield Asked(act, rows, arcs, keys, wanted, bool(place and place["country"]))
        before = wanted or before


def _countries(found: Sequence[Json], *, local: bool = False) -> frozenset[str]:
    return frozenset(
        one["country"] for one in found if one["country"] and (not local or placing.LOCAL & set(one["sector"]))
    )


def fit_places(asked: Sequence[Asked]) -> tuple[Floats, dict[str, float]]:
    """The weights of one kind of act, and what speaks for no place by type, mode and status."""
    words = sorted({word for one in asked for word in placing.what(one.act)})
    width = len(placing.FEATURES)
    cases: list[Case] = []
    for one in asked:
        if one.wanted and one.wanted not in one.keys:
            continue
        rows = np.zeros((len(one.keys) + 1, width + len(words)))
        rows[:-1, :width] = one.rows
        for word in placing.what(one.act):
            rows[-1, width + words.index(word)] = 1
        cases.append(Case(rows, (one.keys.index(one.wanted) if one.wanted else len(one.keys),)))
    ridge = np.array([RIDGE] * width + [2.0 if " " in word else 0.1 for word in words])
    weights = fitted(cases, ridge=ridge)
    return weights[:width], dict(zip(words, map(float, weights[width:]), strict=True))


def place_f1(
    asked: Sequence[Asked], of: dict[str, Floats], nowhere: dict[str, float], arc: float, shift: float
) -> float:
    """F1 of the countries of places."""
    hits = given = gold = 0
    for one in asked:
        gold += one.country
        if not one.keys:
            continue
        score = one.rows @ of[placing.group(one.act.type)] + arc * one.arcs
        best = int(score.argmax())
        if score[best] > sum(nowhere.get(word, 0.0) for word in placing.what(one.act)) + shift:
            given += 1
            hits += one.country and one.keys[best] == one.wanted
    return 2 * hits / max(1, given + gold)


# --- writing


def write(path: Path, tables: dict[str, dict[str, float]]) -> None:
    """Put tables of figures into a TOML file; its head and the tables that are not given stay."""
    text = path.read_text(encoding="utf-8")
    for name, table in tables.items():
        rows = "\n".join(f"{_key(key)} = {round(float(value), 3)}" for key, value in table.items())
        text = re.sub(rf"\[{re.escape(name)}\]\n(?:.+\n)*", f"[{name}]\n{rows}\n", text)
    path.write_text(text, encoding="utf-8")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else f'"{key}"'


def main() -> None:
    """Fit, measure, write."""
    parser = command(__doc__)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    days = json.loads((options.corpus / "meta.json").read_text(encoding="utf-8"))
    parts = split(stored(options.corpus), options.split)
    pairs = {part: [(one, document(one, days[one.id]["published"])) for one in found] for part, found in parts.items()}
    held = [*pairs["validation"], *pairs["test"]]
    for file, ask, features in (
        ("nl/focus.toml", focus_cases, focus.FEATURES),
        ("nl/antecedents.toml", pronoun_cases, antecedents.FEATURES),
    ):
        found: dict[str, list[Case]] = defaultdict(list)
        other: dict[str, list[Case]] = defaultdict(list)
        for into, articles in ((found, pairs["train"]), (other, held)):
            for article, text in articles:
                for kind, case in ask(article, text):
                    into[kind].append(case)
        tables = {}
        for kind, cases in sorted(found.items()):
            weights = fitted(cases)
            tables[f"weights.{kind}"] = dict(zip(features, map(float, weights), strict=True))
            right = share_right(cases, weights), share_right(other[kind], weights)
            print(f"{file} {kind}: {len(cases)} cases, right {right[0]:.3f}, held out {right[1]:.3f}")
        if options.write:
            write(DATA / file, tables)
    _places(pairs, unpack(options.packed.read_bytes()), options)


def _places(pairs: dict[str, list[tuple[Article, Document]]], reader: Reader, options: argparse.Namespace) -> None:
    train = [one for article, text in pairs["train"] for one in place_cases(article, text, None)]
    held = {
        part: [one for article, text in pairs[part] for one in place_cases(article, text, reader)]
        for part in ("validation", "test")
    }
    of: dict[str, Floats] = {}
    nowhere: dict[str, float] = {}
    for kind in sorted({placing.group(one.act.type) for one in train}):
        of[kind], found = fit_places([one for one in train if placing.group(one.act.type) == kind])
        nowhere |= found
    _, arc, shift = max(
        (place_f1(held["validation"], of, nowhere, arc, shift), arc, shift) for arc in ARCS for shift in SHIFTS
    )
    for part, asked in held.items():
        alone, both = place_f1(asked, of, nowhere, 0.0, 0.0), place_f1(asked, of, nowhere, arc, shift)
        print(f"places, {part}: F1 {alone:.3f}, with arcs ({arc}, {shift}) {both:.3f}")
    if options.write:
        tables = {"model": {"arc": float(arc), "shift": shift}, "nowhere": dict(sorted(nowhere.items()))}
        tables |= {
            f"weights.{kind}": dict(zip(placing.FEATURES, map(float, row), strict=True)) for kind, row in of.items()
        }
        write(DATA / "coding/places.toml", tables)


if __name__ == "__main__":
    main()
