#!/usr/bin/env python3
"""How many independent sources does an event rest on? Measures 112 cases of syndication written by hand.

    python benchmarks/standing.py [--misses] [--coded] [--engine NAME] [--keep]

The cases stand in `tests/cases/standing.toml`, in two halves (see there): rules are tuned on `dev`, and of `test` only
the sum is looked at. `standing_second.toml` was written when the rules were finished, `standing_third.toml`
with the rule for agencies' copy that a paper shortened.

A case is right where the origins are those that it names, no more and no fewer, and as many articles as it says tell
none. Claims have the voices that an expert gives them; with `--coded` those of the coder,
which shows what its errors cost. Beside it two baselines: every article is a source, and every outlet is, but copies.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from goldsets import HERE

from kroniek.api import workshops
from kroniek.api.chronicle import settings_here
from kroniek.memory import open_store
from kroniek.memory.standing.origins import standing
from kroniek.memory.store import Query, StoredClaim, StoredDocument
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim, ClaimId, Evidence
from kroniek.model.event import EventId
from kroniek.model.ids import claim_id, content_hash
from kroniek.model.ontology import EventType, Status
from kroniek.model.standing import Standing
from kroniek.model.text import Document, DocumentId, Known, Published, Quote, Reliability, Source

CASES = HERE.parent / "tests" / "cases" / "standing.toml"
SECOND = HERE.parent / "tests" / "cases" / "standing_second.toml"
THIRD = HERE.parent / "tests" / "cases" / "standing_third.toml"
HALVES = ("dev", "test", "second", "third")
RESULTS = HERE / "results" / "standing.json"
BAR = 0.95
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A case of the file, with its half."""

    name: str
    half: str
    origins: tuple[frozenset[str], ...]
    unknown: int
    articles: tuple[Json, ...]

    def is_right(self, found: Standing) -> bool:
        """Are the origins those of the case, and as many articles without one?"""
        names = [one.name for one in found.origins]
        if len(names) != len(self.origins) or len(found.unknown) != self.unknown:
            return False
        return all(any(name in allowed for name in names) for allowed in self.origins)


def cases() -> tuple[Case, ...]:
    """The cases: of the first file an odd number is `dev`, an even one `test`; the others are `second`, `third`."""
    rows = [
        *((("test", "dev")[number % 2], row) for number, row in enumerate(_rows(CASES), 1)),
        *(("second", row) for row in _rows(SECOND)),
        *(("third", row) for row in _rows(THIRD)),
    ]
    return tuple(
        Case(
            name=row["name"],
            half=half,
            origins=tuple(frozenset(names.split("|")) for names in row["origins"]),
            unknown=row["unknown"],
            articles=tuple(row["article"]),
        )
        for half, row in rows
    )


def _rows(path: Path) -> list[Json]:
    found: list[Json] = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found


# -- from a case to claims ------------------------------------------------------------------------------------------


def texts(case: Case) -> list[str]:
    """The texts of its articles; a copy is the earlier text with what was changed in it."""
    made: list[str] = []
    for article in case.articles:
        text = str(article["text"]) if "text" in article else made[article["copy"]]
        for old, new in article.get("swap", ()):
            if old not in text:
                raise ValueError(f"{case.name}: {old!r} does not stand in the text that is copied")
            text = text.replace(old, new)
        paragraphs = text.split("\n\n")
        text = "\n\n".join(paragraphs[: len(paragraphs) - article.get("cut", 0)])
        made.append(f"{article.get('before', '')}{text}{article.get('after', '')}")
    return made


def documents(case: Case) -> list[Document]:
    """The articles of a case as documents."""
    return [
        Document(
            id=DocumentId(f"d{number}"),
            text=text,
            source=Source(address=f"d{number}.txt"),
            content_hash=content_hash(text),
            published=Published(
                day=date.fromisoformat(article["day"]), known=Known.GIVEN, reliability=Reliability.SURE
            ),
            publisher=article["outlet"],
            url=article.get("url"),
        )
        for number, (article, text) in enumerate(zip(case.articles, texts(case), strict=True))
    ]


def expert_claim(article: Json, document: Document) -> Claim:
    """The claim of an article, with the voices that the case gives it."""
    spot = quote(document.text, article["act"])
    kind = EventType(article.get("type", "ASSAULT"))
    start, end = sentence(document.text, spot)
    return Claim(
        id=claim_id(document.id, kind.value, spot.start, spot.end),
        document=document.id,
        type=kind,
        status=Status(article.get("status", "happened")),
        hedged=article.get("hedged", False),
        evidence=(Evidence(quote=Quote.of(document.text, start, end), triggers=(spot,)),),
        actors=tuple(party(document.text, spec) for spec in article.get("actors", ())),
        voices=tuple(voice(document.text, spec) for spec in article.get("voices", ())),
    )


def quote(text: str, words: str) -> Quote:
    """The first place of words in a text."""
    at = text.index(words)
    return Quote.of(text, at, at + len(words))


def sentence(text: str, spot: Quote) -> tuple[int, int]:
    """The sentence around a place, by full stops and lines."""
    start = max(
        (text.rfind(mark, 0, spot.start) + len(mark) for mark in (". ", "\n") if mark in text[: spot.start]), default=0
    )
    ends = [place for mark in (". ", ".\n", "\n") if (place := text.find(mark, spot.end)) >= 0]
    end = min(ends) + (text[min(ends)] == ".") if ends else len(text)
    return start, end


def party(text: str, spec: str) -> Party:
    """The party of `[words=]name[/COUNTRY[/SECTOR]]`."""
    words, _, rest = spec.rpartition("=")
    name, country, sectors = (*rest.split("/"), "", "")[:3]
    found = quote(text, words or name) if (words or name) in text else None
    return Party(name=name, quote=found, country=country or None, sectors=tuple(filter(None, sectors.split(","))))


def voice(text: str, spec: str) -> Voice:
    """The voice of a party's spec; `?` before it is anonymous, `@` an outlet."""
    return Voice(party=party(text, spec.lstrip("?@")), anonymous=spec[0] == "?", medium=spec[0] == "@")


def coded(engine: str) -> Callable[[Json, Document], Claim]:
    """Claims with the voices of the coder: those of the claim whose words hold the act, else of none."""
    steps = workshops.steps(settings=settings_here(engine=engine), now=_no_clock)

    def claim(article: Json, document: Document) -> Claim:
        expert = replace(expert_claim(article, document), voices=(), actors=())
        spot = expert.evidence[0].triggers[0]
        found = [
            one
            for one in steps.code(steps.analyse(document))
            if any(piece.quote.start <= spot.start < piece.quote.end for piece in one.evidence)
        ]
        exact = [one for one in found if any(t.start <= spot.start < t.end for e in one.evidence for t in e.triggers)]
        best = next(iter((*exact, *found)), None)
        return expert if best is None else replace(best, id=expert.id, document=document.id)

    return claim


def _no_clock() -> datetime:
    raise RuntimeError("nothing here reads a clock")


def measured(
    case: Case, make: Callable[[Json, Document], Claim], folder: Path
) -> tuple[Standing, Mapping[str, StoredDocument]]:
    """The standing of a case, its near-copies found by a store as in any chronicle."""
    found = documents(case)
    claims = [make(article, document) for article, document in zip(case.articles, found, strict=True)]
    with open_store(folder / f"{content_hash(case.name)[:12]}.db") as store:
        for document, claim in zip(found, claims, strict=True):
            store.add(document, [claim], placement=store.place(document))
        kept: dict[str, StoredDocument] = {stored.document.id: stored for stored in store.documents()}
        stored_claims: list[StoredClaim] = list(store.claims(Query()))
    return standing(EventId(ClaimId(claims[0].id)), stored_claims, kept), kept


# -- baselines -------------------------------------------------------------------------------------------------------


def per_article(case: Case, _: Mapping[str, StoredDocument]) -> int:
    """Every article is a source."""
    return len(case.articles)


def per_outlet(case: Case, kept: Mapping[str, StoredDocument]) -> int:
    """Every outlet is a source, near-copies once."""
    del case
    families: list[set[str]] = []
    for key, stored in kept.items():
        group = {key, *stored.copies, f"outlet {stored.document.publisher}"}
        touching = [family for family in families if family & group]
        families = [family for family in families if not family & group]
        families.append(group.union(*touching))
    return len(families)


def run(found: Sequence[Case], make: Callable[[Json, Document], Claim], *, misses: bool) -> Iterator[tuple[Case, Json]]:
    """What each case came to. With `misses` those of `dev` that are wrong are told."""
    with tempfile.TemporaryDirectory() as folder:
        for case in found:
            told, kept = measured(case, make, Path(folder))
            right = case.is_right(told)
            if misses and not right and case.half != "test":
                names = [f"{one.name} ({one.kind.value}: {one.reason})" for one in told.origins]
                print(f"- {case.name}: wanted {[sorted(one) for one in case.origins]} and {case.unknown} unknown,")
                print(f"  found {names} and {[one.reason for one in told.unknown]}")
            yield (
                case,
                {
                    "right": right,
                    "number": len(told.origins) == len(case.origins),
                    "every article": per_article(case, kept) == len(case.origins),
                    "every outlet, copies once": per_outlet(case, kept) == len(case.origins),
                },
            )


def main() -> int:
    """Measure; the exit status is 1 where the share that is right is below the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="tell the cases that are wrong, those of test left out")
    parser.add_argument("--coded", action="store_true", help="with the voices of the coder")
    parser.add_argument("--engine", default="trained", help="the coder of --coded")
    parser.add_argument("--keep", action="store_true", help="write results/standing.json and the table of the page")
    asked = parser.parse_args()
    makers = {"expert": expert_claim} | ({asked.engine: coded(asked.engine)} if asked.coded or asked.keep else {})
    results: Json = {}
    for name, make in makers.items():
        rows = list(run(cases(), make, misses=asked.misses and (name != "expert") == asked.coded))
        for half in HALVES:
            own = [row for case, row in rows if case.half == half]
            results[f"{name} {half}"] = {"cases": len(own)} | {
                key: round(sum(row[key] for row in own) / len(own), 3) for key in own[0]
            }
            print(
                f"{name:8} {half:5} {len(own)} cases",
                *(f"{key} {results[f'{name} {half}'][key]:.3f}" for key in own[0]),
                sep="  ",
            )
    if asked.keep:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        page = HERE / "README.md"
        before, _, rest = page.read_text(encoding="utf-8").partition("<!-- standing -->\n")
        after = rest.partition("<!-- /standing -->")[2]
        page.write_text(f"{before}<!-- standing -->\n{table(results)}\n<!-- /standing -->{after}", encoding="utf-8")
    return 0 if all(results[f"expert {half}"]["right"] >= BAR for half in HALVES) else 1


def table(results: Json) -> str:
    """The table of the page."""
    lines = [
        "| voices by | half | cases | origins right | number right | every article | every outlet, copies once |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for name, row in results.items():
        who, half = name.rsplit(" ", 1)
        cells = [f"{row[key]:.3f}" for key in ("right", "number", "every article", "every outlet, copies once")]
        lines.append(f"| {who} | {half} | {row['cases']} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
