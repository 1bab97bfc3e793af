"""How the API says that something is wrong."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tracker.errors import StoreError


def problem(response) -> dict:
    """The body of a problem response, with its form checked."""
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["title"]
    assert body["type"] == "about:blank"
    return body


@pytest.mark.parametrize("kind", ["events", "claims", "entities", "articles"])
def test_an_unknown_parameter_is_an_error_and_named(client: TestClient, kind: str):
    body = problem(client.get(f"/api/{kind}?txet=chips"))
    assert body["status"] == 422
    assert body["errors"] == [{"field": "txet", "detail": "There is no such parameter"}]


def test_every_parameter_at_fault_is_named(client: TestClient):
    body = problem(client.get("/api/events?limit=0&date_from=yesterday&status=maybe"))
    assert {error["field"] for error in body["errors"]} == {"limit", "date_from", "status"}


def test_dates_in_the_wrong_order_are_explained(client: TestClient):
    body = problem(client.get("/api/events?date_from=2025-07-02&date_to=2025-07-01"))
    assert body["status"] == 422
    assert "2025-07-01" in body["detail"]


@pytest.mark.parametrize("kind", ["events", "claims", "entities", "articles"])
def test_what_is_not_held_is_a_404_that_names_the_path(client: TestClient, kind: str):
    body = problem(client.get(f"/api/{kind}/nobody"))
    assert body["status"] == 404
    assert body["instance"] == f"/api/{kind}/nobody"
    assert "nobody" in body["detail"]


@pytest.mark.parametrize("path", ["/api/nothing", "/api", "/api/events/a/b"])
def test_an_unknown_route_of_the_api_is_a_problem_too(client: TestClient, path: str):
    assert problem(client.get(path))["status"] == 404


def test_the_api_is_read_only_and_says_so(client: TestClient):
    response = client.post("/api/events")
    assert problem(response)["status"] == 405
    assert response.headers["allow"] == "GET"


def test_a_cursor_of_another_making_is_refused(client: TestClient):
    assert problem(client.get("/api/events?cursor=zzzz"))["status"] == 400


@pytest.mark.parametrize(
    "path", ["/api/events/%00", "/api/entities/%ff%fe", "/api/events?text=%00", "/api/events?type=%ff"]
)
def test_bytes_that_are_no_text_do_no_harm(client: TestClient, path: str):
    assert client.get(path).status_code in (200, 400, 404, 422)


def test_an_unforeseen_error_keeps_its_internals(app: FastAPI):
    class Broken:
        def counts(self):
            raise RuntimeError("password=hunter2")

    with TestClient(app, raise_server_exceptions=False) as client:
        held, app.state.store = app.state.store, Broken()
        try:
            response, page = client.get("/api/health"), client.get("/events/x")
        finally:
            app.state.store = held
    assert problem(response)["status"] == page.status_code == 500
    assert "hunter2" not in response.text + page.text
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "Something went wrong" in page.text


def test_a_database_that_cannot_be_used_is_a_503(app: FastAPI):
    class Locked:
        def counts(self):
            raise StoreError("The database cannot be used: it is locked")

    with TestClient(app, raise_server_exceptions=False) as client:
        held, app.state.store = app.state.store, Locked()
        try:
            body = problem(client.get("/api/health"))
        finally:
            app.state.store = held
    assert body["status"] == 503
    assert "locked" in body["detail"]
