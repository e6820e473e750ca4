"""Whether an edition is as it was made: every file against its sum, and no file too many; for a folder or a ZIP.

Sums that were made again for changed files cannot be told from true ones here: the hash of the edition can, and is
given back to be compared with the one that was cited.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from kroniek.api.editions.layout import CITATION, OUTSIDE, SUMS
from kroniek.api.editions.placing import files_of
from kroniek.errors import UsageError
from kroniek.model.edition import Flaw, Verified

Opener = Callable[[], IO[bytes]]

_NAME_ONE = "Name the folder or ZIP of an edition; a chronicle is named with --db."
_BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
"""What reading from a damaged disk or archive raises; RuntimeError where a file is locked or packed in an odd way."""
_SUM = re.compile(r"([0-9a-f]{64})  (.+)")


def verify(path: Path) -> Verified:
    """Compare an edition with its sums. Raises `UsageError` where there is none."""
    with ExitStack() as stack:
        files = _files(path, stack)
        if SUMS not in files:
            raise UsageError(f"{path} is no edition: there is no {SUMS} in it. {_NAME_ONE}")
        noted = _read(files[SUMS])
        sha256 = hashlib.sha256(noted).hexdigest()
        flaws = (*_compared(files, noted), *_citation(files, sha256))
    return Verified(path=str(path), sha256=sha256, files=len(files), flaws=tuple(sorted(flaws)))


def _files(path: Path, stack: ExitStack) -> Mapping[str, Opener]:
    """How to open each file of an edition, by its path in it."""
    if path.is_dir():
        return {name: _opener(file) for name, file in files_of(path).items()}
    if not path.exists():
        raise UsageError(f"There is no {path}. {_NAME_ONE}")
    try:
        archive = stack.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, OSError) as error:
        raise UsageError(
            f"{path} is no edition: it is neither a folder nor a ZIP that can be read. {_NAME_ONE}"
        ) from error
    names = [name for name in archive.namelist() if not name.endswith("/")]
    within = min((name[: -len(SUMS)] for name in names if f"/{name}".endswith(f"/{SUMS}")), key=len, default="")
    # A file outside the edition's own folder keeps its whole name, and is one too many.
    return {name.removeprefix(within): _packed(archive, name) for name in names}


def _opener(file: Path) -> Opener:
    return lambda: file.open("rb")


def _packed(archive: zipfile.ZipFile, name: str) -> Opener:
    return lambda: archive.open(name)


def _compared(files: Mapping[str, Opener], noted: bytes) -> Iterator[tuple[str, Flaw]]:
    """What differs between the files and the sums that are noted."""
    known: set[str] = set()
    for line in noted.decode("utf-8", "backslashreplace").splitlines():
        told = _SUM.fullmatch(line)
        if told is None:
            yield SUMS, Flaw.UNREADABLE
            continue
        sha256, name = told.groups()
        known.add(name)
        if flaw := _flaw(files.get(name), sha256):
            yield name, flaw
    yield from ((name, Flaw.EXTRA) for name in files if name not in known and name not in OUTSIDE)


def _flaw(opener: Opener | None, sha256: str) -> Flaw | None:
    if opener is None:
        return Flaw.MISSING
    try:
        with opener() as opened:
            hashed = hashlib.sha256()
            while block := opened.read(1 << 20):
                hashed.update(block)
    except _BROKEN:
        return Flaw.UNREADABLE
    return None if hashed.hexdigest() == sha256 else Flaw.CHANGED


def _citation(files: Mapping[str, Opener], sha256: str) -> Iterator[tuple[str, Flaw]]:
    if CITATION not in files:
        yield CITATION, Flaw.MISSING
    elif f"sha256:{sha256}".encode() not in _read(files[CITATION]):
        yield CITATION, Flaw.CITATION


def _read(opener: Opener) -> bytes:
    try:
        with opener() as opened:
            return opened.read()
    except _BROKEN as error:
        raise UsageError(f"The edition cannot be read ({error}). Fetch it again.") from error
