"""Lists in other formats over HTTP."""

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient

from tests.api.test_api_problems import problem
from tracker.exports import VIEWS, formats_of

EVERY = [(listed, form.name) for listed in VIEWS for form in formats_of(listed)]


@pytest.mark.parametrize(("listed", "name"), EVERY)
def test_every_list_comes_in_every_format_that_it_has(client: TestClient, listed: str, name: str):
    (form,) = [form for form in formats_of(listed) if form.name == name]
    answer = client.get(f"/api/{listed}?format={name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == form.media_type
    assert answer.headers["vary"].startswith("Accept")
    if name not in ("atom", "rss"):
        assert answer.headers["content-disposition"].startswith(f'attachment; filename="{listed}-')
        assert answer.headers["content-disposition"].endswith(f'.{form.suffix}"')
    by_suffix = client.get(f"/api/{listed}.{form.suffix}")
    assert by_suffix.status_code == 200
    assert by_suffix.headers["content-type"] == form.media_type


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/atom+xml, */*;q=0.1", "application/atom+xml"),
        ("text/csv;q=0.4, application/json;q=0.8", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("application/pdf", "application/json"),
        ("text/csv;q=0", "application/json"),
        ("text/csv;q=nonsense", "text/csv; charset=utf-8"),
        ("", "application/json"),
    ],
)
def test_a_client_may_say_what_it_accepts(client: TestClient, accept: str, expected: str):
    assert client.get("/api/events", headers={"accept": accept}).headers["content-type"] == expected


def test_the_name_in_the_address_counts_more_than_what_is_accepted(client: TestClient):
    answer = client.get("/api/events?format=json", headers={"accept": "text/csv"})
    assert answer.headers["content-type"] == "application/json"
    assert client.get("/api/events.json").json() == client.get("/api/events").json()


def test_a_file_is_whole_and_a_limit_is_kept(client: TestClient):
    whole = client.get("/api/events.csv?include_low=true").text
    assert len(list(csv.reader(io.StringIO(whole)))) == 1 + 6
    assert len(client.get("/api/events.jsonl?limit=2").text.splitlines()) == 2
    onward = client.get("/api/events?limit=2").json()["next"].replace("limit=2&", "")
    assert len(client.get(onward + "&format=jsonl").text.splitlines()) == 3


def test_filters_hold_in_every_format(client: TestClient):
    lines = client.get("/api/events.jsonl?type=sale_halted").text.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["sale_halted"]


def test_lines_say_what_the_list_says(client: TestClient):
    lines = [json.loads(line) for line in client.get("/api/claims.jsonl").text.splitlines()]
    assert lines == client.get("/api/claims").json()["items"]


@pytest.mark.parametrize("path", ["/api/entities?format=ics", "/api/events?format=exe", "/api/sources?format=atom"])
def test_a_format_that_there_is_not_is_a_problem(client: TestClient, path: str):
    body = problem(client.get(path))
    assert body["status"] == 400
    assert "choose one of" in body["detail"]


def test_a_bad_cursor_is_told_before_a_file_begins(client: TestClient):
    assert problem(client.get("/api/events.csv?cursor=zzzz"))["status"] == 400


@pytest.mark.parametrize("path", ["/api/events.exe", "/api/events.", "/api/health.csv", "/api/events/x.csv"])
def test_other_suffixes_are_other_addresses(client: TestClient, path: str):
    assert problem(client.get(path))["status"] == 404


def test_an_event_can_be_cited_in_each_form(client: TestClient):
    (event,) = client.get("/api/events?type=licence_granted").json()["items"]
    address = f"/api/events/{event['id']}/citation"
    whole = client.get(address).json()
    assert whole["items"][0]["quotes"][0].startswith("The Ministry of Silicon granted")
    assert client.get(f"{address}?format=text").text == whole["text"]
    assert client.get(f"{address}?format=bibtex").text.startswith("@article{")
    assert client.get(f"{address}?format=csl").json() == whole["csl"]
    assert problem(client.get("/api/events/nothing/citation"))["status"] == 404


def test_measures_are_listed(client: TestClient):
    page = client.get("/api/measures").json()
    assert page["total"] == len(page["items"]) > 10
    assert client.get(f"/api/measures/{page['items'][0]['id']}").status_code == 200


@pytest.mark.parametrize("form", [form.name for form in formats_of("events")])
def test_a_cursor_that_no_list_gave_out_is_refused_before_the_answer_begins(client: TestClient, form: str):
    assert client.get("/api/events", params={"cursor": "0", "format": form}).status_code == 400
