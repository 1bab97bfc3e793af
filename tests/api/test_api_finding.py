"""Search, suggestions and screening over HTTP."""

from fastapi.testclient import TestClient


def test_a_search_answers_with_passages(client: TestClient):
    (first, *_) = client.get("/api/events").json()["items"]
    word = next(word for word in first["title"].split() if word.isalpha())
    answer = client.get("/api/search", params={"text": word}).json()
    assert answer["events_total"] > 0
    for found in answer["events"]:
        for start, end in (found["snippet"] or {"marks": []})["marks"]:
            assert found["snippet"]["text"][start:end].casefold().startswith(word[:3].casefold())


def test_names_are_suggested_and_screened(client: TestClient):
    name = client.get("/api/entities").json()["items"][0]["name"]
    assert name in [
        found["entity"]["name"] for found in client.get(f"/api/entities/suggest?text={name}").json()["items"]
    ]
    answer = client.post("/api/screen", json={"names": [name, "Quite Unheard Of Bakery"]}).json()
    assert [item["name"] for item in answer["items"]] == [name, "Quite Unheard Of Bakery"]
    assert answer["items"][0]["matches"][0]["score"] == 100
    assert answer["items"][1]["matches"] == []


def test_what_cannot_be_screened_is_a_problem(client: TestClient):
    for body in ({}, {"names": []}, {"names": ["x"], "more": 1}, {"names": ["x"] * 1001}, {"names": [" "]}):
        assert client.post("/api/screen", json=body).status_code == 422
