"""A brief laid out: sections of sentences in a fixed order, the notes they stand on, and remarks on the brief itself.

Pure: the same material gives the same brief. A section without a sentence is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kroniek.api.briefing.desk import Desk
from kroniek.api.briefing.dutch import Dutch
from kroniek.api.briefing.english import English
from kroniek.api.briefing.material import Material
from kroniek.api.briefing.naming import naming
from kroniek.api.briefing.notes import Notes
from kroniek.api.briefing.sections import ahead, disputed, news, promises, quotes, relation, toward
from kroniek.api.briefing.wording import words
from kroniek.model.brief import Brief, Part, Section, Sentence

_SECTIONS: tuple[tuple[Part, Callable[[Desk], list[Sentence]]], ...] = (
    (Part.NEWS, news.write),
    (Part.TOWARD, toward.write),
    (Part.RELATION, relation.write),
    (Part.PROMISES, promises.write),
    (Part.DISPUTED, disputed.write),
    (Part.AHEAD, ahead.write),
    (Part.QUOTES, quotes.write),
)


def compose(material: Material, *, language: str) -> Brief:
    """The brief of this material."""
    said = words(language)
    speaker = (Dutch if language == "nl" else English)(said, naming(language, said))
    desk = Desk(material, said, speaker, Notes())
    sections = tuple(
        Section(part=part, title=said.say(f"titles.{part.value}"), sentences=tuple(_once(sentences)))
        for part, write in _SECTIONS
        if (sentences := write(desk))
    )
    asked = material.asked
    return Brief(
        title=_title(desk),
        about=material.about.name if material.about else "",
        since=asked.since,
        until=asked.until,
        as_of=asked.as_of,
        language=language,
        sections=sections,
        notes=desk.notes.told(),
        remarks=tuple(_remarks(desk) if sections else _why_empty(desk)),
    )


def _once(sentences: list[Sentence]) -> list[Sentence]:
    """The same sentence is told once, with the notes of all that tell it."""
    found: dict[str, Sentence] = {}
    for one in sentences:
        known = found.get(one.text)
        notes = tuple(sorted({*one.notes, *(known.notes if known else ())}))
        found[one.text] = Sentence(text=one.text, notes=notes, quoted=one.quoted)
    return list(found.values())


def _about(desk: Desk) -> str:
    material = desk.material
    return desk.speaker.name(material.about).text if material.about else desk.words.say("brief.everybody")


def _title(desk: Desk) -> str:
    asked, said, about = desk.material.asked, desk.words, _about(desk)
    about = about[:1].upper() + about[1:]
    if asked.since == asked.until:
        return said.say("brief.title_day", about=about, since=said.day(asked.since))
    same_month = (asked.since.year, asked.since.month) == (asked.until.year, asked.until.month)
    since = str(asked.since.day) if same_month else said.day(asked.since, near=asked.until)
    return said.say("brief.title", about=about, since=since, until=said.day(asked.until))


# -- remarks ---------------------------------------------------------------------------------------------------------


def _remarks(desk: Desk) -> list[str]:
    """What the brief is made of, what it leaves out, and what it does not claim."""
    material, said = desk.material, desk.words
    articles = len({one.claim.document for one in material.reported})
    told = [
        said.say("remarks.rests", articles=said.count("remarks.articles", articles), day=said.day(material.asked.as_of))
    ]
    if left := len({one.event for one in material.new} - desk.told_events()):
        told.append(said.count("remarks.more", left))
    if material.doubtful:
        told.append(said.count("remarks.doubtful", material.doubtful))
    if material.relations:
        told.append(said.say("remarks.scale"))
    if material.commitments:
        told.append(said.say("remarks.promises"))
    if material.large:
        told.append(said.say("remarks.large"))
    return [one[:1].upper() + one[1:] for one in (*told, said.say("remarks.truth"))]


def _why_empty(desk: Desk) -> list[str]:
    """Why there is nothing to tell, and what to try."""
    material, said = desk.material, desk.words
    if material.first is None or material.last is None:
        return [said.say("empty.chronicle")]
    told = said.say(
        f"empty.{_cause(material, material.first, material.last)}",
        about=_about(desk),
        articles=said.count("remarks.articles", material.others),
        day=said.day(material.asked.as_of),
        since=said.day(material.first),
        until=said.day(material.last),
    )
    return [told, *([said.count("remarks.doubtful", material.doubtful)] if material.doubtful else [])]


def _cause(material: Material, first: date, last: date) -> str:
    """Why a brief is empty: the first of these that is so."""
    asked = material.asked
    causes = {
        "outside": asked.until < first or asked.since > last,
        "not_yet": asked.as_of < asked.since,
        "unknown": not material.known,
        "no_articles": not material.others,
        "not_about": not material.reported,
    }
    return next((cause for cause, holds in causes.items() if holds), "nothing_new")
