"""Backups: one file of SQLite that holds all, whatever database it comes from, and can be looked into by any tool.

A backup appears under its name only when it is whole, checked and on the disk; a restore puts nothing in place that
was not checked, and keeps what was there before.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from tracker.errors import StoreError
from tracker.store.copying import clear, copy_rows, count_rows
from tracker.store.dialects import connect, writing
from tracker.store.migrations import check, upgrade
from tracker.store.store import Store

_PATIENCE = 2.0
"""Seconds to wait for other processes to let go of a file."""
_WRITTEN = "tracker-%Y%m%dT%H%M%S.db"

Tell = Callable[[int], None]


def _silent(_: int) -> None:
    """Show no progress."""


def backup_name(now: datetime) -> str:
    """What a backup made ``now`` is called; later ones sort behind earlier ones."""
    return now.strftime(_WRITTEN)


def old_backups(folder: Path, keep: int) -> list[Path]:
    """All but the ``keep`` newest of the backups in ``folder`` that bear names by time."""
    named = sorted(folder.glob("tracker-????????T??????.db"))
    return named[: max(len(named) - keep, 0)]


def backup(database_url: str, target: Path, *, verify: bool = True, tell: Tell = _silent) -> int:
    """Write all that a database holds into the file ``target``; gives the size in bytes. Others may go on working.

    ``tell`` is told how many rows were copied, where they are copied one by one. Raises ``StoreError`` where the
    database or what was copied is not sound, or where there is a file already.
    """
    if target.exists():
        raise StoreError(f"There is a file {target} already: give another name, or delete it")
    engine = connect(database_url)
    try:
        check(engine)
        with _replacing(target) as part:
            if engine.url.get_backend_name() == "sqlite":
                _copy_file(Path(engine.url.database or ""), part)
            else:
                upgrade(_address(part))
                copy = connect(_address(part))
                with engine.connect() as source, writing(copy).begin() as rows:
                    copy_rows(source, rows, tell)
                copy.dispose()
            _settle(part)
            if verify:
                _refuse_faults(part, "run: tracker db verify. With --unverified it is copied all the same")
                _settle(part)
            return part.stat().st_size
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(f"The database cannot be copied: {_reason(error)}; run: tracker db verify") from error
    finally:
        engine.dispose()


def restore(source: Path, database_url: str, *, replace: bool = False, tell: Tell = _silent) -> Path | None:
    """Put what the backup ``source`` holds in place of a database; gives the file to which the one before was moved.

    A backup of an older version is upgraded. Raises ``StoreError`` where the backup is not sound, where there is a
    database already and ``replace`` is not set, or where others still use it.
    """
    if not source.is_file():
        raise StoreError(f"There is no backup {source}: check the name")
    engine = connect(database_url)
    try:
        return _put(source, engine, replace=replace, tell=tell)
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(f"The backup cannot be restored: {_reason(error)}") from error
    finally:
        engine.dispose()


def _put(source: Path, engine: Engine, *, replace: bool, tell: Tell) -> Path | None:
    if engine.url.get_backend_name() == "sqlite":
        return _restore_file(source, Path(engine.url.database or ""), replace=replace)
    upgrade(engine.url.render_as_string(hide_password=False))
    with TemporaryDirectory() as folder, _checked_copy(source, Path(folder) / "copy.db") as part:
        _restore_rows(part, engine, replace=replace, tell=tell)
    return None


def _restore_file(source: Path, target: Path, *, replace: bool) -> Path | None:
    there = target.exists()
    if there:
        _may_replace(replace)
        _let_go(target)
    with _checked_copy(source, _part(target)) as part:
        aside = _move_aside(target) if there else None
        part.replace(target)
    _flush(target.parent)
    return aside


def _restore_rows(part: Path, engine: Engine, *, replace: bool, tell: Tell) -> None:
    """Into a database that is no file, in one transaction."""
    copy = connect(_address(part))
    with copy.connect() as rows, writing(engine).begin() as target:
        if any(count_rows(target).values()):
            _may_replace(replace)
            clear(target)
        copy_rows(rows, target, tell)
    copy.dispose()


@contextmanager
def _checked_copy(source: Path, part: Path) -> Iterator[Path]:
    """A copy of a backup that was upgraded and verified, as long as the block lasts."""
    try:
        with suppress(FileNotFoundError):
            part.unlink()
        shutil.copyfile(source, part)
        upgrade(_address(part))
        _refuse_faults(part, "take an older backup")
        _settle(part)
        yield part
    except OSError as error:
        raise StoreError(f"The backup cannot be restored ({error.strerror}): make room and try again") from error
    finally:
        _forget(part)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A file that takes the name ``target`` when the block ends well, and is gone when it does not."""
    part = _part(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _forget(part)
        yield part
        part.replace(target)
        _flush(target.parent)
    except OSError as error:
        raise StoreError(f"The backup {target} cannot be written ({error.strerror}): choose another place") from error
    finally:
        _forget(part)


def _copy_file(source: Path, part: Path) -> None:
    """SQLite's own online copy: as of one moment, while others read and write."""
    with _closing(source, "ro") as held, _closing(part, "rwc") as copy:
        held.backup(copy)


def _settle(path: Path) -> None:
    """Bring everything into the one file, and the file onto the disk."""
    with _closing(path, "rw") as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _refuse_faults(path: Path, advice: str) -> None:
    with Store.open(_address(path)) as store:
        faults = store.verify()
    if faults:
        raise StoreError(f"What was copied has {len(faults)} faults, the first: {faults[0].split(': ')[0]}; {advice}")


def _may_replace(replace: bool) -> None:
    if not replace:
        raise StoreError("There is a database already: give --replace; what it holds now is kept beside it as a file")


def _let_go(path: Path) -> None:
    """Make sure that nobody uses the file: only then can its journal be closed. A broken file is used by nobody."""
    try:
        with _closing(path, "rw") as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError("The database is in use: stop tracker serve and tracker watch first") from error
    except sqlite3.DatabaseError:
        return


def _move_aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.before-restore-{number}")).exists():
        number += 1
    for tail in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + tail).rename(aside.with_name(aside.name + tail))
    return aside


@contextmanager
def _closing(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE)
    try:
        yield connection
    finally:
        connection.close()


def _part(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _forget(path: Path) -> None:
    for tail in ("", "-wal", "-shm", "-journal"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + tail).unlink()


def _flush(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _address(path: Path) -> str:
    return str(make_url("sqlite://").set(database=str(path)))


def _reason(error: Exception) -> str:
    told = error.orig if isinstance(error, DBAPIError) else error
    return str(told).splitlines()[0]
