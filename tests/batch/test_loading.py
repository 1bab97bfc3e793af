"""What is loaded at once is what would be stored one by one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.archive import pack, page, record, write
from tests.servers import postgresql
from tracker.batch.archives import cut, find_archives
from tracker.batch.engines import Local
from tracker.batch.loading import Loaded, load_part, parts
from tracker.batch.manifest import Output
from tracker.batch.pages import Bounds, pages
from tracker.batch.run import run
from tracker.batch.taking import take
from tracker.cli import main
from tracker.errors import InputError
from tracker.knowledge import Knowledge, load_knowledge
from tracker.pipeline import Pipeline, extractor_version
from tracker.pipeline import pipeline as pipeline_of
from tracker.store import Store, upgrade


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """News, with a copy of one story on another site and a later version of one page."""
    path = tmp_path_factory.mktemp("archive") / "news.warc.gz"
    url, body = page(4)
    copy = body.replace(b"news.example", b"mirror.example").replace(b"The Example", b"The Mirror")
    later = page(1, said="Quorvane 1 Semiconductors resumed sales of H20 chips to China on Friday.")
    records = [record(*page(n, on_topic=n % 3 == 1)) for n in range(15)]
    records += [record(url.replace("news.example", "mirror.example"), copy), record(*later)]
    path.write_bytes(pack(records))
    return path


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a batch made of them."""
    out = tmp_path_factory.mktemp("batch")
    run(cut(find_archives([str(archive)]), 2_000), Output(str(out)), extractor_version(), Local(1), lambda _: None)
    return out


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """A database that knows the entities of the knowledge base, made once."""
    path = tmp_path_factory.mktemp("empty") / "store.db"
    upgrade(f"sqlite:///{path}")
    with Store.open(f"sqlite:///{path}") as store:
        store.add_entities(knowledge.entities.values())
    return path


@pytest.fixture
def stages(tmp_path: Path, knowledge: Knowledge, empty: Path) -> Iterator[Pipeline]:
    with opened(tmp_path / "one.db", knowledge, empty) as found:
        yield found.stages


class opened:  # noqa: N801 - reads as the block that it is
    """The usual stages over a database of their own."""

    def __init__(self, path: Path, knowledge: Knowledge, empty: Path) -> None:
        shutil.copy(empty, path)
        self.store = Store.open(f"sqlite:///{path}")
        self.stages = pipeline_of(self.store, knowledge, "tests")

    def __enter__(self) -> opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()


def load(stages: Pipeline, folder: Path) -> list[Loaded]:
    return [load_part(stages.store, part, stages.add) for part in parts(Output(str(folder)))]


def test_all_at_once_gives_what_one_by_one_gives(
    archive: Path, folder: Path, stages: Pipeline, knowledge: Knowledge, empty: Path, tmp_path: Path
) -> None:
    loaded = load(stages, folder)
    assert sum(each.added for each in loaded) == 6
    assert sum(each.updated for each in loaded) == 1
    stages.store.resolve()
    with opened(tmp_path / "other.db", knowledge, empty) as other:
        for one in cut(find_archives([str(archive)])):
            for found in pages(one, Bounds()):
                if found.document and take(found.document, knowledge).extraction:
                    other.stages.add(found.document)
        other.store.resolve()
        assert other.store.content_hash() == stages.store.content_hash()
    assert stages.store.verify() == []


def test_loading_twice_changes_nothing(folder: Path, stages: Pipeline) -> None:
    load(stages, folder)
    stages.store.resolve()
    before = stages.store.content_hash()
    again = load(stages, folder)
    assert sum(each.added for each in again) == 0
    assert stages.store.resolve() == 0
    assert stages.store.content_hash() == before


def test_what_is_held_already_is_left_and_the_rest_is_added(
    archive: Path, folder: Path, stages: Pipeline, knowledge: Knowledge, empty: Path, tmp_path: Path
) -> None:
    (one,) = cut(find_archives([str(archive)]))
    documents = [found.document for found in pages(one, Bounds()) if found.document]
    stages.add(documents[1])
    stages.add(documents[7])
    load(stages, folder)
    with opened(tmp_path / "other.db", knowledge, empty) as other:
        load(other.stages, folder)
        assert other.store.counts() == stages.store.counts()
        other.store.resolve()
        stages.store.resolve()
        assert other.store.content_hash() == stages.store.content_hash()


def test_postgresql_is_loaded_with_the_same(folder: Path, stages: Pipeline, knowledge: Knowledge) -> None:
    load(stages, folder)
    stages.store.resolve()
    with postgresql() as server:
        upgrade(server.address)
        with Store.open(server.address) as store:
            store.add_entities(knowledge.entities.values())
            other = pipeline_of(store, knowledge, "tests")
            load(other, folder)
            store.resolve()
            assert store.content_hash() == stages.store.content_hash()
            load(other, folder)
            assert store.resolve() == 0
            assert store.content_hash() == stages.store.content_hash()


def test_a_folder_that_is_no_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no result"):
        list(parts(Output(str(tmp_path))))


def test_a_file_that_is_gone_is_told_and_nothing_of_its_part_is_added(
    archive: Path, stages: Pipeline, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(cut(find_archives([str(archive)])), Output(str(out)), "1", Local(1), lambda _: None)
    next((out / "claims").rglob("*.parquet")).unlink()
    with pytest.raises(InputError, match="run the batch again"):
        load(stages, out)
    assert stages.store.counts()["articles"] == 0


def test_the_commands_read_an_archive_and_load_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive, out = write(tmp_path / "news.warc.gz", number=6), tmp_path / "out"
    assert main(["batch", str(archive), "--out", str(out), "--workers", "1"]) == 0
    assert "6 pages: 2 kept, 4 off topic." in capsys.readouterr().out
    assert main(["batch", str(archive), "--out", str(out), "--workers", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["done_before"] == 1
    assert main(["load", str(out)]) == 0
    assert "2 articles with" in capsys.readouterr().out
    assert main(["load", str(out)]) == 0
    assert "0 articles with 0 claims added, 0 read again, 2 known" in capsys.readouterr().out


def test_a_batch_of_nothing_says_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "--out", str(tmp_path)]) == 2
    assert "Name at least one archive" in capsys.readouterr().err
    assert main(["batch", str(tmp_path / "none.warc.gz"), "--out", str(tmp_path / "out")]) == 2
    assert "error:" in capsys.readouterr().err
