"""Small workshops for tests of the pipeline and of what stands on it: a way through the house without its rooms.

`read` finds documents in a dict; a text `KAPOT` breaks the coder, every *valt … aan* is an ASSAULT by the first word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.text import Document, Rejected
from kroniek.pipeline import Steps
from tests import build


def steps(shelf: Mapping[str, Iterable[Document | Rejected]], *, coded: list[str] | None = None) -> Steps:
    """Steps that read from a shelf, by address; `coded` is told the ids of the documents that were analysed."""

    def read(address: str) -> Iterator[Document | Rejected]:
        yield from shelf[address] if address in shelf else [build.rejected(address, "missing", message="Is er niet.")]

    def analyse(document: Document, /) -> Analysis:
        if coded is not None:
            coded.append(document.id)
        return build.analysis(document)

    return Steps(read=read, analyse=analyse, code=code)


def code(analysis: Analysis, /) -> Iterator[Claim]:
    """An ASSAULT for each sentence with *valt*."""
    document = analysis.document
    if "KAPOT" in document.text:
        raise ZeroDivisionError("kapot")
    for number, sentence in enumerate(analysis.sentences):
        words = document.text[sentence.start : sentence.end]
        if "valt" in words:
            attacker, victim = words.split()[0], words.rstrip(".").split()[2]
            yield build.claim(
                document,
                "valt",
                "ASSAULT",
                evidence=words,
                actors=[f"{attacker}/RUS/GOV"],
                recipients=[f"{victim}/UKR/GOV"],
                number=number,
            )


def article(id_: str, text: str = "Rusland valt Oekraïne aan.", **given: object) -> Document:
    """A document with an address of its own."""
    return build.document(text, id=id_, **given)  # type: ignore[arg-type]
