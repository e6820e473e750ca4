"""How fast the pages of the web app are made: server time of every page on one chronicle, asked many times.

    python benchmarks/web.py --db FILE [--times 20]

Fill a chronicle with `benchmarks/store.py --documents 100000 --db FILE` (a million claims). Each page is asked for
other parties, periods and ids every time, in this process and without a network, once the app has made what it makes
at its start (how long that took is told; nobody waits for it); what is asked first after that counts too. Told are the
median, the 95th percentile and the largest in milliseconds on the clock, the 95th percentile of the work of the process
itself (which is what compares on a busy machine), and the size of the page.
"""

from __future__ import annotations

import argparse
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from starlette.testclient import TestClient

from kroniek.api import browsing, open_chronicle
from kroniek.api.asking import query
from kroniek.faces.web.app import create_app
from kroniek.faces.web.keeping import ANSWERS
from kroniek.faces.web.options import Options
from kroniek.settings import Settings

BAR_MS = 150.0


@contextmanager
def served(db: str) -> Iterator[TestClient]:
    """The app on a chronicle that is only read."""
    settings = Settings(db=db)
    options = Options(read_only=True, per_second=1e6, burst=1_000_000)
    app = create_app(
        lambda: open_chronicle(db, read_only=True, settings=settings), settings=settings, options=options, warm=True
    )
    begun = time.perf_counter()
    with TestClient(app, base_url="http://localhost") as client:
        for thread in threading.enumerate():
            if thread.name == ANSWERS:
                thread.join()
        print(f"made at the start in {time.perf_counter() - begun:.1f} s")
        yield client


def addresses(client: TestClient, chance: random.Random) -> dict[str, Callable[[], str]]:
    """Every page with a maker of addresses that asks for something else each time."""
    chronicle = client.app.state.desk.chronicle  # type: ignore[attr-defined]
    names = [quote(one.name, safe="") for one in chronicle.actors(limit=400)]
    first, last = browsing.period(chronicle)
    years = list(range(first.year, last.year + 1)) if first and last else [2022]
    claims = [
        one for year in years for one in browsing.claims(chronicle, query(since=year, until=year), size=40, newest=True)
    ]
    words = [word for one in claims for word in one.claim.evidence[0].quote.text.split()[:3]]

    def name() -> str:
        return chance.choice(names)

    def year() -> int:
        return chance.choice(years)

    def id_() -> str:
        return quote(chance.choice(claims).claim.id, safe="")

    def document() -> str:
        return quote(chance.choice(claims).claim.document, safe="")

    def after() -> str:
        return f"/zoek?since={year()}&after={id_()}"

    return {
        "front page": lambda: "/",
        "timeline": lambda: f"/zoek?until={year()}",
        "timeline of a party": lambda: f"/zoek?actor={name()}",
        "timeline of two": lambda: f"/zoek?actor={name()}&with={name()}",
        "timeline, further on": after,
        "words": lambda: f"/zoek?q={quote(chance.choice(words))}",
        "article": lambda: f"/artikel/{document()}",
        "claim": lambda: f"/bewering/{id_()}",
        "event": lambda: f"/gebeurtenis/{id_()}",
        "actors": lambda: "/wie",
        "card": lambda: f"/wie/{name()}",
        "pair": lambda: f"/paar?a={name()}&b={name()}",
        "statements": lambda: f"/citaten?by={name()}",
        "statements about": lambda: f"/citaten?about={name()}",
        "calendar": lambda: f"/agenda?since={year()}",
        "map": lambda: f"/kaart?since={year()}&until={year() + 10}",
        "map of a party": lambda: f"/kaart?actor={name()}",
        "stories": lambda: "/verhalen",
        "stories of a party": lambda: f"/verhalen?actor={name()}&since={year()}-01&until={year()}-01",
        "brief": lambda: f"/overzicht?about={name()}",
        "network": lambda: f"/netwerk?since={year()}-01&until={year() + 12}",
        "sources": lambda: "/bronnen",
        "check": lambda: f"/controle?after={document()}",
        "about": lambda: "/over",
        "REST: claims": lambda: f"/api/v1/claims?actor={name()}&limit=100",
        "REST: articles": lambda: f"/api/v1/documents?after={document()}",
    }


def main() -> None:
    """Ask every page, and tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db", required=True)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", help="only pages whose name holds this")
    options = parser.parse_args()
    with served(options.db) as client:
        pages = addresses(client, random.Random(1))
        every: list[float] = []
        worked: list[float] = []
        print(f"{'page':24} {'median':>8} {'p95':>8} {'max':>8} {'work p95':>9} {'kB':>6}")
        for page, make in pages.items():
            if options.only and options.only not in page:
                continue
            times, work, size = [], [], 0
            for _ in range(options.times):
                address = make()
                start, begun = time.perf_counter(), time.process_time()
                answer = client.get(address)
                times.append(1000 * (time.perf_counter() - start))
                work.append(1000 * (time.process_time() - begun))
                if answer.status_code not in {200, 400, 404}:
                    raise SystemExit(f"{address}: {answer.status_code} {answer.text[:300]}")
                size = max(size, len(answer.content))
            every += times
            worked += work
            median, largest = sorted(times)[len(times) // 2], max(times)
            print(f"{page:24} {median:8.0f} {_p95(times):8.0f} {largest:8.0f} {_p95(work):9.0f} {size // 1000:6}")
        print(f"all pages: p95 {_p95(every):.0f} ms, of work {_p95(worked):.0f} ms (bar {BAR_MS:.0f} ms)")


def _p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(0.95 * len(times)))]


if __name__ == "__main__":
    main()
