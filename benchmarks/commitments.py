#!/usr/bin/env python3
"""What became of promises, threats and demands? Measures histories by hand: claims over time, and their right ends.

    python benchmarks/commitments.py [--misses] [--keep]
    python benchmarks/commitments.py --agreements
    python benchmarks/commitments.py --speed training/corpus/articles [--times 2]

The histories stand in `tests/cases/commitments.toml`, in two halves (see there): rules are tuned on `dev`, of `test`
only the sum is looked at. `commitments_second.toml` was written when the rules were finished. Claims are as an expert
codes them, so what is measured is the following of them, not the coding.

A history is right where the commitment of its first line stands as it says. Baselines: everything is open; everything
that has a last day has lapsed and the rest is open; any later act of the right type by the right party keeps it.

`--agreements` measures the lives of `tests/cases/agreements.toml`: whether that of the first line has the stages that
it tells, and whether it stands where it should; beside that the last type of act alone (what is withdrawn from
has ended, what is discontinued is suspended, all else is agreed).

`--speed` takes the claims of annotated articles for one chronicle, so many times over, 97 days apart, and tells the
seconds of work that following their commitments takes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from goldsets import HERE
from joining_set import articles_in

from kroniek.memory.commitments.agreements import agreements
from kroniek.memory.commitments.deadlines import deadline
from kroniek.memory.commitments.following import followed
from kroniek.memory.commitments.sides import any_same
from kroniek.memory.commitments.tables import fits, types_for
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim, ClaimId, Evidence
from kroniek.model.commitment import Commitment, State
from kroniek.model.event import EventId
from kroniek.model.ids import claim_id
from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place
from kroniek.model.text import DocumentId, Quote
from kroniek.model.when import Grain, When

CASES = HERE.parent / "tests" / "cases" / "commitments.toml"
SECOND = HERE.parent / "tests" / "cases" / "commitments_second.toml"
AGREEMENTS = CASES.with_name("agreements.toml")
HALVES = ("dev", "test", "second")
RESULTS = HERE / "results" / "commitments.json"
BAR = 0.80
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """A history of the file, with its half."""

    name: str
    half: str
    state: State
    as_of: date
    claims: tuple[StoredClaim, ...]

    def found(self) -> Commitment:
        """What became of the commitment of its first line."""
        first = self.claims[0].claim.id
        return next(one for one in followed(self.claims, as_of=self.as_of) if first in one.claims)


def histories() -> tuple[History, ...]:
    """The histories: of the first file an odd number is `dev`, an even one `test`; the other file is `second`."""
    rows = [(("test", "dev")[number % 2], row) for number, row in enumerate(_rows(CASES), 1)]
    rows += [("second", row) for row in _rows(SECOND)] if SECOND.exists() else []
    return tuple(
        History(
            name=row["name"],
            half=half,
            state=State(row["state"]),
            as_of=date.fromisoformat(row["as_of"]),
            claims=tuple(claims(row["claims"])),
        )
        for half, row in rows
    )


def _rows(path: Path) -> list[Json]:
    found: list[Json] = tomllib.loads(path.read_text(encoding="utf-8"))["history"]
    return found


# -- from lines to claims --------------------------------------------------------------------------------------------

_MARK = re.compile(r"\*\*(?P<trigger>.+?)\*\*|\{(?P<days>[\d.-]+) (?P<when>.+?)\}|\[(?P<condition>.+?)\]")
"""What is marked in a line; a condition or a time may hold marks itself."""


def claims(lines: str) -> Iterator[StoredClaim]:
    """The claims of the lines of a history."""
    document, offset = -1, 0
    for number, line in enumerate(filter(str.strip, lines.splitlines())):
        same = line.startswith("+")
        document, offset = (document, offset + 1_000) if same else (document + 1, 0)
        yield stored(line.lstrip("+ "), number=number, document=f"d{document}", offset=offset)


def stored(line: str, *, number: int, document: str, offset: int) -> StoredClaim:
    """The claim of one line."""
    day, kind, parties, contexts, text, *rest = (part.strip() for part in line.split(" | "))
    about, status, *hedged = kind.split()
    type_, _, modes = about.partition("/")
    actors, _, recipients = f" {parties} ".partition(" > ")
    plain, marks = unmarked(text, offset)
    extra = dict(part.split(" ", 1) for part in rest)
    when = marks.get("when")
    claim = Claim(
        id=claim_id(DocumentId(document), type_, offset, offset + 1, number),
        document=DocumentId(document),
        type=EventType(type_),
        modes=tuple(filter(None, modes.split(","))),
        contexts=tuple(filter(None, (word.strip() for word in contexts.split(";")))),
        actors=tuple(party(spec) for spec in actors.split(";") if spec.strip()),
        recipients=tuple(party(spec) for spec in recipients.split(";") if spec.strip()),
        when=_when(*when) if when else None,
        place=_place(extra["in"]) if "in" in extra else None,
        status=Status(status),
        hedged=bool(hedged),
        voices=(Voice(party=party(extra["by"])),) if "by" in extra else (),
        condition=marks["condition"][0] if "condition" in marks else None,
        evidence=(
            Evidence(
                quote=Quote(text=plain, start=offset, end=offset + len(plain)),
                triggers=tuple(quote for quote, _ in marks.get("trigger", ())),
            ),
        ),
    )
    return StoredClaim(
        claim=claim,
        event=EventId(claim.id),
        published=date.fromisoformat(day),
        title=None,
        publisher=None,
        url=None,
        current=True,
    )


def unmarked(text: str, offset: int) -> tuple[str, dict[str, Any]]:
    """The text without its marks, and what was marked with its place."""
    marks: dict[str, Any] = {}
    plain = ""
    at = 0
    for found in _MARK.finditer(text):
        plain += text[at : found.start()]
        at = found.end()
        name = next(name for name in ("trigger", "when", "condition") if found[name])
        words, inner = unmarked(found[name], offset + len(plain))
        marks |= {kind: value for kind, value in inner.items() if kind != "trigger"}
        start = offset + len(plain)
        quote = Quote(text=words, start=start, end=start + len(words))
        if name == "trigger":
            marks.setdefault("trigger", []).append((quote, None))
        else:
            marks[name] = (quote, found["days"])
        marks.setdefault("trigger", []).extend(inner.get("trigger", ()))
        plain += words
    return plain + text[at:], marks


def party(spec: str) -> Party:
    """The party of name/COUNTRY/SECTOR."""
    name, country, sectors = (*spec.strip().split("/"), "", "")[:3]
    return Party(name=name, country=country or None, sectors=tuple(filter(None, sectors.split(","))))


def _when(quote: Quote, days: str) -> When:
    start, _, end = days.partition("..")
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    return When(start=first, end=last, grain=Grain.DAY if first == last else Grain.SPAN, quote=quote)


def _place(spec: str) -> Place:
    name, _, country = spec.partition("/")
    return Place(name=name, country=country or None)


# -- baselines -------------------------------------------------------------------------------------------------------


def always_open(_: History) -> State:
    """Everything is open."""
    return State.OPEN


def by_day_alone(history: History) -> State:
    """What has a last day that passed has lapsed, the rest is open."""
    due = deadline(history.claims[0])
    return State.LAPSED if due is not None and due.day < history.as_of else State.OPEN


def by_type_alone(history: History) -> State:
    """Any later act of a type that may carry it out, by who should, keeps it; a refusal breaks it."""
    first = history.claims[0].claim
    doers = first.recipients if first.type is EventType.REQUEST else first.actors
    for stored_claim in history.claims[1:]:
        claim = stored_claim.claim
        if stored_claim.published is None or stored_claim.published > history.as_of:
            continue
        if any_same(claim.actors, doers):
            if fits(claim, types_for("fulfilling", first.type)):
                return State.KEPT
            if claim.type in {EventType.REJECT, EventType.ASSAULT}:
                return State.BROKEN
    return by_day_alone(history)


BASELINES: dict[str, Callable[[History], State]] = {
    "always open": always_open,
    "by its day alone": by_day_alone,
    "by type and party alone": by_type_alone,
}


def run(found: Sequence[History], *, misses: bool = False) -> Iterator[tuple[History, Json]]:
    """What each history came to. With `misses` those that are wrong are told, those of `test` left out."""
    for history in found:
        commitment = history.found()
        if misses and commitment.state is not history.state and history.half == "dev":
            print(f"- {history.name}: wanted {history.state.value}, found {commitment.state.value}")
            for move in commitment.moves:
                print(f"    {move.day} {move.after.value}: {move.reason} {move.quote.text if move.quote else ''}")
            for doubt in commitment.doubts:
                print(f"    doubt: {doubt.reason} {doubt.quote.text}")
        yield (
            history,
            {"right": commitment.state is history.state, "found": commitment.state.value}
            | {name: guess(history) is history.state for name, guess in BASELINES.items()},
        )


def lives() -> Iterator[tuple[str, int, dict[str, float]]]:
    """The lives of agreements: for each half their number, and the shares that are right."""
    rows: list[Json] = tomllib.loads(AGREEMENTS.read_text(encoding="utf-8"))["life"]
    for half, own in (("dev", rows[::2]), ("test", rows[1::2])):
        right = dict.fromkeys(("stages", "stands", "by its last act"), 0)
        for row in own:
            told = tuple(claims(row["claims"]))
            found = next(iter(agreements(told, as_of=date(2030, 1, 1))), None)
            stages = [step.stage.value for step in found.steps] if found else []
            stands = row["stages"][-1] if row["stages"] else None
            right["stages"] += stages == row["stages"]
            right["stands"] += (stages[-1] if stages else None) == stands
            right["by its last act"] += _by_act(told[-1].claim) == stands
        yield half, len(own), {name: round(number / len(own), 3) for name, number in right.items()}


def _by_act(claim: Claim) -> str:
    if claim.type is not EventType.SANCTION:
        return "agreed"
    return "suspended" if "discontinue" in claim.modes else "ended"


def speed(folder: Path, times: int) -> None:
    """Tell how long following takes, the reading of tables left out."""
    found = list(_one_chronicle(folder, times))
    followed(found[:50], as_of=date.max)
    start = time.process_time()
    commitments = followed(found, as_of=date.max)
    taken = time.process_time() - start
    print(f"{len(found)} claims, {len(commitments)} commitments: {taken:.1f} s of work")


def _one_chronicle(folder: Path, times: int) -> Iterator[StoredClaim]:
    articles = list(articles_in(folder))
    for number, (document, coded) in product(range(times), articles):
        later = timedelta(days=97 * number)
        for claim in coded:
            when = claim.when and replace(claim.when, start=claim.when.start + later, end=claim.when.end + later)
            id_ = ClaimId(f"{claim.id}-{number}")
            yield StoredClaim(
                claim=replace(claim, id=id_, document=DocumentId(f"{document.id}-{number}"), when=when),
                event=EventId(id_),
                published=document.published.day + later if document.published else None,
                title=None,
                publisher=None,
                url=None,
                current=True,
            )


def main() -> int:
    """Measure; the exit status is 1 where the share that is right is below the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="tell the histories of dev that are wrong")
    parser.add_argument("--keep", action="store_true", help="write results/commitments.json and the table of the page")
    parser.add_argument("--agreements", action="store_true", help="measure the lives of agreements")
    parser.add_argument("--speed", type=Path, metavar="FOLDER", help="tell how long it takes, of these articles")
    parser.add_argument("--times", type=int, default=1, help="take them so many times over")
    asked = parser.parse_args()
    if asked.agreements:
        for half, number, shares in lives():
            print(half, number, "lives", *(f"{name} {share:.3f}" for name, share in shares.items()), sep="  ")
        return 0
    if asked.speed:
        speed(asked.speed, asked.times)
        return 0
    rows = list(run(histories(), misses=asked.misses))
    results = {half: summed([(h, row) for h, row in rows if h.half == half]) for half in HALVES}
    results = {half: row for half, row in results.items() if row["histories"]}
    for half, row in results.items():
        print(half, *(f"{key} {value}" for key, value in row.items()), sep="  ")
    if asked.keep:
        RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        page = HERE / "README.md"
        before, _, rest = page.read_text(encoding="utf-8").partition("<!-- commitments -->\n")
        after = rest.partition("<!-- /commitments -->")[2]
        page.write_text(
            f"{before}<!-- commitments -->\n{table(results)}\n<!-- /commitments -->{after}", encoding="utf-8"
        )
    return 0 if all(row["right"] >= BAR for row in results.values()) else 1


def summed(rows: Sequence[tuple[History, Json]]) -> Json:
    """The shares of one half; false moves are ends that are neither right nor open."""
    number = len(rows)
    if not number:
        return {"histories": 0}
    share = {name: round(sum(row[name] for _, row in rows) / number, 3) for name in ("right", *BASELINES)}
    wrong = sum(not row["right"] and row["found"] not in {"open", "lapsed"} for _, row in rows)
    return {"histories": number} | share | {"wrongly moved": wrong}


def table(results: Json) -> str:
    """The table of the page."""
    names = ("right", *BASELINES)
    lines = [
        f"| half | histories | {' | '.join(names)} | wrongly moved |",
        f"|---|--:|{'--:|' * (len(names) + 1)}",
    ]
    for half, row in results.items():
        cells = " | ".join(f"{row[name]:.3f}" for name in names)
        lines.append(f"| {half} | {row['histories']} | {cells} | {row['wrongly moved']} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
