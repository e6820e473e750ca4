"""Count how often each frame's word tells its type in an annotated corpus, so that a coder can distrust weak words.

    make corpus ARGS="--out build/corpus"
    python tools/build_counts.py build/corpus  writes src/kroniek/lexicon/data/events/counts.tsv

CORPUS is a folder with `texts/<doc_id>.txt` and `gold.jsonl` in the codebook's format, its evidence with a `trigger`
list of `[start, end]`. Only articles in the training part of `training/corpus/split.tsv` are counted: the coder reads
these counts, so counting validation or test articles would let it know them. A trigger that overlaps an annotated one
of the frame's type is a hit, every other one a miss; weak triggers do not count. A planned visit, signing, trade or
aid is annotated as AGREE and a planned withdrawal as CONCEDE (rule 2 of the codebook), so those count as hits of the
deed's frame too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from kroniek.coding.triggers import find_triggers
from kroniek.language.segment import sentences
from kroniek.lexicon.frames import COUNTS, Frame, frames
from kroniek.model.ids import content_hash
from kroniek.model.ontology import EventType
from kroniek.model.text import Document, DocumentId, Source

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/kroniek/lexicon/data" / COUNTS
SPLIT = ROOT / "training/corpus/split.tsv"
PROMISED = {
    EventType.RETREAT: "CONCEDE",
    EventType.CONSULT: "AGREE",
    EventType.SUPPORT: "AGREE",
    EventType.COOPERATE: "AGREE",
    EventType.AID: "AGREE",
}
HEAD = "# lemma\tpos\ttype\thits\tmisses\t(made by tools/build_counts.py; do not edit)\n"


def read_gold(path: Path) -> dict[str, list[tuple[int, int, str]]]:
    """The annotated triggers of every document: start, end, type."""
    gold: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        for evidence in claim.get("evidence", ()):
            gold[claim["doc_id"]] += [(start, end, claim["type"]) for start, end in evidence["trigger"]]
    return gold


def found(text: str, name: str) -> Iterator[tuple[Frame, list[tuple[int, int]]]]:
    """Every frame that a trigger of the text may have, with the offsets of the trigger's words."""
    source = Source(address=name)
    document = Document(id=DocumentId(name), text=text, source=source, content_hash=content_hash(text))
    for sentence in sentences(document):
        for trigger in find_triggers(sentence, frames()):
            if trigger.weak:
                continue
            spans = [(word.start, word.end) for word in trigger.words]
            for frame in trigger.frames:
                yield frame, spans


def training_part(names: Iterable[str], table: Path) -> set[str]:
    """Those of the names that the table leaves for training, by the same rule as the training of the reader."""
    sys.path.insert(0, str(ROOT / "training"))
    parts = import_module("labels").split([SimpleNamespace(id=name) for name in names], table)
    return {one.id for one in parts["train"]}


def count(corpus: Path) -> Counter[tuple[str, str, str, bool]]:
    """Hits and misses by lemma, part of speech and type."""
    gold = read_gold(corpus / "gold.jsonl")
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    texts = sorted((corpus / "texts").glob("*.txt"))
    counted = training_part((path.stem for path in texts), SPLIT)
    for path in (path for path in texts if path.stem in counted):
        marks = gold.get(path.stem, [])
        for frame, spans in found(path.read_text(encoding="utf-8"), path.stem):
            kinds = {kind for start, end, kind in marks for first, last in spans if first < end and start < last}
            hit = bool(kinds & {frame.type.value, PROMISED.get(frame.type)})
            counts[frame.lemma, frame.pos.value, frame.type.value, hit] += 1
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description="Count how often frames tell their type in an annotated corpus.")
    parser.add_argument("corpus", type=Path)
    counts = count(parser.parse_args().corpus)
    keys = sorted({key[:3] for key in counts})
    rows = ("\t".join((*key, str(counts[*key, True]), str(counts[*key, False]))) for key in keys)
    TARGET.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
