"""Folders: which files below one may be articles, in an order that does not depend on the file system.

Nothing vanishes silently: what is not read (hidden files, unknown extensions, a README, devices, links) is told with
its reason.
Links inside a folder are not followed: what they lead to in the folder is read at its own place, and what lies outside
was not named by the user, so a folder from somebody else cannot make him read his own secrets, and no loop can form.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from kroniek.model.text import Rejected, Source
from kroniek.reading.formats import MHTML, Format, by_name, named_mhtml
from kroniek.reading.found import Why, left_out

_KNOWN = "txt, md, html, jsonl, ndjson, json, csv, tsv, xml, rss, atom, warc, and these with .gz"


@cache
def _about() -> re.Pattern[str]:
    """Names of files that tell of the others: the word alone in any case, or in capitals with more behind it."""
    table = tomllib.loads((files(__package__) / "data" / "folders.toml").read_text(encoding="utf-8"))
    words = "|".join(re.escape(word) for word in table["about"])
    return re.compile(rf"(?i:{words})(?:\.\w+)*|(?:{words})(?![A-Za-z]).*")


def files_below(folder: Path) -> Iterator[Path | Rejected]:
    """The files of a folder and all folders below that may be articles, by name; a `Rejected` for all else."""
    root = os.path.realpath(folder)
    pending = [folder]
    while pending:
        path = pending.pop()
        refused = _refused(path, root) if path != folder else None
        if refused is not None:
            yield refused
        elif path.is_dir():
            try:
                pending += sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
            except OSError as error:
                yield unreachable(str(path), error)
        else:
            yield path


def count_below(folder: Path) -> int:
    """How many files `files_below` gives."""
    return sum(isinstance(entry, Path) for entry in files_below(folder))


def unreachable(address: str, error: OSError) -> Rejected:
    """A path that cannot be opened."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        message = f"There is no file or folder {_shown(address)}. Check the spelling, and the folder you are in."
    elif isinstance(error, PermissionError):
        message = f"You may not read {_shown(address)}. Ask its owner, or change its permissions (chmod u+r)."
    else:
        message = f"{_shown(address)} cannot be read ({error.strerror or error}). Check the path and the disk."
    return left_out(Source(address=_shown(address)), Why.MISSING, message)


def _refused(path: Path, root: str) -> Rejected | None:
    reason = _reason(path, root)
    return None if reason is None else left_out(Source(address=_shown(str(path))), Why.SKIPPED, reason)


def _reason(path: Path, root: str) -> str | None:
    if path.name.startswith("."):
        return "It is hidden (its name begins with a dot). Name it yourself to read it."
    if path.is_symlink():
        inside = os.path.realpath(path).startswith(root.rstrip(os.sep) + os.sep) or os.path.realpath(path) == root
        place = "inside the folder that is read, where it is read at its own place" if inside else "out of the folder"
        return f"It is a link that leads {place}. Name it yourself to read it."
    if path.is_dir():
        return None
    if not path.is_file():
        return "It is no regular file but a device, a pipe or a socket."
    return _reason_of_name(path.name)


def _reason_of_name(name: str) -> str | None:
    if _about().fullmatch(name):
        return "By its name it tells of the other files and is no article. Name it yourself to read it."
    if named_mhtml(name):
        return MHTML
    if by_name(name) is None:
        return f"Its name does not end as an article's does ({_KNOWN}). Name it yourself to read it."
    return None


def _shown(path: str) -> str:
    """A path that every terminal and store can keep: bytes that are no UTF-8 become question marks."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def is_single(name: str) -> bool:
    """Does a file of this name hold one document?"""
    return by_name(name) in (Format.TEXT, Format.MARKDOWN, Format.HTML)
