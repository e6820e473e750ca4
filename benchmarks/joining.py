"""How well are claims of one event joined? Measures the stories of `benchmarks/joining`.

    python benchmarks/joining.py [--half test] [--coded] [--links] [--misses] [--wide]

Articles of all stories of a half are kept in order of publication, with the claims that an expert gives them; with
`--coded` with those of the coder that ships, which are first aligned to the expert's: a coded claim stands for the gold
claim of its article with which it shares its words and most of its type, parties and status; what stands for none is
left out of the scores, what has no coded claim counts as not joined. Beside it two baselines: claims of one day (of the act, else of
publication), pair of countries and type are one; and only near-copies are. `--misses` shows pairs, of `dev` alone.
`--links` measures what events are to each other (`links.tsv`): the links of the claims, told of the events that an expert
gives, so that errors of joining do not count. A link is found where two events are linked at all, and right where the
kind and the way are the expert's too; beside it every two events of one article as follow-ups, the later one of the earlier.
`--wide` joins what the coder makes of the articles of the training corpus (two minutes), which tell of hundreds of stories in thirty years, and counts the
pairs that a person called one event or not (`wide.tsv`: all that some looser setting joined).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from joining_metrics import b_cubed, ceaf, clusters, conll, muc, of_pairs
from joining_set import Pair, Spot, Story, articles_in, same_pairs, stories, wide_pairs

from kroniek.memory.copies import NEAR_COPY
from kroniek.memory.joining import scoring
from kroniek.memory.joining.blocking import FULL, keys, nearest
from kroniek.memory.joining.linker import SEEN, Company, joined
from kroniek.memory.joining.links import links
from kroniek.memory.joining.telling import Told, told, window
from kroniek.model.claim import Claim
from kroniek.model.judgement import DIRECTED, JudgementKind
from kroniek.model.text import Document
from kroniek.strings.fold import folded_words
from kroniek.strings.similarity import jaccard, shingles

Articles = Sequence[tuple[Document, Sequence[Claim]]]


@dataclass(slots=True)
class Table:
    """A chronicle in memory, with events: what `linker.Shelf` asks for."""

    blocks: dict[str, list[Told]] = field(default_factory=dict)
    events: dict[str, list[Told]] = field(default_factory=dict)

    def met(self, one: Told) -> Sequence[Told]:
        """Earlier claims that share most keys with it."""
        standing = [self.blocks.get(key, ()) for key in keys(one).look]
        found = {other.number: other for block in standing for other in block}
        numbers = nearest([[other.number for other in block] for block in standing], before=one.number)
        return [found[number] for number in numbers if found[number].base != one.base]

    def event(self, one: Told) -> Company:
        """The claims of its event."""
        group = self.events.get(one.id, [one])
        some = group if len(group) <= SEEN else [*group[: SEEN // 2], *group[-SEEN // 2 :]]
        return Company(frozenset(t.id for t in group), frozenset(t.base for t in group), tuple(some))

    def kept_apart(self, one: Company, other: Company) -> bool:
        """Never."""
        return False

    def stand(self, one: Told) -> None:
        """Let a claim be met."""
        for key in keys(one).own:
            block = self.blocks.setdefault(key, [])
            if len(block) < FULL:
                block.append(one)

    def join(self, left: str, right: str, by_id: Mapping[str, Told]) -> None:
        """Make one event of two."""
        one, other = self.events.get(left, [by_id[left]]), self.events.get(right, [by_id[right]])
        if one is not other:
            group = sorted({told.number: told for told in [*one, *other]}.values(), key=lambda told: told.number)
            for member in group:
                self.events[member.id] = group


def events_of(articles: Articles) -> dict[str, str]:
    """The event of each claim as joining gives it, articles kept in this order."""
    table, number = Table(), 0
    by_id: dict[str, Any] = {}
    for document, claims in articles:
        new = []
        for claim in claims:
            number += 1
            new.append(_told_as(claim, document, number=number))
        by_id |= {one.id: one for one in new}
        for judgement in joined(new, table, met={one.id: table.met(one) for one in new}):
            table.join(judgement.left, judgement.right, by_id)
        for one in new:
            table.stand(one)
    return {id_: table.events[id_][0].id if id_ in table.events else id_ for id_ in by_id}


# --- links


EventLink = tuple[str, str, str]


def links_of(given: Sequence[Story], gold: Gold) -> set[EventLink]:
    """The links of the claims of these stories, as links of the events that they tell of by the expert."""
    table, number = Table(), 0
    found: set[EventLink] = set()
    for document, claims in in_order(given):
        new = []
        for claim in claims:
            number += 1
            new.append(_told_as(claim, document, number=number))
        for judgement in links(new, {one.id: table.met(one) for one in new}):
            left, right = gold.events[judgement.left], gold.events[judgement.right]
            if left != right:
                found.add(_in_order(left, judgement.kind.value, right))
        for one in new:
            table.stand(one)
    return found


def _in_order(left: str, kind: str, right: str) -> EventLink:
    """A link without a direction has its events in sorted order."""
    if JudgementKind(kind) not in DIRECTED:
        left, right = sorted((left, right))
    return left, kind, right


def of_one_article(given: Sequence[Story], gold: Gold) -> set[EventLink]:
    """Of two events that one article tells, the later came of the earlier."""
    found = set()
    for story in given:
        for _, claims in story.articles:
            dated = [(claim.when.start, gold.events[str(claim.id)]) for claim in claims if claim.when]
            found |= {
                (later, "follow-up", earlier)
                for (day, earlier), (after, later) in permutations(dated, 2)
                if day < after and earlier != later
            }
    return found


def link_rows(given: Sequence[Story]) -> Iterator[dict[str, object]]:
    """Precision, recall and F1 of links: of pairs of events that are linked, and with the right kind and way."""
    gold = gold_of(given)
    right = {_in_order(*link) for story in given for link in story.links}
    for name, way in (("rules", links_of), ("events of one article", of_one_article)):
        found = way(given, gold)
        pairs = [{frozenset((left, other)) for left, _, other in some} for some in (found, right)]
        row: dict[str, object] = {"what": f"links, {name}", "given": len(found), "gold": len(right)}
        row["linked"] = _shares(pairs[0], pairs[1])
        row["right"] = _shares(found, right)
        for kind in sorted({kind for _, kind, _ in right}):
            row[kind] = _shares({one for one in found if one[1] == kind}, {one for one in right if one[1] == kind})
        yield row


def _shares(found: AbstractSet[Any], right: AbstractSet[Any]) -> list[float]:
    both = len(found & right)
    precision, recall = both / max(len(found), 1), both / max(len(right), 1)
    return [round(value, 3) for value in (precision, recall, 2 * both / max(len(found) + len(right), 1))]


def _told_as(claim: Claim, document: Document, *, number: int) -> Told:
    """A claim of an article as joining sees it."""
    start, end = window(claim.evidence[0].quote.start)
    day = document.published.day if document.published else None
    return told(claim, number=number, base=document.id, published=day, around=document.text[start:end])


# --- baselines


def of_one_day(articles: Articles) -> dict[str, str]:
    """Claims of one day, pair of countries and type are one event."""
    found = {}
    for document, claims in articles:
        for claim in claims:
            day = claim.when.start if claim.when else document.published.day if document.published else None
            countries = sorted({party.country or party.name for party in (*claim.actors, *claim.recipients)})
            found[str(claim.id)] = f"{day} {countries} {claim.type}"
    return found


def of_copies(articles: Articles) -> dict[str, str]:
    """Claims of near-copies with the same type and parties are one event."""
    runs = [shingles(folded_words(document.text)) for document, _ in articles]
    found = {str(claim.id): str(claim.id) for _, claims in articles for claim in claims}
    for i, j in combinations(range(len(articles)), 2):
        if jaccard(runs[i], runs[j]) >= NEAR_COPY:
            for one in articles[i][1]:
                for other in articles[j][1]:
                    if one.type is other.type and one.actors == other.actors:
                        found[str(other.id)] = found[str(one.id)]
    return found


# --- coded claims


def coded(given: Sequence[Story]) -> tuple[Articles, dict[str, str]]:
    """The articles with the claims of the coder, and which gold claim each stands for."""
    from kroniek.coding import coder
    from kroniek.language import analyser

    analyse, code = analyser("trained"), coder("trained")
    articles: list[Any] = []
    stands: dict[str, Any] = {}
    for document, gold in in_order(given):
        claims = tuple(code(analyse(document)))
        articles.append((document, claims))
        stands |= dict(_aligned(claims, gold))
    return articles, stands


CORPUS = Path(__file__).parents[1] / "training" / "corpus" / "articles"


def coded_corpus(names: AbstractSet[str] | None = None) -> Articles:
    """The articles of the training corpus (of these names) with the claims of the coder, in order of publication."""
    from kroniek.coding import coder
    from kroniek.language import analyser

    analyse, code = analyser("trained"), coder("trained")
    wanted = [document for document, _ in articles_in(CORPUS) if names is None or document.id in names]
    return _by_day([(document, tuple(code(analyse(document)))) for document in wanted])


def by_spot(articles: Articles) -> dict[Spot, Claim]:
    """The claims by where they stand, the first one of each spot."""
    found: dict[Spot, Claim] = {}
    for document, claims in articles:
        for claim in claims:
            found.setdefault((document.id, claim.type.value, claim.evidence[0].quote.start), claim)
    return found


def wide_rows() -> Iterator[dict[str, object]]:
    """Of the pairs of claims that a person judged, how many are joined, rightly and wrongly; and pairs he did not see."""
    articles = coded_corpus()
    events, spots = events_of(articles), by_spot(articles)
    document = {str(claim.id): str(article.id) for article, claims in articles for claim in claims}
    joined_ = same_pairs(events, document)
    seen: set[Pair] = set()
    for half in ("dev", "test"):
        row = dict.fromkeys(("right", "wrong", "missed"), 0)
        for pair in wide_pairs():
            ids = frozenset(str(spots[spot].id) for spot in (pair.earlier, pair.later) if spot in spots)
            seen.add(ids)
            if pair.half == half and (ids in joined_ or pair.same):
                row["missed" if ids not in joined_ else "right" if pair.same else "wrong"] += 1
        yield {"what": f"wide, {half}", **row}
    yield {"what": "wide, not judged", "joined": len(joined_ - seen)}


def _aligned(claims: Sequence[Claim], gold: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    scored = [
        (-value, str(one.id), str(other.id)) for one in claims for other in gold if (value := _likeness(one, other)) > 1
    ]
    taken: set[str] = set()
    for _, one, other in sorted(scored):
        if not taken & {one, other}:
            taken |= {one, other}
            yield one, other


def overlap(one: Claim, other: Claim) -> bool:
    """Do two claims of one article share words of their evidence?"""
    spans = [(piece.quote.start, piece.quote.end) for piece in other.evidence]
    return any(piece.quote.start < end and start < piece.quote.end for piece in one.evidence for start, end in spans)


def _likeness(one: Claim, other: Claim) -> float:
    """How much a coded claim is like a gold claim: they must share words; from 1 on they tell the same."""
    if not overlap(one, other):
        return 0.0
    sides = [
        bool({p.country for p in left} & {p.country for p in right}) or not (left or right)
        for left, right in ((one.actors, other.actors), (one.recipients, other.recipients))
    ]
    return (one.type is other.type) + 0.4 * sum(sides) + 0.3 * (one.status is other.status)


# --- measuring


def in_order(given: Sequence[Story]) -> list[tuple[Document, tuple[Claim, ...]]]:
    """The articles of all stories, in order of publication."""
    return _by_day([article for story in given for article in story.articles])


def _by_day(articles: Sequence[Any]) -> list[Any]:
    return sorted(articles, key=lambda one: (one[0].published.day if one[0].published else None, one[0].id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What is right: the event of each claim, its document, pairs of one event."""

    events: dict[str, str]
    document: dict[str, str]
    pairs: set[Pair]


def gold_of(given: Sequence[Story]) -> Gold:
    """Of these stories."""
    events = {claim: event for story in given for claim, event in story.events.items()}
    document = {str(claim.id): str(doc.id) for story in given for doc, claims in story.articles for claim in claims}
    return Gold(events=events, document=document, pairs=same_pairs(events, document))


def measured(name: str, events: dict[str, str], gold: Gold) -> dict[str, object]:
    """One row of figures."""
    pairs = same_pairs(events, gold.document)
    given, right = clusters(events), clusters(gold.events)
    figures = {"pairs": of_pairs(pairs, gold.pairs), "muc": muc(given, right), "b3": b_cubed(given, right)}
    figures["ceaf_e"] = ceaf(given, right)
    return {"what": name, "conll": round(conll(given, right), 3)} | {
        key: [round(value, 3) for value in values] for key, values in figures.items()
    }


def _only_gold(events: Mapping[str, str], stands: Mapping[str, str], gold: Gold) -> dict[str, str]:
    """Events of coded claims, told of the gold claims that they stand for; others are alone."""
    told_ = {other: events[one] for one, other in stands.items()}
    return {claim: told_.get(claim, f"alone {claim}") for claim in gold.events}


def rows(given: Sequence[Story], *, with_coder: bool) -> Iterator[dict[str, object]]:
    """All figures of these stories."""
    gold = gold_of(given)
    ways: dict[str, Callable[[Articles], dict[str, str]]] = {
        "joining": events_of,
        "same day, countries, type": of_one_day,
        "near-copies only": of_copies,
    }
    articles = in_order(given)
    for name, way in ways.items():
        yield measured(f"{name}, gold claims", way(articles), gold)
    if with_coder:
        found, stands = coded(given)
        sys.stderr.write(f"{len(stands)} of {len(gold.events)} gold claims have a coded claim\n")
        for name, way in ways.items():
            yield measured(f"{name}, coded claims", _only_gold(way(found), stands, gold), gold)


def show_misses(given: Sequence[Story]) -> None:
    """Pairs that are joined wrongly, and pairs that are not joined."""
    gold = gold_of(given)
    found = events_of(in_order(given))
    pairs = same_pairs(found, gold.document)
    table = {one.id: one for story in given for one in _told_of(story)}
    for title, missed in (("WRONG", pairs - gold.pairs), ("MISSED", gold.pairs - pairs)):
        for one, other in sorted(map(sorted, missed)):
            first, second = table[one], table[other]
            possible = scoring.may_be_one(first, second)
            value = scoring.score(second, first) if possible else 0.0
            print(f"{title} {one} {other} {value}: {scoring.reason(second, first) if possible else 'impossible'}")


def _told_of(story: Story) -> Iterator[Told]:
    for document, claims in story.articles:
        for claim in claims:
            yield _told_as(claim, document, number=1)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=["dev", "test"])
    parser.add_argument("--coded", action="store_true")
    parser.add_argument("--links", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--wide", action="store_true")
    options = parser.parse_args()
    if options.wide:
        for row in wide_rows():
            print(json.dumps(row))
        return
    if options.misses:
        show_misses(stories("dev"))
        return
    for half in [options.half] if options.half else ["dev", "test"]:
        given = stories(half)
        if options.links:
            for row in link_rows(given):
                print(f"{half} " + json.dumps(row))
            continue
        gold = gold_of(given)
        print(f"{half}: {len(given)} stories, {len(gold.events)} claims, {len(gold.pairs)} pairs of one event")
        for row in rows(given, with_coder=options.coded):
            print("  " + json.dumps(row))


if __name__ == "__main__":
    main()
