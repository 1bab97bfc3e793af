"""``tracker batch``: whole web archives into Parquet files."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tracker.batch.engines import Engine, Result
    from tracker.batch.run import Report


@click.command(
    epilog="""\b
Examples:
  tracker batch CC-NEWS-20250718.warc.gz --out claims/
  tracker batch 's3://bucket/2025/07/*.warc.gz' --out s3://bucket/claims --workers 8
  tracker batch --list warc.paths --out claims/ --engine dask --scheduler tcp://10.0.0.5:8786
  tracker load claims/"""
)
@click.argument("sources", metavar="SOURCE...", nargs=-1)
@click.option("--list", "listing", metavar="FILE", help="A file with a source a line.")
@click.option("--out", metavar="DIR", required=True, help="Where the Parquet files go: a folder or an s3:// address.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help="What maps the work.")
@click.option("--workers", type=click.IntRange(1), help="Processes; as many as there are cores unless given.")
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster that is running already.")
@click.option(
    "--slice", "slice_mb", type=click.IntRange(1), default=16, show_default=True, help="Megabytes of a piece of work."
)
@click.option("--quiet", is_flag=True, help="Print failures and the summary only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object when all is done.")
def batch(  # noqa: PLR0913, PLR0917 - one parameter for each option
    sources: Sequence[str],
    listing: str | None,
    out: str,
    engine: str,
    workers: int | None,
    scheduler: str | None,
    slice_mb: int,
    quiet: bool,
    as_json: bool,
) -> int:
    """Read web archives (WARC) into Parquet files of articles, names and claims, a folder a month.

    Archives may lie on this machine, at an address or in an object store. A second run does only what is missing, so
    that a run may be stopped or killed at any time. 'tracker load DIR' brings the files into the database. Exit code 0
    if all went well, 1 if parts failed, 2 if nothing could be done.
    """
    from tracker.batch.archives import cut, find_archives
    from tracker.batch.manifest import Output
    from tracker.batch.run import run
    from tracker.cli.printing import write_json
    from tracker.pipeline import extractor_version

    named = [*sources, *_listed(listing)]
    if not named:
        raise click.UsageError("Name at least one archive, or a --list of them.")
    slices = cut(find_archives(named), slice_mb * 1_000_000)
    tell = _silent if quiet or as_json else _teller(len(slices))
    report = run(slices, Output(out), extractor_version(), _engine(engine, workers, scheduler), tell)
    if as_json:
        write_json(report)
    else:
        click.echo(summary(report))
        for line in report.faults[:20]:
            click.echo(f"  {line}", err=True)
        if len(report.faults) > 20:
            click.echo(f"  and {len(report.faults) - 20} more; --json shows them", err=True)
    return report.exit_code


def summary(report: Report) -> str:
    """What became of all pages, in one line."""
    outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in report.outcomes.items()) or "none"
    before = f"; {report.done_before:,} of {report.slices:,} slices were done before" if report.done_before else ""
    failed = f"; {report.failed:,} slices failed" if report.failed else ""
    return f"{report.pages:,} pages: {outcomes}. {report.claims:,} claims{before}{failed}"


def _listed(listing: str | None) -> list[str]:
    if listing is None:
        return []
    lines = (line.strip() for line in Path(listing).read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _engine(name: str, workers: int | None, scheduler: str | None) -> Engine:
    from tracker.batch.engines import Dask, Local

    if scheduler is not None and name != "dask":
        raise click.UsageError("--scheduler is for --engine dask.")
    number = workers or os.cpu_count() or 1
    return Dask(number, scheduler) if name == "dask" else Local(number)


def _silent(_: Result) -> None:
    """Show no progress."""


def _teller(slices: int) -> Callable[[Result], None]:
    """One line that counts on a terminal, a line for each slice elsewhere."""
    from tracker.batch.engines import Failed

    begun, ended, pages = time.monotonic(), 0, 0
    end = "\r" if sys.stderr.isatty() else "\n"

    def tell(result: Result) -> None:
        nonlocal ended, pages
        ended += 1
        pages += 0 if isinstance(result, Failed) else result.pages
        spent = time.monotonic() - begun
        left = spent / ended * max(0, slices - ended)
        rate = pages / spent if spent else 0
        line = f"{ended:,} of {slices:,} slices, {pages:,} pages, {rate:,.0f} a second, about {left / 60:,.0f} min left"
        click.echo(f"{line:<79}{end}", nl=False, err=True)
        if ended == slices and end == "\r":
            click.echo(err=True)

    return tell
