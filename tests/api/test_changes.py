"""How a client keeps a copy over HTTP."""

import json
import socket
import threading
from collections.abc import Iterator

import pytest
import requests
import uvicorn
from fastapi.testclient import TestClient

from tests.api.test_api_problems import problem
from tests.web.press import printed
from tracker.app import build_app
from tracker.knowledge import load_knowledge


def test_from_nought_every_event_comes_once_page_by_page(client: TestClient):
    seen, since, more = [], 0, True
    while more:
        page = client.get(f"/api/changes?since={since}&limit=2").json()
        seen += page["items"]
        since, more = page["last"], page["more"]
    numbers = [change["number"] for change in seen]
    assert numbers == sorted(set(numbers))
    shown = {change["event_id"]: change["event"] for change in seen if change["event"]}
    assert shown == {event["id"]: event for event in client.get("/api/events").json()["items"]}
    assert client.get(f"/api/changes?since={since}").json() == {"items": [], "last": since, "more": False}


@pytest.mark.parametrize("path", ["/api/changes", "/api/changes/stream"])
def test_the_past_cannot_be_followed(client: TestClient, path: str):
    assert problem(client.get(f"{path}?known_at=2025-01-01"))["status"] == 400
    assert problem(client.get(f"{path}?since=-1"))["status"] == 422
    assert problem(client.get(f"{path}?sincee=1"))["status"] == 422


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server: a stream has no end that a client in the same thread could wait for."""
    with printed(tmp_path_factory.mktemp("press")) as store, socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(
            uvicorn.Config(build_app(store, load_knowledge()), log_level="error", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def told(answer: requests.Response, number: int) -> list[tuple[str, dict]]:
    """The first messages of a stream: id and data of each."""
    found: list[tuple[str, dict]] = []
    message: dict[str, str] = {}
    for line in answer.iter_lines(decode_unicode=True):
        name, _, value = line.partition(": ")
        message[name] = value
        if line == "":
            if "data" in message:
                found.append((message["id"], json.loads(message["data"])))
            message = {}
        if len(found) == number:
            break
    return found


def test_a_stream_tells_what_changed_and_goes_on_where_it_was(address: str):
    with requests.get(f"{address}/api/changes/stream?since=0", stream=True, timeout=20) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        first = told(answer, 3)
    assert [data["number"] for _, data in first] == [int(identifier) for identifier, _ in first]
    headers = {"Last-Event-ID": first[1][0]}
    with requests.get(f"{address}/api/changes/stream?since=0", stream=True, timeout=20, headers=headers) as answer:
        again = told(answer, 1)
    assert again[0] == first[2]
