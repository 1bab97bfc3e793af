"""What the API answers."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tracker.knowledge import load_knowledge


def follow(client: TestClient, path: str) -> Iterator[dict]:
    """Every item of a list, page by page."""
    address: str | None = path
    while address:
        page = client.get(address).json()
        yield from page["items"]
        address = page["next"]


def test_the_newest_events_come_first_with_their_roles_by_name(client: TestClient):
    page = client.get("/api/events").json()
    assert page["total"] == len(page["items"]) == 5
    assert page["next"] is None
    (licence,) = [event for event in page["items"] if event["type"] == "licence_granted"]
    assert licence["roles"]["actor"] == [{"key": "agency~ministry-of-silicon", "name": "Ministry of Silicon"}]
    assert licence["date"] == {"start": "2025-07-17", "end": "2025-07-17", "precision": "day"}
    assert licence["attribution"] == "unnamed officials"


@pytest.mark.parametrize("kind", ["events", "claims", "entities", "articles"])
def test_everything_in_a_list_has_its_own_address(client: TestClient, kind: str):
    items = client.get(f"/api/{kind}").json()["items"]
    assert items
    for item in items:
        name = "key" if kind == "entities" else "id"
        detail = client.get(f"/api/{kind}/{item[name]}")
        assert detail.status_code == 200
        whole = detail.json() if kind == "claims" else detail.json()[{"entities": "entity"}.get(kind, kind[:-1])]
        assert whole == item


@pytest.mark.parametrize("path", ["/api/events?include_low=true", "/api/claims", "/api/entities", "/api/articles"])
def test_following_next_shows_everything_once(client: TestClient, path: str):
    joint = "&" if "?" in path else "?"
    small = list(follow(client, f"{path}{joint}limit=2"))
    assert small == client.get(path).json()["items"]
    assert len(small) > 2


def test_next_keeps_the_filters(client: TestClient):
    address = client.get("/api/claims?entity=nvidia&status=occurred&status=planned&limit=1&text=").json()["next"]
    assert address.startswith("/api/claims?entity=nvidia&status=occurred&status=planned&limit=1&cursor=")


def test_a_claim_proves_itself_by_the_text_of_its_article(client: TestClient):
    for claim in client.get("/api/claims?origin=article").json()["items"]:
        text = client.get(f"/api/articles/{claim['article_id']}").json()["text"]
        evidence = claim["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["text"] != ""


def test_publication_keeps_the_offset_of_the_outlet(client: TestClient):
    assert client.get("/api/articles").json()["items"][0]["published"] == "2025-07-18T21:00:00+08:00"


def test_what_a_form_leaves_empty_is_not_asked(client: TestClient):
    asked = "/api/events?text=&type=&status=&entity=&date_from=&date_to=&include_low=&limit=&cursor="
    assert client.get(asked).json() == client.get("/api/events").json()


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("type=meeting_held", {"meeting_held"}),
        ("type=meeting_held&type=sale_halted", {"meeting_held", "sale_halted"}),
        ("status=denied", {"diversion_reported"}),
        ("item=item~a10&date_to=2025-04-30", {"sale_halted"}),
        ("destination=place~freedonia&status=occurred", {"licence_granted", "sale_halted"}),
        ("include_low=true&origin=reference", {"control_imposed"}),
        ("text=accelerator", {"licence_granted"}),
    ],
)
def test_filters_narrow_a_list_down(client: TestClient, query: str, types: set[str]):
    page = client.get(f"/api/events?{query}").json()
    assert {event["type"] for event in page["items"]} == types
    assert page["total"] == len(types)


def test_event_types_are_those_of_the_knowledge_base(client: TestClient):
    page = client.get("/api/event-types").json()
    assert {item["id"] for item in page["items"]} == load_knowledge().event_types.keys()
    assert page["total"] == len(page["items"])
    assert all(item["description"] and item["roles"] for item in page["items"])


def test_health_counts_what_is_held(client: TestClient):
    health = client.get("/api/health").json()
    assert health["status"] == "ok"
    assert health["holds"] == {"articles": 3, "claims": 6, "events": 6, "entities": 7}


@pytest.mark.parametrize("path", ["/api/events", "/", "/static/tracker.css", "/api/docs"])
def test_head_is_get_without_the_body(client: TestClient, path: str):
    head, whole = client.head(path), client.get(path)
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == whole.headers["content-type"]
    assert "content-security-policy" in head.headers


def test_the_subsidiaries_of_two_parties_can_be_asked_for_at_once(client):
    answer = client.get("/api/events", params={"include_subsidiaries": "true", "actor": "nvidia", "target": "smic"})
    assert answer.status_code == 200
