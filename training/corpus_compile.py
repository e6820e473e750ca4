"""Check the annotated articles, count what is in them, and compile them into texts and claims with offsets.

    python training/corpus_compile.py training/corpus/articles                 checks, and prints the figures
    python training/corpus_compile.py training/corpus/articles --look          shows what is worth a second look, too
    python training/corpus_compile.py training/corpus/articles --out FOLDER    writes FOLDER as well
    python training/corpus_compile.py training/corpus/articles --page PAGE     writes the figures into a page, too

FOLDER gets `texts/<doc_id>.txt`, `gold.jsonl` (a list of the documents, then the codebook's claims with offsets),
`mentions.jsonl` (marked names and times) and `meta.json` (the heads). Nothing is written while anything is wrong, and
the same articles give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from corpus_checks import check_article, check_names, is_wrong
from corpus_format import Article, Json, Problem, read_articles
from kroniek.lexicon.countries import countries
from kroniek.model.ontology import EventType, Status

BEGIN, END = "<!-- figures: make corpus -->", "<!-- /figures -->"
"""Between these lines of a page stand the figures."""


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Check, count and compile annotated articles.")
    parser.add_argument("articles", type=Path, help="folder with *.md")
    parser.add_argument("--out", type=Path, help="folder to write texts and claims to")
    parser.add_argument("--page", type=Path, help="page to write the figures into, between its marks")
    parser.add_argument("--look", action="store_true", help="show also what may be right")
    arguments = parser.parse_args()
    articles = read_articles(arguments.articles)
    if not articles:
        sys.exit(f"No articles (*.md) in {arguments.articles}.")
    problems = check(articles)
    wrong = [problem for problem in problems if is_wrong(problem)]
    for problem in problems if arguments.look else wrong:
        sys.stdout.write(f"{problem}\n")
    if wrong:
        sys.exit(f"{len(wrong)} things are wrong in {len({problem.file for problem in wrong})} files.")
    table = "\n".join(figures(articles))
    sys.stdout.write(f"{table}\n")
    sys.stdout.write(f"\nNothing is wrong; {len(problems)} things are worth a look (--look shows them).\n")
    if arguments.page:
        page = arguments.page.read_text(encoding="utf-8")
        arguments.page.write_text(with_figures(page, table), encoding="utf-8", newline="\n")
    if arguments.out:
        write(articles, arguments.out)


def check(articles: Sequence[Article]) -> list[Problem]:
    """All findings, article by article, then those across articles."""
    return [*(problem for article in articles for problem in check_article(article)), *check_names(articles)]


# --- figures


def figures(articles: Sequence[Article]) -> Iterator[str]:
    """The table of figures as lines of Markdown."""
    claims = [claim for article in articles for claim in article.claims]
    yield from _table(("what", "number"), _totals(articles, claims))
    yield ""
    statuses = [status.value for status in Status]
    rows = [(kind.value, *_row(claims, kind, statuses)) for kind in EventType]
    total = ("all", *(str(sum(int(row[at]) for row in rows)) for at in range(1, len(statuses) + 2)))
    yield from _table(("type", *statuses, "claims"), [*rows, total])
    yield ""
    hands = sorted({article.hand for article in articles})
    yield from _table(
        ("hand", "documents", "claims", "without acts"), [(hand, *_of_hand(articles, hand)) for hand in hands]
    )


def with_figures(page: str, table: str) -> str:
    """The page with these figures between its marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f"Figures have no place in the page: it needs the lines {BEGIN} and {END}.")
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cells)} |"


def _totals(articles: Sequence[Article], claims: Sequence[Json]) -> list[tuple[str, str]]:
    bare = sum(not article.claims for article in articles)
    codes = {party["country"] for claim in claims for role in ("actors", "recipients") for party in claim[role]}
    named = {code for code in codes if code and countries().by_code(code)}
    years = Counter(article.head["published"][:4] for article in articles)

    def share(number: int, of: int) -> str:
        return f"{number:,} ({number / max(of, 1):.1%})"

    def those(test: Callable[[Json], object]) -> str:
        return share(sum(bool(test(claim)) for claim in claims), len(claims))

    return [
        ("documents", f"{len(articles):,}"),
        ("documents without acts", share(bare, len(articles))),
        ("words", f"{sum(len(article.text.split()) for article in articles):,}"),
        ("marked names and times", f"{sum(len(article.marks) for article in articles):,}"),
        ("claims", f"{len(claims):,}"),
        ("claims hedged", those(lambda claim: claim["hedged"])),
        ("claims with a source", those(lambda claim: claim["sources"])),
        ("claims with a chain of sources", those(lambda claim: len(claim["sources"]) > 1)),
        ("claims with a condition", those(lambda claim: claim["condition"])),
        ("claims with a date", those(lambda claim: claim["date"])),
        ("claims with a figure", those(lambda claim: claim["figures"])),
        ("countries of actors and recipients", f"{len(named)}"),
        ("years of publication", f"{min(years)} to {max(years)}, {len(years)} of them"),
        ("outlets in Flanders", share(sum(_is_flemish(article) for article in articles), len(articles))),
    ]


def _is_flemish(article: Article) -> bool:
    outlet = article.head.get("outlet", "").lower()
    return any(word in outlet for word in ("flemish", "vlaams", "belg", ", be"))


def _row(claims: Sequence[Json], kind: EventType, statuses: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(claim["status"] for claim in claims if claim["type"] == kind)
    return (*(str(counts[status]) for status in statuses), str(sum(counts.values())))


def _of_hand(articles: Sequence[Article], hand: str) -> tuple[str, str, str]:
    own = [article for article in articles if article.hand == hand]
    return (
        str(len(own)),
        str(sum(len(article.claims) for article in own)),
        str(sum(not article.claims for article in own)),
    )


# --- output


def write(articles: Sequence[Article], out: Path) -> None:
    """Write texts, claims, mentions and heads."""
    (out / "texts").mkdir(parents=True, exist_ok=True)
    for article in articles:
        (out / "texts" / f"{article.id}.txt").write_text(article.text, encoding="utf-8", newline="")
    documents = {"docs": [article.id for article in articles]}
    _write_lines(out / "gold.jsonl", [documents, *(claim for article in articles for claim in article.claims)])
    _write_lines(out / "mentions.jsonl", [_mentions(article) for article in articles])
    heads = {article.id: article.head for article in articles}
    (out / "meta.json").write_text(json.dumps(heads, ensure_ascii=False, indent=1), encoding="utf-8")


def _mentions(article: Article) -> Json:
    mentions = [
        {"kind": mark.kind, "start": mark.start, "end": mark.end, "text": article.text[mark.start : mark.end]}
        for mark in article.marks
    ]
    return {"doc_id": article.id, "mentions": mentions}


def _write_lines(path: Path, records: Iterable[Json]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


if __name__ == "__main__":
    main()
