"""The workshop that keeps claims with their documents, and answers questions about them.

`open_store` is the way in; `store` names what can be written and asked. Everything that needs a database is loaded
when a chronicle is opened.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kroniek.memory.actors import Gazetteer
    from kroniek.memory.sql import SqlStore


def open_store(
    db: str | os.PathLike[str],
    *,
    read_only: bool = False,
    create: bool = True,
    gazetteer: Gazetteer | None = None,
    clock: Callable[[], datetime] | None = None,
    busy_s: float | None = None,
    joins: bool = True,
) -> SqlStore:
    """Open a chronicle, for use as a context manager.

    `db` is a path or a `postgresql://` URL. With `read_only` nothing is changed, not even the tables' version; without
    `create` a chronicle that is not there is an error. `gazetteer` tells which names mean which country and person (the
    lexicon's where None); `clock` gives the time of keeping; `busy_s` is how long a writer waits for another one.
    Without `joins` documents are kept, and their claims are joined to events by the next writer, or by `join`: for
    loading much at once.

    Raises `StoreError`, or `NewerStoreError`, `DamagedStoreError`, `LockedStoreError`, `FullDiskError`.
    """
    from kroniek.memory import opening, sql  # noqa: PLC0415 - see above
    from kroniek.memory.gazetteer import LexiconGazetteer  # noqa: PLC0415 - see above

    engine = opening.open_engine(
        db, read_only=read_only, create=create, busy_s=opening.BUSY_S if busy_s is None else busy_s
    )
    return sql.SqlStore(
        engine,
        name=opening.shown(db),
        read_only=read_only,
        gazetteer=gazetteer or LexiconGazetteer(),
        clock=clock or sql.utc_now,
        joins=joins,
    )
