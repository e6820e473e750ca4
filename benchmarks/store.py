"""How fast a chronicle keeps and answers: synthetic documents with five claims each, on one writer.

    python benchmarks/store.py [--documents 20000] [--db FILE-OR-URL]

Texts are made of 400 common and rare words, so that search and near-copies have work to do; one in twenty is an edited
copy of the one before it. Figures of a run stand in docs/decisions/0020-store.md. On a busy machine only
the work of the process itself compares.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from kroniek.memory import open_store
from kroniek.memory.sql import SqlStore
from kroniek.memory.store import Query
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Claim, Evidence
from kroniek.model.ids import claim_id, content_hash
from kroniek.model.ontology import EventType, Status
from kroniek.model.text import Document, DocumentId, Known, Published, Quote, Reliability, Source

WORDS_EACH = 400
CLAIMS_EACH = 5
COPY_EVERY = 20
ACTORS = 3000
COUNTRIES = ("RUS", "UKR", "USA", "VEN", "NLD", "BEL", "FRA", "MLI", "CHN", "ISR")


def documents(count: int) -> Iterator[Document]:
    """Texts whose words follow Zipf's law, so a few are everywhere and most are rare."""
    chance = random.Random(1)
    vocabulary = [f"woord{i}" for i in range(50_000)]
    weights = [1 / (i + 1) for i in range(len(vocabulary))]
    words: list[str] = []
    for i in range(count):
        if i and not i % COPY_EVERY:
            words[10] = "bewerkt"
        else:
            words = chance.choices(vocabulary, weights, k=WORDS_EACH)
        sentences = [" ".join(words[j : j + 20]).capitalize() + "." for j in range(0, WORDS_EACH, 20)]
        text = " ".join(sentences)
        day = date(2019, 1, 1) + timedelta(days=i % 2000)
        yield Document(
            id=DocumentId(f"bericht{i:05}"),
            text=text,
            source=Source(address=f"map/bericht{i:05}.txt"),
            content_hash=content_hash(text),
            title=f"Bericht {i}",
            publisher=f"Outlet {i % 12}",
            published=Published(day=day, known=Known.GIVEN, reliability=Reliability.SURE),
        )


def claims(document: Document) -> Iterator[Claim]:
    """Five claims, each on a sentence of its own; a few actors are in most of them."""
    types, statuses = list(EventType), list(Status)
    number = int(document.id[-5:])
    start = 0
    for i in range(CLAIMS_EACH):
        end = document.text.index(".", start) + 1
        quote = Quote.of(document.text, start, end)
        trigger = Quote.of(document.text, start, start + 5)
        kind = types[(number + i) % len(types)]
        status = statuses[(number * i) % len(statuses)]
        yield Claim(
            id=claim_id(document.id, kind.value, start, start + 5),
            document=document.id,
            type=kind,
            evidence=(Evidence(quote=quote, triggers=(trigger,)),),
            actors=(_party(number * 7 + i),),
            recipients=(_party(number * 3 + i + 1),),
            status=status,
            condition=trigger if status is Status.CONDITIONAL else None,
            voices=(Voice(party=Party(name="Reuters", country="GBR", sectors=("JRN",)), medium=True),),
        )
        start = end + 1


def _party(number: int) -> Party:
    country = COUNTRIES[number % len(COUNTRIES)]
    return Party(name=f"Persoon {number % ACTORS}", country=country, sectors=("GOV",))


def keep(store: SqlStore, count: int) -> None:
    """Place and add all documents, as the pipeline does."""
    for document in documents(count):
        placement = store.place(document)
        placed = replace(document, id=placement.key)
        store.add(placed, claims(placed), placement=placement)


def timed(what: str, work: Callable[[], object]) -> float:
    """Do the work, print how long it took and how much of that was work of this process, give the seconds of work."""
    start, worked = time.perf_counter(), time.process_time()
    result = work()
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    shown = "" if result is None else result
    print(f"{what:40} {seconds * 1000:12.1f} ms {worked * 1000:12.1f} ms of work   {shown}", flush=True)
    return worked


def ask(store: SqlStore) -> None:
    """The questions that people ask most."""
    timed("timeline of one actor", lambda: len(list(store.claims(Query(actor="Persoon 42")))))
    timed("the same again", lambda: len(list(store.claims(Query(actor="Persoon 42")))))
    timed("timeline of two actors", lambda: len(list(store.claims(Query(actor="Persoon 42", other="Persoon 19")))))
    timed("timeline of a country, first 50", lambda: len(list(store.claims(Query(actor="RUS", limit=50)))))
    timed("one type in one month", lambda: len(list(store.claims(_month()))))
    id_ = next(store.claims(Query(document="bericht00007"))).claim.id
    timed("one claim by its id", lambda: len([store.claim(id_)]))
    timed("one claim by the beginning of its id", lambda: len([store.claim(id_[:-1])]))
    timed("search for two words", lambda: len(list(store.search("woord200 woord77"))))
    timed("search for a rare word", lambda: len(list(store.search("woord40000"))))
    timed("search for a beginning", lambda: len(list(store.search("woord400*"))))
    timed("actors, first 20", lambda: len(list(store.actors(limit=20))))
    timed("all claims", lambda: sum(1 for _ in store.claims(Query())))
    timed("all documents", lambda: sum(1 for _ in store.documents()))
    timed("counts and digest", lambda: store.counts().copies)


def _month() -> Query:
    return Query(types=(EventType.ASSAULT,), since=date(2022, 3, 1), until=date(2022, 3, 31))


def main() -> None:
    """Fill a chronicle, then ask it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--db", help="a new file, or the URL of an empty database; a temporary file otherwise")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = options.db or str(Path(folder) / "kroniek.db")
        with open_store(db) as store:
            seconds = timed(f"keep {options.documents} documents", lambda: keep(store, options.documents))
            print(f"{options.documents * CLAIMS_EACH / seconds:46.0f} claims a second of work")
            ask(store)
        if "://" not in db:
            print(f"{Path(db).stat().st_size / 1e6:46.0f} MB")


if __name__ == "__main__":
    main()
