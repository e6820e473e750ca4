"""How the relation of two sides moved: the mean score of what took place, against as many days before."""

from __future__ import annotations

from kroniek.api.briefing.desk import Desk
from kroniek.api.briefing.material import Mood, Relation
from kroniek.api.briefing.wording import number
from kroniek.model.brief import Sentence


def write(desk: Desk) -> list[Sentence]:
    """One sentence for each pair."""
    return [_sentence(desk, one) for one in desk.material.relations]


def _sentence(desk: Desk, relation: Relation) -> Sentence:
    words, names = desk.words, desk.speaker.name
    days = (desk.material.asked.until - desk.material.asked.since).days + 1
    values = {
        "one": names(relation.one).text,
        "other": names(relation.other).text,
        "now": _score(desk, relation.now),
        "days": words.count("relation.days", days),
    }
    if relation.before is None:
        text = words.say("relation.first", **values)
    else:
        text = words.say(
            f"relation.{_course(relation.before, relation.now)}", before=_score(desk, relation.before), **values
        )
    claims = [*relation.now.claims, *(relation.before.claims if relation.before else ())]
    return desk.sentence(desk.speaker.finished(text), desk.notes.all(claims))


def _course(before: Mood, now: Mood) -> str:
    change = now.mean - before.mean
    if abs(change) < number("relation", "change"):
        return "same"
    return "better" if change > 0 else "worse"


def _score(desk: Desk, mood: Mood) -> str:
    """*gemiddeld −4,2 over zes gebeurtenissen*."""
    mean = f"{abs(mood.mean):.1f}".replace(".", desk.words.say("numbers.decimal"))
    sign = "−" if mood.mean < 0 else "+" if mood.mean > 0 else ""
    return desk.words.count("relation.score", mood.events, mean=f"{sign}{mean}")
