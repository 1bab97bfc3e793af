"""``tracker db``: make, upgrade, verify, copy, back up and restore the database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from tracker.cli.settings import settings
from tracker.cli.tables import upgraded

_SHOWN = 50


@click.group(
    epilog="""\b
Examples:
  tracker db upgrade
  tracker db verify
  tracker db backup /var/backups/tracker --keep 14"""
)
def db() -> None:
    """Upgrade, verify, copy, back up or restore the database."""


@db.command(epilog="\b\nExample:\n  TRACKER_DATABASE_URL=sqlite:///news.db tracker db upgrade")
def upgrade() -> None:
    """Make the tables, or bring older ones to this version. What is stored stays."""
    click.echo(f"The database has schema version {upgraded(settings().database_url, thorough=True)}")


@db.command(epilog="\b\nExample:\n  tracker db verify && echo sound")
def verify() -> int:
    """Check that all that is kept is what was stored.

    Every document is compared with its hash and every other row with its seal; claims must quote their articles,
    references must lead somewhere, and what is searched in must follow from what is shown. Exit code 1 if anything
    is wrong.
    """
    from tracker.store import Store

    with Store.open(settings().database_url) as store:
        faults = store.verify()
    for fault in faults[:_SHOWN]:
        click.echo(fault)
    if len(faults) > _SHOWN:
        click.echo(f"... and {len(faults) - _SHOWN} more")
    click.echo(f"{len(faults)} faults" if faults else "All is well")
    return 1 if faults else 0


@db.command(
    epilog="""\b
Examples:
  tracker db copy sqlite:///tracker.db postgresql+psycopg://tracker@localhost/tracker
  tracker db copy postgresql+psycopg://tracker@localhost/tracker sqlite:///tracker.db"""
)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy all that one database holds into another, which must be empty: SQLite to PostgreSQL, or back.

    FROM and TO are addresses as in TRACKER_DATABASE_URL. FROM is copied as of one moment, while others may go on using
    it. At the end both are read again and compared; if anything differs, nothing is kept. Where TO holds the same
    already, nothing is done.
    """
    from tracker.store.moving import copy_database

    with _copying() as (begin, tell):
        copied = copy_database(source, target, begin, tell)
    did = f"{copied.rows:,} rows copied" if copied.rows else "Both hold the same already"
    click.echo(f"{did}; content hash {copied.content_hash}")


@contextmanager
def _copying() -> Iterator[tuple[Callable[[int], None], Callable[[int], None]]]:
    """What is told how many rows there are, and of each step; with a bar while a person is watching."""
    if not sys.stderr.isatty():
        yield (lambda _: None), (lambda _: None)
        return
    from rich.progress import Progress

    from tracker.cli.printing import console

    with Progress(console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("Copying", total=None)
        yield (lambda total: bar.update(task, total=total)), (lambda number: bar.advance(task, number))


@db.command(
    epilog="""\b
Examples:
  tracker db backup tracker-before-upgrade.db
  tracker db backup /var/backups/tracker --keep 14"""
)
@click.argument("target", metavar="FILE|FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--keep",
    metavar="N",
    type=click.IntRange(min=1),
    help="Delete all but the N newest backups in FOLDER once the new one is there.",
)
@click.option("--unverified", is_flag=True, help="Copy the database even if it is damaged.")
def backup(target: Path, keep: int | None, unverified: bool) -> int:
    """Write all that the database holds into one file, while others go on working.

    In a folder the file is named by the time. The file is an SQLite database, also where the database is PostgreSQL.
    It is checked like 'tracker db verify' does before it gets its name.
    """
    from tracker.store.backups import backup as back_up
    from tracker.store.backups import backup_name, old_backups

    if keep and not target.is_dir():
        raise click.UsageError("--keep needs a folder that is there")
    file = target / backup_name(datetime.now(UTC)) if target.is_dir() else target
    size = back_up(settings().database_url, file, verify=not unverified)
    click.echo(f"{file} ({size / 1e6:,.1f} MB)")
    for old in old_backups(target, keep) if keep else ():
        old.unlink()
        click.echo(f"Deleted {old}")
    return 0


@db.command(
    epilog="""\b
Examples:
  tracker db restore tracker-20260101T030000.db
  tracker db restore tracker-20260101T030000.db --replace"""
)
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also where there is a database already; its file is kept beside it.")
def restore(source: Path, replace: bool) -> None:
    """Put a backup in place of the database, once it was checked.

    Stop 'tracker serve' and 'tracker watch' first. A backup of an older version is upgraded. PostgreSQL keeps no copy
    of what was there: back it up before.
    """
    from tracker.store.backups import restore as put_back

    aside = put_back(source, settings().database_url, replace=replace)
    click.echo(f"{source} is in place")
    if aside:
        click.echo(f"What was there is now {aside}")
