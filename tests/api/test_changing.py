"""Documents that are handed in, and decisions, over HTTP."""

import base64
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from tests.api.test_api_problems import problem
from tests.web.press import A10, ACME, FREEDONIA, article, entity, halted, printed
from tracker.api.guarding import LARGEST
from tracker.app import build_app, desk_of
from tracker.errors import FetchGone, NotAnArticle
from tracker.knowledge import Knowledge, load_knowledge
from tracker.model import Article, Document, Evidence, Extraction
from tracker.pipeline import Pipeline

PAGE = "Acme Chips stopped all shipments of the A10 to Freedonia"
ADDRESS = "https://news.example/h20"


def read(document: Document) -> Article:
    """Whatever has a line is an article, whose headline is that line."""
    text = document.body.decode()
    if not text.strip():
        raise NotAnArticle("There is nothing on this page")
    told = article(document.url, text, text, document.fetched, outlet=document.url.split("/")[2])
    return replace(told, published=datetime(2025, 7, 18, tzinfo=UTC))


def extract(printed: Article, _: Knowledge) -> Extraction:
    """One claim: that sales were halted."""
    said = replace(halted(), evidence=Evidence(start=0, end=len(printed.text), text=printed.text))
    named = tuple(entity(printed.text, who) for who in (ACME, A10, FREEDONIA))
    return Extraction(article=printed, entities=named, claims=(said,))


def fetch(address: str, now: datetime) -> Document:
    if address != ADDRESS:
        raise FetchGone(f"{address} is gone")
    return Document(url=address, media_type="text/html", charset="utf-8", fetched=now, body=PAGE.encode())


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with printed(tmp_path_factory.mktemp("press")) as store:
        app, knowledge = build_app(store, load_knowledge()), load_knowledge()
        stages = Pipeline(store=store, knowledge=knowledge, fetch=fetch, read=read, extract=extract, version="1")
        app.state.desk = desk_of(stages)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield client


def test_a_document_is_read_stored_and_known_the_second_time(client: TestClient):
    first = client.post("/api/ingest", json={"address": ADDRESS, "text": PAGE}).json()
    assert first["result"] == "added"
    assert first["headline"] == PAGE
    assert first["new"] == 1
    assert client.get(f"/api/articles/{first['article_id']}").json()["article"]["headline"] == PAGE
    again = client.post("/api/ingest", json={"address": ADDRESS, "text": PAGE}).json()
    assert (again["result"], again["events"]) == ("unchanged", 0)


def test_an_address_is_fetched_and_bytes_come_in_base64(client: TestClient):
    fetched = client.post("/api/ingest", json={"address": ADDRESS})
    assert fetched.json()["headline"] == PAGE
    sent = {"address": ADDRESS, "content": base64.b64encode(PAGE.encode()).decode()}
    assert client.post("/api/ingest", json=sent).json()["result"] == "unchanged"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"address": "https://news.example/gone"}, 404),
        ({"address": "file:///etc/passwd"}, 422),
        ({"address": ADDRESS, "text": "<p>no article", "content": "AA=="}, 422),
        ({"address": ADDRESS, "content": "no base64!"}, 400),
        ({"address": ADDRESS, "text": " "}, 422),
        ({}, 422),
    ],
)
def test_what_cannot_be_used_is_a_problem_that_says_why(client: TestClient, body: dict, status: int):
    answer = client.post("/api/ingest", json=body)
    assert problem(answer)["status"] == status
    assert problem(answer)["detail"]


def test_a_document_that_is_too_large_is_refused(client: TestClient):
    answer = client.post("/api/ingest", json={"address": ADDRESS, "text": "x" * LARGEST})
    assert problem(answer)["status"] == 413


def test_a_body_that_does_not_say_how_large_it_is_is_counted(client: TestClient):
    pieces = (b"x" * 1_000_000 for _ in range(20))
    answer = client.post("/api/ingest", content=pieces, headers={"content-type": "application/json"})
    assert problem(answer)["status"] == 413


def handed_in(client: TestClient, page: int) -> dict:
    """The claim of a page of its own."""
    sent = {"address": f"https://{page}.example/", "text": f"{PAGE} {page}"}
    article = client.post("/api/ingest", json=sent).json()["article_id"]
    (claim,) = client.get(f"/api/claims?article={article}").json()["items"]
    return claim


def test_a_claim_can_be_rejected_and_the_reason_is_kept_with_who_said_so(client: TestClient):
    claim = handed_in(client, 1)
    answer = client.post("/api/review/reject", json={"claim": claim["id"], "reason": "misread"})
    assert answer.json()["event_id"] is None
    kept = client.get(f"/api/claims/{claim['id']}").json()
    assert kept["retraction_reason"] == "rejected by somebody on this machine: misread"
    again = client.post("/api/review/reject", json={"claim": claim["id"], "reason": "misread"})
    assert problem(again)["status"] == 400


def test_a_claim_can_be_confirmed(client: TestClient):
    claim = handed_in(client, 2)
    answer = client.post("/api/review/confirm", json={"claim": claim["id"], "reason": "checked"})
    assert answer.json()["event_id"] == claim["event_id"]


def test_events_can_be_parted_and_made_one_again(client: TestClient):
    one, other = handed_in(client, 3), handed_in(client, 4)
    assert one["event_id"] == other["event_id"]
    split = client.post("/api/review/split", json={"claim": other["id"], "reason": "another happening"})
    assert split.status_code == 200
    assert client.get(f"/api/claims/{other['id']}").json()["event_id"] != one["event_id"]
    merged = client.post("/api/review/merge", json={"one": one["id"], "other": other["id"], "reason": "the same"})
    assert merged.status_code == 200
    assert client.get(f"/api/claims/{other['id']}").json()["event_id"] == merged.json()["event_id"]
    same = client.post("/api/review/merge", json={"one": one["id"], "other": other["id"], "reason": "the same"})
    assert problem(same)["status"] == 400
