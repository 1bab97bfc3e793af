"""With stages of our own, so that each test says itself what a page holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.store.newsroom import KNOWN, claim, day, extraction, record
from tracker.caps import capped
from tracker.errors import FetchError, FetchRefused, NotAnArticle, UnreadableDocument
from tracker.knowledge import Knowledge, load_knowledge
from tracker.model import Article, Document, Extraction
from tracker.pipeline import Outcome, Pipeline
from tracker.pipeline import pipeline as pipeline_of
from tracker.store import ArticleFilter, ClaimFilter, EventFilter, Store, upgrade

NOW = datetime(2025, 8, 1, 9, tzinfo=UTC)


class Timeline(Knowledge):
    """A knowledge base of three entities and one record."""

    timeline = (record("r1", "Acme obtained it.", target="acme", when="2025-03-03"),)


KNOWLEDGE = Timeline(folder=Path(), entities=MappingProxyType({entity.id: entity for entity in KNOWN}))


def fetch(url: str, now: datetime) -> Document:
    if url.startswith("ftp:"):
        raise FetchRefused(f"{url} is no web address: give one that begins with https://")
    if "gone" in url:
        raise FetchError(f"{url} answered 404: there is no such page; check the address")
    return Document(url=url, media_type="text/html", charset="utf-8", fetched=now, body=b"Acme")


def read(document: Document) -> Article:
    text = document.body.decode("utf-8", "replace")
    if "\ufffd" in text:
        raise UnreadableDocument("The page is in no known encoding: save it again")
    if "menu" in text:
        raise NotAnArticle("There is no article on the page: give the page of one article")
    if "bomb" in text:
        raise RecursionError("too deep\nby far")
    kept = "x" * 80_000_000 if "greedy" in text else ""
    while kept or "endless" in text:
        pass
    return extraction(url=document.url, headline=f"News of {text.strip()}", text=f"{text.strip()} got it.").article


def extract(article: Article, knowledge: Knowledge) -> Extraction:
    name = article.text.removesuffix(" got it.")
    told = claim(article.text, target=name, when=day("2025-07-17"))
    return extraction(told, **{field: getattr(article, field) for field in Article.__slots__})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    address = f"sqlite:///{tmp_path / 'store' / 'store.db'}"
    upgrade(address)
    with Store.open(address) as opened:
        yield opened


@pytest.fixture
def pipeline(store: Store) -> Pipeline:
    return Pipeline(store=store, knowledge=KNOWLEDGE, fetch=fetch, read=read, extract=extract, version="1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    (pages / "deep" / "deeper").mkdir(parents=True)
    (pages / "b.html").write_text("Borg")
    (pages / "a.TXT").write_text("Acme")
    (pages / "deep" / "deeper" / "c.htm").write_text("Corp")
    (pages / "deep" / "notes.md").write_text("no page")
    (pages / "picture.png").write_bytes(b"\x89PNG")
    return pages


def results(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str]]:
    return [(Path(outcome.source).name, outcome.result) for outcome in outcomes]


def test_a_folder_is_read_with_all_below_it(pipeline: Pipeline, folder: Path):
    report = pipeline.ingest([folder], NOW)
    assert results(report.outcomes) == [("a.TXT", "added"), ("b.html", "added"), ("c.htm", "added")]
    assert (report.exit_code, report.events) == (0, 3)
    assert pipeline.store.events(EventFilter()).total == 3


def test_a_second_run_changes_nothing(pipeline: Pipeline, folder: Path):
    pipeline.ingest([folder], NOW)
    before = pipeline.store.content_hash()
    report = pipeline.ingest([folder, str(folder / "b.html")], NOW + timedelta(days=1))
    assert [outcome.result for outcome in report.outcomes] == ["unchanged"] * 4
    assert (report.exit_code, report.events) == (0, 0)
    assert pipeline.store.content_hash() == before


def test_a_changed_page_is_told_as_updated(pipeline: Pipeline, folder: Path):
    pipeline.ingest([folder / "b.html"], NOW)
    (folder / "b.html").write_text("Blob")
    (outcome,) = pipeline.ingest([folder / "b.html"], NOW + timedelta(days=1)).outcomes
    assert outcome.result == "updated"
    assert pipeline.store.articles(ArticleFilter()).total == 1
    assert [c.evidence.text for c in pipeline.store.claims(ClaimFilter()).items] == ["Blob got it."]


def test_bad_sources_are_each_told_in_one_line_and_the_run_goes_on(pipeline: Pipeline, folder: Path, tmp_path: Path):
    bad = {
        "wrong.html": b"\xff\xfe\xff",
        "menu.html": b"menu",
        "empty.html": b" \n",
        "bomb.html": b"bomb",
        "huge.html": b"x" * 10_000_001,
    }
    for name, body in bad.items():
        (tmp_path / name).write_bytes(body)
    (tmp_path / "nothing").mkdir()
    sources = [
        *(tmp_path / name for name in bad),
        tmp_path / "nothing",
        tmp_path / "missing.html",
        folder / "picture.png",
        "https://news.example/gone",
        "ftp://news.example/page",
        folder / "a.TXT",
    ]
    report = pipeline.ingest(sources, NOW)

    assert report.exit_code == 1
    assert [outcome.result for outcome in report.outcomes] == ["failed"] * 10 + ["added"]
    told = {Path(outcome.source).name: outcome.message for outcome in report.outcomes}
    assert all(message and "\n" not in message for message in told.values())
    expected = {
        "wrong.html": "encoding",
        "menu.html": "no article",
        "empty.html": "empty",
        "bomb.html": "RecursionError: too deep by far",
        "huge.html": "10 MB",
        "nothing": "no saved pages",
        "missing.html": "no such file",
        "picture.png": ".html",
        "gone": "404",
        "page": "https://",
    }
    assert {name: words for name, words in expected.items() if words not in told[name]} == {}
    assert pipeline.store.counts()["documents"] == 1


def test_a_page_that_takes_too_much_time_or_memory_is_left_out_with_the_reason(pipeline: Pipeline, folder: Path):
    (folder / "endless.html").write_text("endless")
    (folder / "greedy.html").write_text("greedy")
    report = replace(pipeline, read=capped(read, seconds=1, megabytes=60)).ingest([folder], NOW)
    told = {Path(outcome.source).name: outcome.message for outcome in report.outcomes if outcome.result == "failed"}
    assert told.keys() == {"endless.html", "greedy.html"}
    assert all("more than 1 s of CPU or 60 MB" in message and "\n" not in message for message in told.values())
    assert report.count("added") == 3


def test_a_run_in_which_nothing_could_be_used_says_so(pipeline: Pipeline, tmp_path: Path):
    assert pipeline.ingest([tmp_path / "missing"], NOW).exit_code == 2
    assert pipeline.ingest([], NOW).exit_code == 2


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_told(pipeline: Pipeline, folder: Path):
    (folder / "mem.html").symlink_to("/proc/self/mem")
    (outcome,) = [o for o in pipeline.ingest([folder], NOW).outcomes if o.result == "failed"]
    assert "cannot be read" in outcome.message


def test_the_address_of_a_saved_page_is_its_file_unless_it_is_given(pipeline: Pipeline, folder: Path):
    pipeline.ingest([folder / "a.TXT"], NOW)
    pipeline.ingest([folder / "b.html"], NOW, "https://news.example/b")
    addresses = {a.headline: a.url for a in pipeline.store.articles(ArticleFilter()).items}
    assert addresses == {"News of Acme": (folder / "a.TXT").as_uri(), "News of Borg": "https://news.example/b"}


def test_an_address_is_fetched(pipeline: Pipeline):
    (outcome,) = pipeline.ingest(["https://news.example/1"], NOW).outcomes
    assert (outcome.result, outcome.message) == ("added", "News of Acme")
    assert pipeline.store.articles(ArticleFilter()).items[0].url == "https://news.example/1"


def test_progress_is_told_of_every_source_as_it_is_done(pipeline: Pipeline, folder: Path):
    seen: list[Outcome] = []
    report = replace(pipeline, progress=seen.append).ingest([folder, "https://news.example/gone"], NOW)
    assert tuple(seen) == report.outcomes
    assert len(seen) == 4


def test_a_run_that_is_interrupted_keeps_what_was_done(pipeline: Pipeline, folder: Path):
    def stop(outcome: Outcome) -> None:
        if outcome.source.endswith("b.html"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace(pipeline, progress=stop).ingest([folder], NOW)
    assert pipeline.store.events(EventFilter()).total == 2
    assert [o.result for o in pipeline.ingest([folder], NOW).outcomes] == ["unchanged", "unchanged", "added"]


def test_the_reference_timeline_is_loaded_once(pipeline: Pipeline):
    assert pipeline.load_reference(NOW).new == 1
    before = pipeline.store.content_hash()
    assert pipeline.load_reference(NOW + timedelta(days=1)).already_known
    assert pipeline.store.content_hash() == before
    (event,) = pipeline.store.events(EventFilter()).items
    assert (event.title, event.origin) == ("Licence granted — Acme Chips", "reference")


def test_the_usual_stages_read_the_samples_and_read_them_the_same_again(store: Store, root: Path):
    usual = pipeline_of(store, load_knowledge(), "test-reader/1.0")
    usual.load_reference(NOW)
    first = usual.ingest([root / "tracker" / "samples"], NOW)
    before = store.content_hash()
    again = usual.ingest([root / "tracker" / "samples"], NOW + timedelta(days=1))

    assert first.exit_code == again.exit_code == 0
    assert first.count("added") == again.count("unchanged") == len(first.outcomes) > 5
    assert store.content_hash() == before
    assert store.verify() == []
    assert {event.origin for event in store.events(EventFilter(limit=200)).items} == {"article", "reference", "both"}
