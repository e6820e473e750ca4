"""How a chronicle is opened: is it one, is it ours to write, is it of this version; then its tables are brought up.

A file is checked before it is touched: a folder, another program's database, or a damaged file is refused and left as
it was. Migrations run one by one, each in a transaction together with the note that it ran, so a process that dies in
between leaves a chronicle of the older version and never half a newer one.
"""

from __future__ import annotations

import importlib.util
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.resources import as_file, files
from pathlib import Path
from textwrap import shorten
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import QueuePool

from kroniek.errors import DamagedStoreError, NewerStoreError, StoreError
from kroniek.memory.tables import APPLICATION, SCHEMA
from kroniek.memory.trouble import trouble
from kroniek.model.address import without_password

BUSY_S = 5.0
"""How long a writer waits for another one. A document is written in milliseconds, so this is patience enough."""

_ADVISORY = 0x4B524F4E  # the same number names the one writer's place on PostgreSQL
_HEADER = b"SQLite format 3\0"


def open_engine(db: str | os.PathLike[str], *, read_only: bool, create: bool, busy_s: float = BUSY_S) -> Engine:
    """An engine on a chronicle whose tables are those of this version.

    `db` is a path, a `sqlite://` or a `postgresql://` URL. Without `create` a chronicle that is not there is an error.
    Raises `StoreError` or one of its kinds.
    """
    url = _url(db)
    name = shown(db)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(_path(url), name=name, read_only=read_only, create=create, busy_s=busy_s)
    else:
        engine = _postgresql(url, name=name, read_only=read_only, busy_s=busy_s)
    try:
        _bring_up(engine, name=name, read_only=read_only, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def version_of(db: str | os.PathLike[str]) -> str:
    """The version of the tables of a chronicle that is there, which is left as it is."""
    url, name = _url(db), shown(db)
    if url.get_backend_name() == "sqlite":
        engine = _sqlite(_path(url), name=name, read_only=True, create=False, busy_s=BUSY_S)
    else:
        engine = _postgresql(url, name=name, read_only=True, busy_s=BUSY_S)
    try:
        with trouble(name), engine.connect() as connection:
            version = _version(connection, name=name)
    finally:
        engine.dispose()
    if version is None:
        raise StoreError(f"{name}: this database is empty. Fill it with `kroniek read SOURCE… --db {name}`.")
    return version


def shown(db: str | os.PathLike[str]) -> str:
    """How messages call the chronicle: a path as given, a URL without its password."""
    return without_password(os.fspath(db))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the one writer: whoever else wants to write waits for its end, at most the busy time."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection = connection.execution_options(immediate=True)  # noqa: PLW2901 - the same connection, told to lock
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:place)"), {"place": _ADVISORY})
            yield connection


def _url(db: str | os.PathLike[str]) -> URL:
    given = os.fspath(db)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    url: URL | None = None
    with suppress(ArgumentError, ValueError):
        url = make_url(given)
    if url is None or (url.host and "@" in f"{url.host}{url.database}"):
        raise StoreError(
            f"{shown(given)}: this is not the address of a database. Give a path, or "
            "postgresql://NAME@HOST:PORT/DATABASE, in which an @ of a name or password is written %40."
        )
    backend = url.get_backend_name()
    if backend == "postgres":
        url, backend = url.set(drivername="postgresql"), "postgresql"
    if backend not in ("sqlite", "postgresql"):
        raise StoreError(
            f"{shown(db)}: Kroniek keeps its chronicle in SQLite or PostgreSQL, not in {backend}. Give a path, or "
            "postgresql://…"
        )
    return url.set(drivername="postgresql+psycopg") if backend == "postgresql" else url


def _path(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise StoreError("A chronicle is kept in a file: give its path, such as kroniek.db.")
    return Path(url.database)


def _sqlite(path: Path, *, name: str, read_only: bool, create: bool, busy_s: float) -> Engine:
    _check_file(path, name=name, create=create and not read_only)
    target = _target(path, read_only=read_only)

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(target, uri=True, timeout=busy_s, isolation_level=None, check_same_thread=False)
        for pragma in (
            "foreign_keys=ON",
            "synchronous=NORMAL",
            "wal_autocheckpoint=10000",  # 40 MB: pages that many documents change are written back once
            f"cache_size=-{128 * 1024}",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The driver is told to begin nothing by itself, so that tables too are made within a transaction.
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _target(path: Path, *, read_only: bool) -> str:
    target = f"file:{quote(str(path.absolute()))}?mode={'ro' if read_only else 'rwc'}"
    waiting = path.with_name(f"{path.name}-wal")
    # A reader of a WAL file makes a small file beside it. Where the folder forbids that and nobody is writing, SQLite
    # may be told that the file stands still.
    still = read_only and not waiting.exists() and not os.access(path.absolute().parent, os.W_OK)
    return f"{target}&immutable=1" if still else target


def _check_file(path: Path, *, name: str, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{name}: this is a folder. Name a file for the chronicle, such as {path / 'kroniek.db'}.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except FileNotFoundError as error:
        if not create:
            raise StoreError(
                f"{name}: there is no chronicle here. Make one with `kroniek read SOURCE… --db {name}`, or name the "
                "file with --db."
            ) from error
        if not path.absolute().parent.is_dir():
            raise StoreError(f"{name}: the folder {path.parent} does not exist. Make it first.") from error
        return
    except OSError as error:
        raise StoreError(f"{name}: this file cannot be read ({error.strerror}). Check its rights.") from error
    if size and header != _HEADER:
        raise DamagedStoreError(
            f"{name}: this file is not a chronicle (it does not begin as a SQLite database), or it is damaged. It was "
            "left as it is; name another file with --db."
        )


def _postgresql(url: URL, *, name: str, read_only: bool, busy_s: float) -> Engine:
    if importlib.util.find_spec("psycopg") is None:
        raise StoreError(
            f"{name}: the driver for PostgreSQL is missing. Install it with: pip install 'kroniek[postgresql]'"
        )
    # Without a time-out of its own, libpq waits for minutes on an address where nobody answers.
    engine = create_engine(url, connect_args={"connect_timeout": 10})

    @event.listens_for(engine, "connect")
    def _connect(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"SET lock_timeout = {int(busy_s * 1000)}")
        cursor.execute(f"SET default_transaction_read_only = {'on' if read_only else 'off'}")
        cursor.close()
        connection.commit()

    try:
        with engine.connect():
            pass
    except OperationalError as error:
        engine.dispose()
        why = shorten(str(error.orig), width=200, placeholder=" …")
        raise StoreError(
            f"{name}: the PostgreSQL server gave no connection ({why}). Check that it runs, and the name, user and "
            "password."
        ) from error
    return engine


def _bring_up(engine: Engine, *, name: str, read_only: bool, create: bool) -> None:
    with trouble(name):
        with engine.connect() as connection:
            version = _version(connection, name=name)
        if version == SCHEMA:
            return
        if version is None and not create:
            raise StoreError(f"{name}: this database is empty. Fill it with `kroniek read SOURCE… --db {name}`.")
        if read_only:
            if version is None:
                raise StoreError(f"{name}: this chronicle is empty. Fill it with `kroniek read SOURCE… --db {name}`.")
            raise StoreError(
                f"{name}: this chronicle was written by an older version of Kroniek. Bring it up to this version with "
                f"`kroniek upgrade --db {name}`."
            )
        if engine.dialect.name == "sqlite":
            _use_wal(engine)
        _migrate(engine)


def _use_wal(engine: Engine) -> None:
    """Let readers read while a writer writes; kept in the file, so asked for once and outside any transaction."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _version(connection: Connection, *, name: str) -> str | None:
    """The migration that the chronicle stands at, None where it is empty; other databases are refused."""
    tables = _tables(connection)
    if "alembic_version" not in tables:
        if tables:
            raise DamagedStoreError(
                f"{name}: this is a database, but not a chronicle: it holds other tables. It was left as it is; name "
                "another with --db."
            )
        return None
    if "judgements" not in tables or not _is_ours(connection):
        raise DamagedStoreError(
            f"{name}: this database belongs to another program, or tables of the chronicle are gone. It was left as it "
            "is; name another with --db."
        )
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version is not None and version > SCHEMA:
        raise NewerStoreError(
            f"{name}: this chronicle was written by a newer version of Kroniek (tables {version}; this version knows "
            f"{SCHEMA}). Install the newer version, or read the sources again into another file."
        )
    return version


def _tables(connection: Connection) -> set[str]:
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    else:
        rows = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    return {row[0] for row in rows}


def _is_ours(connection: Connection) -> bool:
    if connection.dialect.name != "sqlite":
        return True
    return connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - a quarter of a second, needed once in a chronicle's life
    from alembic.config import Config  # noqa: PLC0415 - likewise

    with as_file(files("kroniek.memory") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
