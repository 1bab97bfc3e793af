"""The client in Python against a server that runs, and the examples of its page."""

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import uvicorn

from tests.conftest import ROOT
from tests.web.press import printed
from tracker.app import build_app
from tracker.client import Tracker
from tracker.errors import InputError, NotFound
from tracker.knowledge import load_knowledge
from tracker.store import ClaimFilter, EventFilter


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with printed(tmp_path_factory.mktemp("press")) as store, socket.create_server(("127.0.0.1", 0)) as listener:
        app = build_app(store, load_knowledge())
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def tracker(address: str) -> Tracker:
    return Tracker(address)


def test_the_examples_of_the_page_run(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "client.md").read_text("utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", page, flags=re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    for example in examples:
        exec(example.replace("http://127.0.0.1:8000", address), names)
    assert len(examples) >= 5
    assert len(names["copy"]) == 5  # type: ignore[arg-type]
    assert (tmp_path / "events.parquet").read_bytes()[:4] == b"PAR1"


def test_a_list_is_followed_to_its_end(tracker: Tracker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tracker.client._PAGE", 2)
    ids = [event.id for event in tracker.events(include_low=True)]
    assert len(ids) == len(set(ids)) == tracker.events(include_low=True).total == 6


def test_every_filter_is_asked_as_it_is_named(tracker: Tracker):
    assert [event.type for event in tracker.events(type=["sale_halted"], status="occurred")] == ["sale_halted"]
    chosen = EventFilter(type=("meeting_held", "sale_halted"))
    assert {event.type for event in tracker.events(chosen)} == {"meeting_held", "sale_halted"}
    assert {claim.type for claim in tracker.claims(ClaimFilter(origin="article"))} >= {"licence_granted"}
    assert [entity.name for entity in tracker.entities(text="silicon")] == ["Ministry of Silicon"]
    assert len(list(tracker.articles(outlet="The Freedonia Courier"))) == 2
    assert list(tracker.conflicts()) == []


def test_one_of_each_is_typed(tracker: Tracker):
    event = next(iter(tracker.events(type="licence_granted")))
    detail = tracker.event(event.id)
    claim = tracker.claim(detail.claims[0].id)
    assert claim.article_id is not None
    assert tracker.article(claim.article_id).text.startswith("The Ministry of Silicon")
    assert tracker.entity("nvidia").entity.name == "Acme Chips"
    assert tracker.history(event.id).states[-1].until is None
    assert tracker.cite(event.id).items[0].publisher == "The Freedonia Courier"


def test_a_frame_has_the_columns_of_the_file(tracker: Tracker):
    pytest.importorskip("pandas")
    frame = tracker.events().frame()
    assert len(frame) == 5
    assert {"id", "date_start", "actor_keys", "title"} <= set(frame.columns)


def test_what_is_wrong_is_raised(tracker: Tracker):
    with pytest.raises(InputError, match=r"itme.*The filters are: .*item"):
        tracker.events(itme="nvidia-h20")
    with pytest.raises(NotFound):
        tracker.event("nobody/../../x")
    with pytest.raises(InputError, match="choose one of"):
        tracker.export("entities", "entities.ics")
    with pytest.raises(requests.ConnectionError):
        Tracker("http://127.0.0.1:9").event("x")


def test_an_interrupted_file_never_has_its_name(tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def breaking(*_: object) -> Iterator[bytes]:
        yield b"some"
        raise requests.ConnectionError("gone")

    monkeypatch.setattr(requests.Response, "iter_content", breaking)
    with pytest.raises(requests.ConnectionError):
        tracker.export("events", tmp_path / "events.csv")
    assert list(tmp_path.iterdir()) == []


def test_following_goes_on_from_a_number(tracker: Tracker):
    changes = list(tracker.changes())
    followed = tracker.follow(since=changes[0].number)
    assert [next(followed).number for _ in changes[1:]] == [change.number for change in changes[1:]]
    followed.close()
