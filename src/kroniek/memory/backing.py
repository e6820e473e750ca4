"""A chronicle copied while others read and write it, and brought up to today's tables.

The digest and the pages that are copied come from one state of the source, so a copy is told to be whole only where
its own digest is the same. It is made under another name and renamed at the end: who dies in between leaves no half
file under the name that was asked for. PostgreSQL has its own means and is sent to them.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import text

from kroniek.errors import DamagedStoreError, FullDiskError, StoreError, UsageError
from kroniek.memory import counting, opening, rebuilding, verifying
from kroniek.memory.tables import SCHEMA
from kroniek.memory.trouble import trouble
from kroniek.memory.verifying import Fault


def back_up(db: str, file: str, *, force: bool = False) -> str:
    """Copy a chronicle to a file that stands alone; its digest. An existing file is replaced with `force` only."""
    _refuse_server(db, "pg_dump -Fc -f FILE DATABASE")
    _refuse_server(file, "pg_dump -Fc -f FILE DATABASE")
    target = Path(file)
    if target.exists() and Path(db).exists() and target.samefile(db):
        raise UsageError(f"{file}: this is the chronicle itself. Name another file for the copy.")
    _refuse_taken(target, force=force)
    return _copy(db, target, journal="DELETE", force=force)


def restore(file: str, db: str) -> str:
    """Make a chronicle of a file that `back_up` made; its digest. A chronicle that exists is never replaced."""
    _refuse_server(db, "pg_restore -d DATABASE FILE")
    _refuse_server(file, "pg_restore -d DATABASE FILE")
    _refuse_taken(Path(db), force=False)
    return _copy(file, Path(db), journal="WAL", force=False)


def upgrade(db: str) -> tuple[str, str]:
    """Bring the tables up to this version; from which version to which."""
    before = opening.version_of(db)
    opening.open_engine(db, read_only=False, create=False).dispose()
    return before, SCHEMA


def verify(db: str) -> Iterator[Fault]:
    """The faults of a chronicle, of one state of it."""
    engine = opening.open_engine(db, read_only=True, create=False)
    try:
        with trouble(opening.shown(db)), engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901 - one state
            yield from verifying.faults(connection)
    finally:
        engine.dispose()


def repair(db: str) -> None:
    """Make again what follows from the content."""
    engine = opening.open_engine(db, read_only=False, create=False)
    try:
        with trouble(opening.shown(db)), opening.writing(engine) as connection:
            rebuilding.rebuild(connection)
    finally:
        engine.dispose()


def _refuse_server(db: str, instead: str) -> None:
    if "://" in db and not db.startswith("sqlite:"):
        raise UsageError(
            f"{opening.shown(db)}: a chronicle on PostgreSQL is copied with the server's own tools: {instead}"
        )
    if "://" in db:
        raise UsageError(f"{opening.shown(db)}: give the path of the file instead of an address.")


def _refuse_taken(target: Path, *, force: bool) -> None:
    if not target.absolute().parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist. Make it first.")
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder. Name a file.")
    if target.exists() and not force:
        raise UsageError(f"{target}: this file exists and was left as it is. Name another one.")
    if target.with_name(f"{target.name}-wal").exists():
        raise UsageError(f"{target}: a chronicle of this name is in use ({target.name}-wal is there). Name another.")


def _copy(source: str, target: Path, *, journal: str, force: bool) -> str:
    try:
        handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.", suffix=".part")
    except OSError as error:
        raise StoreError(f"{target}: the folder cannot be written to ({error.strerror}). Check its rights.") from error
    os.close(handle)
    part = Path(name)
    try:
        digest = _copy_pages(source, part, journal=journal)
        if _digest(str(part)) != digest:
            raise DamagedStoreError(
                f"{target}: the copy does not say what {source} says, and was removed. Check the disk and try again."
            )
        _appear(part, target, force=force)
    finally:
        for rest in (part, *(part.with_name(f"{part.name}-{end}") for end in ("wal", "shm", "journal"))):
            rest.unlink(missing_ok=True)
    return digest


def _copy_pages(source: str, part: Path, *, journal: str) -> str:
    """Copy all pages of one state of the source; the digest of that state."""
    engine = opening.open_engine(source, read_only=True, create=False)
    try:
        with trouble(source), engine.connect() as connection, connection.begin():
            digest = counting.digest(connection)
            with closing(sqlite3.connect(part)) as copy:
                pages: Any = connection.connection.driver_connection
                pages.backup(copy)
                copy.execute(f"PRAGMA journal_mode={journal}")
    except sqlite3.Error as error:
        raise FullDiskError(
            f"{source}: copying failed ({error}). Make room on the disk, or look at the chronicle with: kroniek verify"
        ) from error
    finally:
        engine.dispose()
    return digest


def _digest(file: str) -> str:
    """What a copy says, once the database finds it sound."""
    engine = opening.open_engine(file, read_only=True, create=False)
    try:
        with trouble(file), engine.connect() as connection:
            if connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
                return ""
            return counting.digest(connection)
    finally:
        engine.dispose()


def _appear(part: Path, target: Path, *, force: bool) -> None:
    """Give the copy its name, on the disk for good."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    _refuse_taken(target, force=force)
    part.replace(target)
