"""Checks the frame files: fields, legal modes, enough examples, examples that hold the word, no sense twice.

The lexicon is written by people, so a mistake is a sentence that says where it is. `problems()` returns all of them;
nothing is raised, because an editor wants the whole list at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kroniek.lexicon.inflect import adjective_forms, inflect, plurals
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.schema import FIELDS, NO_LEAST, REQUIRED, YES_LEAST, PartOfSpeech
from kroniek.model.ontology import MODES, EventType


def files() -> dict[EventType, str]:
    """The frame file of every event type."""
    return {kind: f"events/{kind.value.lower()}.toml" for kind in EventType}


def entries(kind: EventType) -> list[dict[str, Any]]:
    """The entries of a type as they are written."""
    frames: list[dict[str, Any]] = read_toml(files()[kind]).get("frame", [])
    return frames


def problems() -> tuple[str, ...]:
    """Everything that is wrong with the frame files, in the order of the files."""
    return tuple(problem for kind in EventType for problem in _file_problems(kind, entries(kind)))


def _file_problems(kind: EventType, frames: list[dict[str, Any]]) -> Iterator[str]:
    seen: set[tuple[Any, ...]] = set()
    for frame in frames:
        where = f"{files()[kind]}, {frame.get('lemma')!r}"
        yield from (f"{where}: {problem}" for problem in entry_problems(kind, frame))
        sense = (frame.get("lemma"), frame.get("pos"), tuple(frame.get("mode", ())), frame.get("requires", ""))
        if sense in seen:
            yield f"{where}: this sense is listed twice"
        seen.add(sense)


def entry_problems(kind: EventType, frame: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one entry."""
    yield from (f"unknown field {key!r}" for key in frame if key not in FIELDS)
    yield from (f"lacks {key!r}" for key in sorted(REQUIRED - frame.keys()))
    wrong = [key for key, of in FIELDS.items() if key in frame and not isinstance(frame[key], of)]
    yield from (f"{key!r} has to be a {FIELDS[key].__name__}" for key in wrong)
    if wrong or not frame.keys() >= REQUIRED:
        return
    if frame["pos"] not in set(PartOfSpeech):
        yield f"pos {frame['pos']!r} is none of {', '.join(PartOfSpeech)}"
    yield from (f"{kind} has no mode {mode!r}" for mode in frame["mode"] if mode not in MODES[kind])
    if len(frame["yes"]) < YES_LEAST or len(frame["no"]) < NO_LEAST:
        yield f"needs {YES_LEAST} yes and {NO_LEAST} no"
    particle = frame.get("particle", "")
    if particle and not any(word.startswith(particle) for word in frame["lemma"].split()):
        yield f"no word begins with the particle {particle!r}"
    words = _words(frame)
    for example in frame["yes"]:
        if not any(word in example.lower() for word in words):
            yield f"the example does not hold the word: {example!r}"


def _words(frame: Mapping[str, Any]) -> frozenset[str]:
    """Words of which at least one stands in every example."""
    lemma, particle = frame["lemma"].lower(), frame.get("particle", "")
    last = lemma.split()[-1]
    if frame["pos"] == PartOfSpeech.VERB:
        return frozenset(word for word, _ in inflect(last, particle=particle).forms)
    if frame["pos"] == PartOfSpeech.NOUN:
        return frozenset({last, *plurals(last), last.replace("-", "")})
    if frame["pos"] == PartOfSpeech.ADJECTIVE:
        return frozenset(adjective_forms(last))
    return frozenset(word[:-2] if len(word) > 4 else word for word in lemma.split())  # noqa: PLR2004 - ending left off
