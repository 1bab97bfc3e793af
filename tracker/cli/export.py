"""``tracker export``: whole lists of any length as files of other programs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from tracker.cli.options import PAGING, Command, option
from tracker.errors import InputError
from tracker.store import ArticleFilter, ClaimFilter, ConflictFilter, EntityFilter, EventFilter, Filter

if TYPE_CHECKING:
    from tracker.exports import Format, Occasion
    from tracker.store import Store

_TERMINAL_TEXT = ("csv", "jsonl", "ics", "atom", "rss", "jsonld", "ftm", "plover", "gta")


@click.group(
    epilog="""\b
Examples:
  tracker export events --out events.parquet
  tracker export events --type licence_granted --date-from 2025-01-01 --out licences.xlsx
  tracker export entities --format ftm --out entities.ftm.jsonl
  tracker export measures --format gta > measures.csv"""
)
def export() -> None:
    """Write a whole list, of any length, as a file of another program.

    The file has its name only when it is complete. Text that a spreadsheet could take for a formula begins with an
    apostrophe in CSV.
    """


def _options(command: Command) -> Command:
    for decorator in (
        click.option("--quiet", is_flag=True, help="Show no progress."),
        click.option(
            "--out",
            type=click.Path(dir_okay=False, path_type=Path),
            help="The file to write; standard output unless given.",
        ),
        click.option(
            "--format",
            "form",
            metavar="FORMAT",
            help="jsonl, csv, xlsx, parquet, atom, rss, ics, jsonld, ftm, plover or gta, as far as the list has it; "
            "by the name of the file unless given, else csv.",
        ),
    ):
        command = decorator(command)
    return command


def _list_command(listed: str, model: type[Filter], summary: str) -> None:
    def run(form: str | None, out: Path | None, quiet: bool, **values: Any) -> None:
        from tracker.cli.ask import chosen, opened

        with opened() as store:
            asked = chosen(model, values, store)
            total = None if quiet or out is None else _total(store, asked)
            _export(listed, form, out, total, lambda: store.walk(asked, together=True))

    run.__doc__ = f"Write {summary}."
    command = _options(run)
    for name, field in reversed(model.model_fields.items()):
        if name not in PAGING:
            command = option(name, field)(command)
    epilog = f"\b\nExamples:\n  tracker export {listed} --out {listed}.csv\n  tracker export {listed} --format jsonl"
    export.command(listed, epilog=epilog)(command)


_list_command("events", EventFilter, "what happened")
_list_command("claims", ClaimFilter, "what single sources say")
_list_command("conflicts", ConflictFilter, "where sources differ")
_list_command("entities", EntityFilter, "companies, agencies, people, chips, rules and places")
_list_command("articles", ArticleFilter, "the articles that were read")


@export.command(epilog="\b\nExample:\n  tracker export sources --out sources.csv")
@_options
def sources(form: str | None, out: Path | None, quiet: bool) -> None:
    """Write the sources and how they do."""
    from tracker.cli.ask import opened
    from tracker.store.health import source_health

    with opened() as store:
        found = source_health(store, datetime.now(UTC))
        _export("sources", form, out, None if quiet else len(found), lambda: found)


@export.command(epilog="\b\nExample:\n  tracker export measures --format gta --out measures.csv")
@_options
def measures(form: str | None, out: Path | None, quiet: bool) -> None:
    """Write the rules, letters, listings and bills that are held."""
    from tracker.knowledge import load_knowledge

    found = sorted(load_knowledge().measures, key=lambda record: record.id)
    _export("measures", form, out, None if quiet else len(found), lambda: found)


def _total(store: Store, asked: Filter) -> int:
    """How many there are, for the progress bar."""
    one = asked.model_copy(update={"limit": 1})
    match one:
        case EventFilter():
            return store.events(one).total
        case ClaimFilter():
            return store.claims(one).total
        case ConflictFilter():
            return store.conflicts(one).total
        case EntityFilter():
            return store.entities(one).total
        case ArticleFilter():
            return store.articles(one).total
    return 0


def _export(
    listed: str, name: str | None, out: Path | None, total: int | None, views: Callable[[], Iterable[Any]]
) -> None:
    from tracker.cli.printing import counted
    from tracker.exports import Occasion, format_of

    form = format_of(listed, name or _by_suffix(listed, out))
    occasion = Occasion(listed=listed, title=f"Export controls on chips: {listed}", made=datetime.now(UTC), base=None)
    if out is None:
        if form.name not in _TERMINAL_TEXT and sys.stdout.isatty():
            raise click.UsageError(f"{form.title} is not for a terminal: give --out FILE")
        _write(sys.stdout.buffer, form, views(), occasion)
        return
    with _progress(total) as passing:
        number = _write_file(out, form, passing(views()), occasion)
    size = out.stat().st_size
    click.echo(f"{counted(number[0], 'row')} ({size / 1e6:.1f} MB) written to {out}", err=True)


def _by_suffix(listed: str, out: Path | None) -> str:
    from tracker.exports import formats_of

    suffixes = {form.suffix: form.name for form in formats_of(listed)}
    fits = [suffix for suffix in suffixes if out is not None and out.name.lower().endswith(f".{suffix}")]
    return suffixes[max(fits, key=len)] if fits else "csv"


def _write(file: BinaryIO, form: Format, views: Iterable[Any], occasion: Occasion) -> None:
    for piece in form.write(views, occasion):
        file.write(piece)
    file.flush()


def _write_file(out: Path, form: Format, views: Iterable[Any], occasion: Occasion) -> list[int]:
    """Write beside ``out`` and rename at the end, so that no part of a file ever has its name."""
    count = [0]

    def counting() -> Iterator[Any]:
        for view in views:
            count[0] += 1
            yield view

    if out.exists() and not out.is_file():
        with out.open("wb") as device:
            _write(device, form, counting(), occasion)
        return count
    if not out.parent.is_dir():
        raise InputError(f"There is no folder {out.parent}: make it first")
    with tempfile.NamedTemporaryFile(dir=out.parent, prefix=f".{out.name[:100]}.", delete=False) as file:
        try:
            _write(file, form, counting(), occasion)  # type: ignore[arg-type]
            os.fsync(file.fileno())
            Path(file.name).chmod(0o666 & ~_umask())
            Path(file.name).replace(out)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return count


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def _progress(total: int | None) -> Iterator[Callable[[Iterable[Any]], Iterable[Any]]]:
    """What counts the views that pass; with a bar while a person is watching."""
    if total is None or not sys.stderr.isatty():
        yield lambda views: views
        return
    from rich.progress import Progress

    from tracker.cli.printing import console

    with Progress(console=console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("Writing", total=total)

        def passing(views: Iterable[Any]) -> Iterator[Any]:
            for view in views:
                yield view
                bar.advance(task)

        yield passing
