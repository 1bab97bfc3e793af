"""Schema versions, run by code: ``upgrade`` brings any older database to the newest one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from tracker.errors import StoreError
from tracker.store.dialects import connect, dangling, is_there, lock_for_migration, writing
from tracker.store.indexing import keep_index
from tracker.store.seals import seal_rows
from tracker.store.tables import Row


def _silent(_: str) -> None:
    """Show no progress."""


def upgrade(database_url: str, *, thorough: bool = False, progress: Callable[[str], None] = _silent) -> str:
    """Make or upgrade the tables in one transaction; says which schema version holds now.

    Rows of an older version are sealed; ``thorough``: also where the version is the newest already. ``progress`` is
    told how far it is where there is much to do.
    Two processes may do so at once: the second finds nothing left to do. Raises ``StoreError``.
    """
    engine = connect(database_url, rebuilding=True)
    try:
        with writing(engine).begin() as connection:
            lock_for_migration(connection)
            config = _config()
            config.attributes.update(connection=connection, progress=progress)
            before = version(connection)
            if before is not None and before not in _versions():
                raise StoreError(_newer(engine))
            command.upgrade(config, "head")
            keep_index(connection)
            after = version(connection) or ""
            if thorough or before not in (None, after):
                seal_rows(connection, Row.metadata, progress)
            if tables := dangling(connection):
                raise StoreError(
                    f"The database has rows that refer to nothing, in {', '.join(tables)}: it stays as it was"
                )
            return after
    except DBAPIError as error:
        raise StoreError(f"The database cannot be upgraded: {error.orig}") from error
    finally:
        engine.dispose()


def version(connection: Connection) -> str | None:
    """The schema version of an open database; ``None`` without tables."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The schema version that this program needs."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise StoreError("The schema versions are missing from the installation: install the package again")
    return head


def check(engine: Engine) -> None:
    """Raise ``StoreError``, saying what to run, unless the database has the newest schema."""
    held = _held(engine)
    if held is None:
        raise StoreError(f"The database {_shown(engine)} has no tables yet; run: tracker db upgrade")
    if held == newest():
        return
    if held in _versions():
        raise StoreError(f"The database {_shown(engine)} is of an older version; run: tracker db upgrade")
    raise StoreError(_newer(engine))


def _versions() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _newer(engine: Engine) -> str:
    return f"The database {_shown(engine)} was made by a newer version of tracker; install that one"


def _held(engine: Engine) -> str | None:
    try:
        if not is_there(engine):
            return None
        with engine.connect() as connection:
            return version(connection)
    except DBAPIError as error:
        raise StoreError(f"The database {_shown(engine)} cannot be opened: {error.orig}") from error


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
