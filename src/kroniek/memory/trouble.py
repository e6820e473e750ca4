"""What a database driver reports, said as an error of Kroniek: what happened, why it usually does, what to do.

Every statement of the store runs inside `trouble(db)`, so no driver's exception leaves this workshop.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten
from typing import NoReturn

from sqlalchemy.exc import DBAPIError, IntegrityError

from kroniek.errors import DamagedStoreError, FullDiskError, LockedStoreError, StoreError

_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_CANTOPEN: "unopened",
    sqlite3.SQLITE_PERM: "readonly",
}
_POSTGRESQL = {"55P03": "locked", "40P01": "locked", "53100": "full", "25006": "readonly"}


@contextmanager
def trouble(db: str) -> Iterator[None]:
    """Turn what the driver raises inside into a `StoreError` about the chronicle `db`."""
    try:
        yield
    except DBAPIError as error:
        _raise(db, error)


def _kind(error: DBAPIError) -> str:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        # Only the low byte tells the kind of trouble; SQLite's extended codes are finer than a message needs.
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        return _SQLITE.get(code & 0xFF, "other")
    return _POSTGRESQL.get(getattr(cause, "sqlstate", None) or "", "other")


def _raise(db: str, error: DBAPIError) -> NoReturn:
    why = shorten(str(error.orig), width=200, placeholder=" …")
    if isinstance(error, IntegrityError):
        raise LockedStoreError(
            f"{db}: another process kept the same document or judgement in the meantime. Nothing was written twice; "
            "run the same command again."
        ) from error
    match _kind(error):
        case "locked":
            raise LockedStoreError(
                f"{db}: another process is writing to this chronicle and did not finish in time. Wait until it is "
                "done and run the same command again; what was kept so far stays."
            ) from error
        case "full":
            raise FullDiskError(
                f"{db}: there is no room left to write to. Make room on the disk and run the same command again; "
                "what was kept so far stays."
            ) from error
        case "io":
            raise FullDiskError(
                f"{db}: writing failed ({why}). The disk or a size limit is full, or the device has failed: make room "
                "or check it, and run the same command again; what was kept so far stays."
            ) from error
        case "damaged":
            raise DamagedStoreError(
                f"{db}: this file is not a chronicle, or it is damaged ({why}). Name another file with --db, or put "
                "back a copy that you saved."
            ) from error
        case "readonly":
            raise StoreError(
                f"{db}: this chronicle cannot be written to ({why}). Check the rights on the file and its folder."
            ) from error
        case "unopened":
            raise StoreError(
                f"{db}: this chronicle cannot be opened ({why}). Check that the folder is there and may be read and "
                "written."
            ) from error
        case _:
            raise StoreError(
                f"{db}: the database refused a statement ({why}). If the chronicle can be reached, this is a fault of "
                "Kroniek: please report it."
            ) from error
