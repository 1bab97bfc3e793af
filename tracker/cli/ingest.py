"""``tracker ingest``: pages, folders and addresses into the database, each reported in one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.pipeline import Outcome, Pipeline, Report


@click.command(
    epilog="""\b
Examples:
  tracker ingest page.html --url https://example.com/news/story
  tracker ingest saved-pages/ https://example.com/news/other-story
  tracker ingest saved-pages/ --quiet"""
)
@click.argument("sources", metavar="PATH|URL...", nargs=-1, required=True)
@click.option("--url", metavar="URL", help="Where a saved page comes from, if the page itself does not say so.")
@click.option("--quiet", is_flag=True, help="Print failures and the summary only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object when all is done.")
def ingest(sources: Sequence[str], url: str | None, quiet: bool, as_json: bool) -> int:
    """Read saved pages, folders of saved pages and addresses into the database.

    The same page again changes nothing; a page that says something else now becomes a new version. Exit code 0 if all
    went well, 1 if some sources failed, 2 if none could be used.
    """
    from dataclasses import replace

    from tracker.cli.printing import write_json

    with opened_pipeline() as stages, _telling(_number_of_pages(sources), quiet=quiet or as_json) as tell:
        report = replace(stages, progress=tell).ingest(sources, datetime.now(UTC), url)
    if as_json:
        write_json(report)
    else:
        click.echo(summary(report))
    return report.exit_code


@contextmanager
def opened_pipeline() -> Iterator[Pipeline]:
    """The usual stages over the database of this run, whose tables are made or upgraded first."""
    from tracker.cli.settings import settings
    from tracker.cli.tables import upgraded
    from tracker.knowledge import load_knowledge
    from tracker.pipeline import pipeline
    from tracker.store import Store

    chosen = settings()
    upgraded(chosen.database_url)
    with Store.open(chosen.database_url) as store:
        yield pipeline(store, load_knowledge(), chosen.user_agent)


def line_of(outcome: Outcome) -> str:
    """What became of one source, in one line."""
    from tracker.cli.printing import counted, one_line

    if outcome.added is None:
        return f"error: {one_line(outcome.source)}: {one_line(outcome.message)}"
    claims = counted(outcome.added.new + outcome.added.unchanged, "claim")
    return f"{outcome.result:<9} {claims:>9}  {one_line(outcome.message)}"


def failures(outcome: Outcome) -> None:
    """Print one line to standard error if the source could not be used."""
    if outcome.added is None:
        click.echo(line_of(outcome), err=True)


def summary(report: Report) -> str:
    """``12 added, 1 failed; 40 events new or changed``."""
    from tracker.cli.printing import counted

    counts = [(report.count(result), result) for result in ("added", "updated", "unchanged", "failed")]
    results = ", ".join(f"{number} {result}" for number, result in counts if number) or "nothing to read"
    return f"{results}; {counted(report.events, 'event')} new or changed"


@contextmanager
def _telling(total: int, *, quiet: bool) -> Iterator[Callable[[Outcome], None]]:
    """What tells of each outcome; with a bar while a person is watching more than one."""
    if total < 2 or not sys.stderr.isatty():
        yield failures if quiet else _every_outcome
        return
    from rich.progress import Progress

    from tracker.cli.printing import console

    with Progress(console=console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("Reading", total=total)

        def tell(outcome: Outcome) -> None:
            if outcome.added is None or (sys.stdout.isatty() and not quiet):
                # The bar stands on the same terminal: its console writes the line above it.
                bar.console.print(line_of(outcome), markup=False, soft_wrap=True)
            elif not quiet:
                _every_outcome(outcome)
            bar.advance(task)

        yield tell


def _every_outcome(outcome: Outcome) -> None:
    click.echo(line_of(outcome), err=outcome.added is None)


def _number_of_pages(sources: Sequence[str]) -> int:
    from pathlib import Path

    from tracker.errors import InputError
    from tracker.pipeline import find_pages, is_address

    total = 0
    for source in sources:
        try:
            total += 1 if is_address(source) else len(find_pages(Path(source)))
        except InputError:
            total += 1
    return total
