"""How fast a chronicle keeps and answers: synthetic articles with ten claims each, on one writer.

    python benchmarks/store.py [--documents 10000] [--days 4000] [--db FILE-OR-URL] [--ask-only] [--joins]

The articles are made, not news: some 400 words of a made-up vocabulary that follows Zipf's law, with words of
politics among them; parties, outlets and types follow Zipf's law too, so *RUS* takes part in a third of the claims and
most persons in few; the days run from 2015 to 2025 in order, with some disorder. One in twenty is an edited copy of
the one before it. What joining costs hangs on how many claims a day has: `--documents 2000 --days 80` is a slice of
100,000 articles in eleven years, for who has no hours. Making articles is not timed. Every question is asked many times with other words, and the median and
the 95th percentile of the wall clock are told, the first time included. Figures: docs/decisions/0054-scale.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from kroniek.api.series import series
from kroniek.memory import open_store
from kroniek.memory.sql import SqlStore
from kroniek.memory.store import Query
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim, Evidence
from kroniek.model.ids import claim_id, content_hash
from kroniek.model.ontology import MODES, EventType, Status
from kroniek.model.place import Place
from kroniek.model.text import Document, DocumentId, Known, Published, Quote, Reliability, Source
from kroniek.model.when import Grain, When

WORDS_EACH = 400
CLAIMS_EACH = 10
COPY_EVERY = 20
TOGETHER = 250
FIRST, DAYS = date(2015, 1, 1), 4000
PERSONS_EACH = 60
COUNTRIES = (
    "RUS USA UKR CHN ISR DEU FRA GBR NLD IRN TUR BEL SYR POL PRK JPN IND VEN SAU EUR UNO PSE LBN EGY IRQ AFG PAK KOR "
    "TWN BLR HUN ITA ESP GRC SRB ROU CAN BRA MEX COL ARG CUB LBY SDN ETH SOM NGA MLI NER BFA ZAF KEN COD RWA MAR DZA "
    "TUN YEM OMN QAT ARE KAZ UZB GEO ARM AZE MDA LTU LVA EST FIN SWE NOR DNK ISL IRL PRT CHE AUT CZE SVK SVN HRV BIH "
    "MNE MKD ALB BGR CYP MLT AUS NZL IDN MYS PHL VNM THA MMR KHM LAO BGD LKA NPL MNG CHL PER ECU BOL PRY URY HTI JAM "
    "GTM HND"
).split()
TYPES = (
    "CONSULT ACCUSE ASSAULT REQUEST SUPPORT REJECT COERCE AGREE AID THREATEN PROTEST SANCTION MOBILIZE RETREAT CONCEDE"
)
STATUSES = (
    (Status.HAPPENED, 70),
    (Status.ONGOING, 8),
    (Status.PLANNED, 10),
    (Status.CONDITIONAL, 4),
    (Status.POSSIBLE, 4),
    (Status.DENIED, 4),
)
TOPICS = (
    "sancties wapens onderhandelingen president regering aanval leger akkoord verkiezingen wapenleveranties minister "
    "vredesoverleg grens luchtaanval vluchtelingen parlement staakt-het-vuren ambassadeur gasleiding kernwapens "
    "handelsverdrag demonstranten rakettest oliesancties gevangenen mensenrechten topoverleg spionage verdrag "
    "hulpgoederen"
).split()
SYLLABLES = (
    "ba den ge lo ver ster ki mon ta ring vel os pa rie dom zin ker wa ten gel bra hoe dij sel nop wer ik ul".split()
)


def zipf(count: int, chance: random.Random, *, power: float = 1.0) -> Callable[[int], list[int]]:
    """A drawer of numbers below `count`, the low ones often."""
    totals = list(accumulate(1 / (i + 1) ** power for i in range(count)))
    numbers = range(count)
    return lambda k: chance.choices(numbers, cum_weights=totals, k=k)


class Press:
    """Makes the same articles with the same claims every time."""

    def __init__(self, days: int = DAYS) -> None:
        self.days = days
        chance = self.chance = random.Random(1)
        made = ("".join(chance.choices(SYLLABLES, k=2 + i % 4)) for i in range(400_000))
        rare = list(dict.fromkeys(made))[:60_000]
        self.vocabulary = [
            *rare[:40],
            *(word for pair in zip(TOPICS, rare[40:70], strict=True) for word in pair),
            *rare[70:],
        ]
        self.words = zipf(len(self.vocabulary), chance)
        self.countries = zipf(len(COUNTRIES), chance)
        self.persons = zipf(PERSONS_EACH, chance)
        self.outlets = zipf(40, chance, power=0.7)
        self.types = zipf(15, chance, power=0.6)
        self.kinds = [EventType(name) for name in TYPES.split()]

    def documents(self, count: int) -> Iterator[Document]:
        """Articles in order of publication, more or less."""
        words: list[str] = []
        for i in range(count):
            if i and not i % COPY_EVERY:
                words[10] = "bewerkt"
            else:
                words = [self.vocabulary[number] for number in self.words(WORDS_EACH)]
            text = " ".join(" ".join(words[j : j + 20]).capitalize() + "." for j in range(0, WORDS_EACH, 20))
            day = FIRST + timedelta(days=max(0, i * self.days // count - self.chance.choice((0, 0, 0, 1, 2, 30))))
            yield Document(
                id=DocumentId(f"bericht{i:06}"),
                text=text,
                source=Source(address=f"map/bericht{i:06}.txt"),
                content_hash=content_hash(text),
                title=" ".join(words[:6]).capitalize(),
                publisher=f"Krant {self.outlets(1)[0]}",
                published=Published(day=day, known=Known.GIVEN, reliability=Reliability.SURE),
            )

    def claims(self, document: Document) -> Iterator[Claim]:
        """Ten claims, each on a sentence of its own."""
        start = 0
        kinds = self.types(CLAIMS_EACH)
        statuses = self.chance.choices([one for one, _ in STATUSES], [weight for _, weight in STATUSES], k=CLAIMS_EACH)
        for kind, status in zip((self.kinds[i] for i in kinds), statuses, strict=True):
            end = document.text.index(".", start) + 1
            quote = Quote.of(document.text, start, end)
            trigger = Quote.of(document.text, start, start + 5)
            where = COUNTRIES[self.countries(1)[0]]
            yield Claim(
                id=claim_id(document.id, kind.value, start, start + 5),
                document=document.id,
                type=kind,
                modes=tuple(sorted(MODES[kind])[:1]) if self.chance.random() < 0.5 else (),
                evidence=(Evidence(quote=quote, triggers=(trigger,)),),
                actors=(self.party(),),
                recipients=(self.party(),) if self.chance.random() < 0.8 else (),
                when=self.when(document),
                place=Place(name=f"Stad {where}", country=where) if self.chance.random() < 0.4 else None,
                status=status,
                condition=trigger if status is Status.CONDITIONAL else None,
                voices=(Voice(party=Party(name="Reuters", country="GBR", sectors=("JRN",)), medium=True),),
                coder="rules 1.0",
            )
            start = end + 1

    def party(self) -> Party:
        country = COUNTRIES[self.countries(1)[0]]
        number = self.persons(1)[0]
        if number < 2:  # the state itself
            return Party(name=f"Land {country}", country=country, sectors=("GOV",))
        return Party(name=f"Persoon {country} {number}", country=country, sectors=("GOV",))

    def when(self, document: Document) -> When | None:
        drawn = self.chance.random()
        if drawn < 0.4:
            return None
        day = document.published.day - timedelta(days=int(drawn * 10)) if document.published else FIRST
        if drawn > 0.95:
            return When(start=day.replace(day=1, month=1), end=day.replace(day=31, month=12), grain=Grain.YEAR)
        return When(start=day, end=day, grain=Grain.DAY)


def coded(count: int, days: int = DAYS) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Articles with their claims."""
    press = Press(days)
    for document in press.documents(count):
        yield document, tuple(press.claims(document))


def keep(store: SqlStore, count: int, days: int = DAYS) -> tuple[float, float]:
    """Place and add all documents, as the pipeline does; seconds on the clock and of work, without making them."""
    wall = work = 0.0
    made = coded(count, days)
    while chunk := list(islice(made, 500)):
        start, worked = time.perf_counter(), time.process_time()
        _keep(store, chunk)
        wall += time.perf_counter() - start
        work += time.process_time() - worked
    return wall, work


def _keep(store: SqlStore, chunk: Iterable[tuple[Document, tuple[Claim, ...]]]) -> None:
    for number, (document, claims) in enumerate(chunk, 1):
        placement = store.place(document)
        store.queue(replace(document, id=placement.key), claims, placement=placement)
        if number % TOGETHER == 0:
            store.flush()
    store.flush()


TIMES = 20
Question = Callable[[random.Random], object]


def questions(store: SqlStore, press: Press) -> Iterator[tuple[str, Question]]:
    """What people ask most, each with other words every time."""

    def country(chance: random.Random, among: int = 12) -> str:
        return COUNTRIES[min(int(chance.paretovariate(0.7)) - 1, among - 1)]

    def person(chance: random.Random) -> str:
        return f"Persoon {country(chance, 60)} {chance.randint(2, PERSONS_EACH - 1)}"

    def topic(chance: random.Random) -> str:
        return chance.choice(TOPICS)

    def word(chance: random.Random) -> str:
        return press.vocabulary[chance.randint(40, 4000)]

    def kind(chance: random.Random) -> EventType:
        return chance.choice(press.kinds)

    def month(chance: random.Random) -> tuple[date, date]:
        first = FIRST + timedelta(days=chance.randint(0, DAYS - 40))
        return first, first + timedelta(days=30)

    def claims(**asked: Any) -> int:
        return len(list(store.claims(Query(**{"limit": 50} | asked))))

    def pair(chance: random.Random) -> dict[str, str]:
        one, other = chance.sample(COUNTRIES[:12], 2)
        return {"actor": one, "other": other}

    def in_month(chance: random.Random) -> dict[str, date]:
        since, until = month(chance)
        return {"since": since, "until": until}

    def dealt(chance: random.Random, *, directed: bool) -> object:
        one, other = chance.sample(COUNTRIES[:12], 2)
        return series(store, Query(actor=one, other=other), grain="month", directed=directed)

    def found(words: str, **asked: Any) -> int:
        return len(list(store.search(words, limit=20, query=Query(**asked))))

    yield "timeline of a person, first 50", lambda c: claims(actor=person(c))
    yield "timeline of a person, all", lambda c: claims(actor=person(c), limit=None)
    yield "timeline of a country, first 50", lambda c: claims(actor=country(c))
    yield "timeline of a country from a day", lambda c: claims(actor=country(c), since=month(c)[0])
    yield "timeline of a country, one type", lambda c: claims(actor=country(c), types=(kind(c),))
    yield (
        "timeline of a country, denied, one type",
        lambda c: claims(actor=country(c), types=(kind(c),), statuses=(Status.DENIED,)),
    )
    yield "timeline of a country as of a day", lambda c: claims(actor=country(c), as_of=month(c)[0])
    yield "timeline of two countries", lambda c: claims(**pair(c))
    yield "timeline of two countries, a month", lambda c: claims(**pair(c), **in_month(c))
    yield "one type in a month", lambda c: claims(types=(kind(c),), **in_month(c))
    yield "all of a day on", lambda c: claims(since=month(c)[0])
    yield "an outlet in a month", lambda c: claims(publisher=f"Krant {c.randint(0, 39)}", **in_month(c))
    yield "a place", lambda c: claims(place=f"Stad {country(c)}")
    yield (
        "a country in a place, one type",
        lambda c: claims(actor=country(c), place=f"Stad {country(c)}", types=(kind(c),)),
    )
    yield "search for a frequent word", lambda c: found(topic(c))
    yield "search for two frequent words", lambda c: found(f"{topic(c)} {topic(c)}")
    yield "search for a frequent and a rarer word", lambda c: found(f"{topic(c)} {word(c)}")
    yield "search for three words", lambda c: found(f"{topic(c)} {topic(c)} {word(c)}")
    yield "search for a rarer word", lambda c: found(word(c))
    yield "search for a beginning", lambda c: found(f"{word(c)[:4]}*")
    yield "search within a country", lambda c: found(topic(c), actor=country(c))
    yield "search within a person", lambda c: found(topic(c), actor=person(c))
    yield "search within a month", lambda c: found(topic(c), **in_month(c))
    yield "search as of a day", lambda c: found(topic(c), as_of=month(c)[0])
    yield "series of two countries", lambda c: dealt(c, directed=False)
    yield "series of two countries, directed", lambda c: dealt(c, directed=True)
    yield "actors, first 20", lambda _: len(list(store.actors(limit=20)))
    yield "actors of a name", lambda c: len(list(store.actors(like=person(c), limit=20)))


def ask(store: SqlStore, times: int) -> None:
    """Ask every question so many times, and tell the median and the 95th percentile in milliseconds."""
    press = Press()
    print(f"{'':44}{'median':>10}{'p95':>10}  ms")
    for name, question in questions(store, press):
        chance = random.Random(name)
        taken = []
        for _ in range(times):
            start = time.perf_counter()
            question(chance)
            taken.append((time.perf_counter() - start) * 1000)
        taken.sort()
        print(f"{name:44}{taken[len(taken) // 2]:10.1f}{taken[int(len(taken) * 0.95)]:10.1f}", flush=True)


def beside() -> float:
    """Seconds that a fixed piece of work takes now: how busy the machine is, for who compares runs."""
    start, total = time.perf_counter(), 0
    for number in range(3_000_000):
        total += number * number
    return time.perf_counter() - start


def join(db: str, number: int) -> None:
    """Join the claims, and tell the time."""
    with open_store(db) as store:
        start, worked = time.perf_counter(), time.process_time()
        store.join()
        wall, work = time.perf_counter() - start, time.process_time() - worked
    print(f"join: {wall:.1f} s, {work:.1f} s of work, {work / number * 1000:.2f} ms a claim")
    print(f"a fixed piece of work takes {beside():.2f} s now", flush=True)


def main() -> None:
    """Fill a chronicle, then ask it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=DAYS, help="over how many days they are spread")
    parser.add_argument("--db", help="a new file, or the URL of an empty database; a temporary file otherwise")
    parser.add_argument("--ask-only", action="store_true", help="ask a chronicle that an earlier run has filled")
    parser.add_argument("--joins", action="store_true", help="join the claims that were kept to events, and time that")
    parser.add_argument("--times", type=int, default=TIMES, help="how often each question is asked; 0 for none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = options.db or str(Path(folder) / "kroniek.db")
        with open_store(db, joins=False) as store:
            print(f"a fixed piece of work takes {beside():.2f} s now")
            if not options.ask_only:
                wall, work = keep(store, options.documents, options.days)
                number = options.documents * CLAIMS_EACH
                print(f"keep {number} claims: {wall:.1f} s, {work:.1f} s of work, {number / wall:.0f} claims a second")
                print(f"a fixed piece of work takes {beside():.2f} s now")
        if options.joins:
            join(db, options.documents * CLAIMS_EACH)
        if options.times:
            with open_store(db, read_only=True) as store:
                ask(store, options.times)
        if "://" not in db:
            print(f"{Path(db).stat().st_size / 1e6:.0f} MB")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB of memory at most")


if __name__ == "__main__":
    main()
