"""A run over archives may be cut in any way, stopped, killed and repeated: the rows are the same."""

from __future__ import annotations

import gzip
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.dataset
import pytest

from tests.batch.archive import pack, page, record, write
from tracker.batch import engines, taking
from tracker.batch.archives import Slice, cut, find_archives
from tracker.batch.engines import Dask, Failed, Local, Result, attempt
from tracker.batch.manifest import Output
from tracker.batch.run import Report, run
from tracker.batch.work import Task
from tracker.caps import Overrun, at_most
from tracker.knowledge import load_knowledge
from tracker.model import Document

ALONE = Local(1)


def go(path: Path, out: Path, *, length: int = 2_000, engine: engines.Engine = ALONE, version: str = "1") -> Report:
    """A run over one archive."""
    return run(cut(find_archives([str(path)]), length), Output(str(out)), version, engine, lambda _: None)


def rows(out: Path, table: str = "claims") -> list[dict[str, object]]:
    """All rows of a table, in order of what they hold."""
    found = pyarrow.dataset.dataset(out / table, format="parquet", partitioning="hive").to_table().to_pylist()
    return sorted(found, key=repr)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path / "news.warc.gz")


def test_what_is_on_topic_is_kept_and_all_is_counted(archive: Path, tmp_path: Path) -> None:
    report = go(archive, tmp_path / "out")
    assert report.outcomes == {"kept": 8, "off topic": 16}
    assert (report.pages, report.failed, report.exit_code) == (24, 0, 0)
    assert len(rows(tmp_path / "out", "articles")) == 8
    listed = [row for row in rows(tmp_path / "out") if row["type"] == "party_listed"]
    assert len(listed) == 8
    assert {row["month"] for row in listed} == {"2025-07"}


def test_how_an_archive_is_cut_changes_no_row(archive: Path, tmp_path: Path) -> None:
    go(archive, tmp_path / "whole", length=10_000_000)
    go(archive, tmp_path / "pieces", length=700)
    for table in ("articles", "claims", "claim_roles", "mentions"):
        assert rows(tmp_path / "whole", table) == rows(tmp_path / "pieces", table) != []


def test_a_second_run_does_nothing(archive: Path, tmp_path: Path) -> None:
    go(archive, tmp_path / "out")

    def refuse(tasks: Sequence[Task]) -> Iterator[Result]:
        raise AssertionError(tasks)

    report = go(archive, tmp_path / "out", engine=refuse)
    assert report.done_before == report.slices
    assert report.outcomes == {"kept": 8, "off topic": 16}


def test_a_run_that_was_stopped_goes_on_where_it_was(archive: Path, tmp_path: Path) -> None:
    def tired(tasks: Sequence[Task]) -> Iterator[Result]:
        yield from map(attempt, tasks[:3])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(archive, tmp_path / "out", engine=tired)
    assert go(archive, tmp_path / "out").done_before == 3
    go(archive, tmp_path / "other")
    assert rows(tmp_path / "out") == rows(tmp_path / "other")


def test_another_extractor_reads_all_again_and_leaves_no_old_rows(archive: Path, tmp_path: Path) -> None:
    go(archive, tmp_path / "out")
    report = go(archive, tmp_path / "out", version="2")
    assert report.done_before == 0
    assert {row["extractor_version"] for row in rows(tmp_path / "out")} == {"2"}


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """An archive with a page that holds the bytes of records of another site, longer than a slice."""
    chance = random.Random(5)
    said = [
        f"Quorvane {n} was added to the Entity List for chip exports. {chance.randbytes(900).hex()}" for n in range(9)
    ]
    forged = pack(record(f"https://bank.example/{n}", page(n, said=text)[1]) for n, text in enumerate(said))
    noise = chance.randbytes(3_000)
    url, _ = page(99)
    stored = gzip.compress(record(url, b"<p>chips exports</p>" + noise + forged + noise), 0, mtime=0)
    path = tmp_path / "hostile.warc.gz"
    path.write_bytes(stored + pack(record(*page(n)) for n in (1, 2, 3)))
    assert forged in path.read_bytes()
    return path


def sites(out: Path) -> set[object]:
    return {row["url"] for row in rows(out, "documents")}


def test_what_looks_like_a_record_inside_a_page_is_not_taken_for_one(hostile: Path, tmp_path: Path) -> None:
    report = go(hostile, tmp_path / "out", length=1_500)
    assert sites(tmp_path / "out") - {page(99)[0]} == {page(n)[0] for n in (1, 2, 3)}
    assert report.failed == 0


def test_a_run_that_was_stopped_before_it_looked_at_that_looks_when_it_goes_on(hostile: Path, tmp_path: Path) -> None:
    def stops(tasks: Sequence[Task]) -> Iterator[Result]:
        yield from map(attempt, tasks)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go(hostile, tmp_path / "out", length=1_500, engine=stops)
    assert any("bank.example" in str(site) for site in sites(tmp_path / "out"))
    go(hostile, tmp_path / "out", length=1_500)
    assert not any("bank.example" in str(site) for site in sites(tmp_path / "out"))


def test_a_slice_that_cannot_be_done_again_is_told_and_ends_the_run(hostile: Path, tmp_path: Path) -> None:
    def fails_again(tasks: Sequence[Task]) -> Iterator[Result]:
        for task in tasks:
            again = task.slice.begins not in (0, None)
            yield Failed(task=task, message="the disk is full") if again else attempt(task)

    report = go(hostile, tmp_path / "out", length=1_500, engine=fails_again)
    assert report.exit_code == 1
    assert "the disk is full" in report.faults


def test_an_archive_that_cannot_be_read_fails_alone(archive: Path, tmp_path: Path) -> None:
    slices = [
        *cut(find_archives([str(archive)])),
        Slice(url=str(tmp_path / "gone.warc.gz"), size=9, start=0, end=9, begins=0),
    ]
    report = run(slices, Output(str(tmp_path / "out")), "1", Local(1), lambda _: None)
    assert (report.failed, report.exit_code) == (1, 1)
    assert "gone.warc.gz" in report.faults[0]
    assert report.outcomes["kept"] == 8


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_page_that_takes_too_long_is_left_out_and_told() -> None:
    url, body = page(1)
    fetched = datetime(2025, 7, 19, tzinfo=UTC)
    document = Document(url=url, media_type="text/html", charset="utf-8", fetched=fetched, body=body)
    knowledge = load_knowledge()
    assert taking.take(document, knowledge).outcome == "kept"
    more = b"".join(page(n)[1] for n in range(400))
    taken = taking.take(replace(document, body=body.replace(b"</article>", more + b"</article>")), knowledge, 0.05)
    assert (taken.outcome, taken.extraction) == ("too slow", None)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_work_without_an_end_is_ended_and_what_follows_is_left_alone() -> None:
    with pytest.raises(Overrun), at_most(0.05):
        while True:
            pass
    with at_most(0.01):
        pass
    until = time.thread_time() + 0.1
    while time.thread_time() < until:
        pass


def dies_once(task: Task) -> Result:
    """As a worker that is killed in the middle of its second slice."""
    mark = Path(task.out) / "killed"
    if task.slice.start > 0 and not mark.exists():
        mark.write_text("")
        os.kill(os.getpid(), 9)
    return attempt(task)


def always_dies(task: Task) -> Result:
    """As a worker that one slice ends every time."""
    if task.slice.start == 2_000:
        os.kill(os.getpid(), 9)
    return attempt(task)


def test_a_killed_worker_changes_no_row(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    report = go(archive, tmp_path / "out", engine=Local(2, dies_once))
    go(archive, tmp_path / "undisturbed")
    assert (tmp_path / "out" / "killed").exists()
    assert report.failed == 0
    for table in ("articles", "claims", "claim_roles", "mentions"):
        assert rows(tmp_path / "out", table) == rows(tmp_path / "undisturbed", table)


def test_a_slice_that_ends_every_worker_fails_alone(tmp_path: Path) -> None:
    archive = write(tmp_path / "news.warc.gz", every=1_000)
    report = go(archive, tmp_path / "out", engine=Local(2, always_dies))
    assert report.failed == 1
    assert "ended their worker" in report.faults[0]
    assert report.pages < 24
    later = go(archive, tmp_path / "out")
    assert (later.failed, later.pages) == (0, 24)


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_rows(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    archive = write(tmp_path / "news.warc.gz", number=6)
    report = go(archive, tmp_path / "out", engine=Dask(1, None))
    go(archive, tmp_path / "other")
    assert (report.pages, report.failed) == (6, 0)
    assert rows(tmp_path / "out") == rows(tmp_path / "other")


def test_a_failed_slice_is_told(tmp_path: Path) -> None:
    one = Slice(url=str(tmp_path / "gone.warc.gz"), size=9, start=0, end=9, begins=0)
    result = attempt(Task(slice=one, out=str(tmp_path), version="1"))
    assert isinstance(result, Failed)
    assert "gone.warc.gz" in result.message
