"""About: what the chronicle holds, how it was coded, and how often the coder errs by kind of act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kroniek.api import Chronicle, browsing, records
from kroniek.faces.web import shapes
from kroniek.faces.web.measured import Measured, by_set, measured
from kroniek.faces.web.telling import Telling, quad_class
from kroniek.faces.web.view import Json, View
from kroniek.model.browsing import Holdings
from kroniek.model.ontology import EventType

FEW = 10
"""Acts below which a share says little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Nothing to ask."""


def gather(chronicle: Chronicle, _: Question) -> Holdings:
    """What the chronicle holds."""
    return browsing.holdings(chronicle)


def record(counts: Holdings) -> Json:
    """Numbers of the chronicle and of the coder."""
    documents, total, by_type = measured()
    return {
        "chronicle": records.plain(counts),
        "coder": {
            "documents": documents,
            "all": _record(total),
            "sets": {name: {"documents": texts} | _record(one) for name, (texts, one) in by_set().items()},
            "types": {kind.value: _record(by_type[kind]) for kind in EventType if kind in by_type},
        },
    }


def _record(one: Measured) -> Json:
    return {"coded": one.coded, "right": one.right, "gold": one.gold, "precision": one.precision, "recall": one.recall}


def context(counts: Holdings, _: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    documents, total, by_type = measured()
    label, number = telling.words.label, telling.number
    names = ("documents", "versions", "copies", "claims", "events", "actors", "rejects", "judgements")
    return {
        "title": telling.words.say("about.title"),
        "counts": [(telling.words.say(f"status.{name}"), number(getattr(counts, name))) for name in names],
        "first": telling.day(counts.first_published),
        "last": telling.day(counts.last_published),
        "by_type": [
            (label("types", kind), quad_class(EventType(kind)), number(count), telling.links.search(type=kind))
            for kind, count in counts.by_type.items()
        ],
        "documents": documents,
        "total": total,
        "sets": [
            {
                "name": telling.words.count(f"measured_sets.{name}", texts),
                "one": one,
                "precision": _percent(one.precision),
                "recall": _percent(one.recall),
            }
            for name, (texts, one) in by_set().items()
        ],
        "rows": [
            {
                "name": label("types", kind.value),
                "quad": quad_class(kind),
                "one": by_type[kind],
                "few": by_type[kind].gold < FEW,
                "precision": _percent(by_type[kind].precision),
                "recall": _percent(by_type[kind].recall),
            }
            for kind in EventType
            if kind in by_type
        ],
        "total_precision": _percent(total.precision),
        "total_recall": _percent(total.recall),
    }


def _percent(share: float | None) -> str:
    return f"{share:.0%}" if share is not None else "–"


VIEW = View(
    name="about",
    path="/over",
    api="/about",
    about="What the chronicle holds, and how often the coder errs by kind of act.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.AboutPage,
    kept=True,
)
