"""Where an edition is put: a folder or a ZIP that appears whole or not at all, and never in place of something else."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kroniek.api.archives import pack
from kroniek.errors import UsageError


@contextmanager
def placed(target: Path, *, name: str) -> Iterator[Path]:
    """A new folder to write to, which takes the place of `target` at the end (packed where that is a ZIP).

    An error or a process that dies before that leaves nothing of this name. Raises `UsageError` where the place is
    taken or cannot be written to.
    """
    _refuse_taken(target)
    try:
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.absolute().parent))
    except OSError as error:
        raise UsageError(f"{target} cannot be made: {error.strerror}. Name a place where you may write.") from error
    try:
        folder = aside / name
        folder.mkdir()
        yield folder
        _sync(folder)
        made = _packed(folder, aside / "packed.zip") if is_zip(target) else folder
        _refuse_taken(target)
        made.rename(target)
    except OSError as error:
        raise UsageError(f"{target} cannot be made: {error.strerror or error}. Nothing was left of it.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def is_zip(target: Path) -> bool:
    """Is an edition of this name a ZIP?"""
    return target.suffix.lower() == ".zip"


def files_of(folder: Path) -> dict[str, Path]:
    """The files below a folder by their path in it, in the order of the bytes of these."""
    found = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return dict(sorted(found, key=lambda one: one[0].encode("utf-8", "surrogateescape")))


def _refuse_taken(target: Path) -> None:
    if not target.absolute().parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist. Make it first.")
    if os.path.lexists(target):
        raise UsageError(f"{target} exists and was left as it is: an edition is frozen. Name another place with -o.")


def _packed(folder: Path, archive: Path) -> Path:
    """The folder as an archive that unpacks to a folder of its name."""
    with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED) as opened:
        for name, file in files_of(folder).items():
            pack(opened, f"{folder.name}/{name}", file)
    _to_disk(archive)
    return archive


def _sync(folder: Path) -> None:
    """Let the files be on the disk for good before the folder gets its name."""
    for file in files_of(folder).values():
        _to_disk(file)


def _to_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
