"""Answers as they were known, their history, and where sources differ."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def some_event(client: TestClient) -> dict:
    return next(
        e for e in client.get("/api/events").json()["items"] if e["origin"] == "article" and e["first_published"]
    )


def test_events_are_answered_as_they_were_known(client: TestClient):
    event = some_event(client)
    assert client.get("/api/events?known_at=1990-01-01").json()["total"] == 0
    assert client.get(f"/api/events/{event['id']}?known_at=1990-01-01").status_code == 404
    first = event["first_published"]
    then = client.get(f"/api/events/{event['id']}", params={"known_at": first}).json()
    assert then["event"]["id"] == event["id"]
    assert client.get(f"/api/events/{event['id']}?known_at=").json()["event"]["id"] == event["id"]


def test_the_history_of_an_event_is_told(client: TestClient):
    event = some_event(client)
    told = client.get(f"/api/events/{event['id']}/history").json()
    assert (told["id"], told["by"]) == (event["id"], "world")
    assert told["states"][0]["changes"][0].startswith("told by ")
    assert told["states"][-1]["until"] is None
    ours = client.get(f"/api/events/{event['id']}/history?known_by=tracker").json()
    assert ours["by"] == "tracker"
    assert client.get("/api/events/nothing/history").status_code == 404


def test_conflicts_are_listed(client: TestClient):
    answer = client.get("/api/conflicts?include_inexact=true").json()
    assert answer["total"] == len(answer["items"])
    assert client.get("/api/conflicts?known_at=1990-01-01").json()["total"] == 0


@pytest.mark.parametrize(
    "path", ["/api/events?known_at=someday", "/api/conflicts?kind=mood", "/api/events?known_by=me"]
)
def test_what_cannot_be_meant_is_refused(client: TestClient, path: str):
    assert client.get(path).status_code == 422


def test_the_page_of_an_event_shows_it_as_known(client: TestClient):
    event = some_event(client)
    page = client.get(f"/events/{event['id']}", params={"known_at": event["first_published"]})
    assert page.status_code == 200
    assert "Nothing that came later is shown" in page.text
    assert client.get(f"/events/{event['id']}?known_at=someday").status_code == 400
    assert "independent origin" in client.get(f"/events/{event['id']}").text
