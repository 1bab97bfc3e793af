"""A slice of an archive, from its pages to its Parquet files; what an engine maps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import pyarrow as pa
import pyarrow.parquet as pq

from tracker.batch.archives import Slice
from tracker.batch.columns import TABLES, to_arrow
from tracker.batch.manifest import Done, Output, key_of
from tracker.batch.pages import Bounds, Page, pages
from tracker.batch.taking import take
from tracker.knowledge import Knowledge, load_knowledge
from tracker.store.fresh import FreshPage, fresh_page

FAULTS = 100
"""Lines of faults that are kept of a slice; all are counted."""
_AT_ONCE = 2_000
"""Pages whose rows are held before they are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A slice with where its rows go."""

    slice: Slice
    out: str
    version: str
    """Of the extractor; the machine that works on the slice must have the same."""
    avoid: tuple[int, ...] = ()
    """Positions of pages at which a worker died more than once."""


@dataclass(slots=True)
class _Tally:
    """What is counted on the way through a slice."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    claims: int = 0

    def fault(self, outcome: str, page: Page, message: str) -> None:
        self.outcomes[outcome] += 1
        if len(self.faults) < FAULTS:
            where = page.document.url if page.document else f"the record at byte {page.position}"
            self.faults.append(f"{where}: {message}")


def work(task: Task) -> Done:
    """Read all pages of a slice and write their rows; the same slice gives the same files.

    Raises ``InputError`` where the archive cannot be read or the results cannot be written.
    """
    output, tally, bounds = Output(task.out), _Tally(), Bounds()
    files: list[str] = []
    for number, kept in enumerate(_batches(_kept(task, tally, bounds))):
        files.extend(_write(output, kept, f"{key_of(task.slice)}-{number:03}"))
    done = Done(
        url=task.slice.url,
        size=task.slice.size,
        start=task.slice.start,
        end=task.slice.end,
        version=task.version,
        first=bounds.first,
        behind=bounds.behind,
        pages=sum(tally.outcomes.values()),
        outcomes=dict(sorted(tally.outcomes.items())),
        claims=tally.claims,
        faults=tuple(tally.faults),
        files=tuple(files),
    )
    before = output.done_one(done.key)
    output.finish(done)
    output.remove(name for name in (before.files if before else ()) if name not in done.files)
    return done


def _kept(task: Task, tally: _Tally, bounds: Bounds) -> Iterator[FreshPage]:
    """The pages that are kept, as rows."""
    for page in pages(task.slice, bounds):
        if page.document is None or page.position in task.avoid:
            tally.fault("unreadable", page, page.fault or "ended the program each time: please report it")
            continue
        taken = take(page.document, knowledge())
        if taken.extraction is not None:
            tally.outcomes[taken.outcome] += 1
            tally.claims += len(taken.extraction.claims)
            yield fresh_page(page.document, taken.extraction, task.version)
        elif taken.message is not None:
            tally.fault(taken.outcome, page, taken.message)
        else:
            tally.outcomes[taken.outcome] += 1


@cache
def knowledge() -> Knowledge:
    """The knowledge base, loaded once in a process."""
    return load_knowledge()


def _batches(kept: Iterable[FreshPage]) -> Iterator[list[FreshPage]]:
    """Some pages at once, no two of them versions of one article."""
    some: dict[str, FreshPage] = {}
    for page in kept:
        if len(some) == _AT_ONCE or page.article_id in some:
            yield list(some.values())
            some = {}
        some[page.article_id] = page
    if some:
        yield list(some.values())


def _write(output: Output, kept: Sequence[FreshPage], name: str) -> Iterator[str]:
    """Write rows, a file for each table and month of publication."""
    months: defaultdict[str, list[FreshPage]] = defaultdict(list)
    for page in kept:
        months[page.month].append(page)
    for month, some in sorted(months.items()):
        for folder, table in TABLES.items():
            rows = [row for page in some for row in page.rows[table]]
            if not rows:
                continue
            path = f"{folder}/month={month}/{name}.parquet"
            sink = pa.BufferOutputStream()
            pq.write_table(to_arrow(table, rows), sink, compression="zstd")
            output.write(path, memoryview(sink.getvalue()))
            yield path
