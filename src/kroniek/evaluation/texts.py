"""The texts of the documents that are evaluated, from a folder with `DOC_ID.txt`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kroniek.errors import UsageError


def read_texts(folder: Path, documents: Iterable[str]) -> dict[str, str]:
    """The texts of these documents by id; a document without a file is left out.

    Raises `UsageError` where the folder does not exist or a text is not UTF-8.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; give the one that holds DOC_ID.txt for each document")
    texts = {}
    for document in sorted(documents):
        path = folder / f"{document}.txt"
        try:
            if path.is_file():
                texts[document] = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path} cannot be read: {error}; texts are UTF-8") from error
    return texts
