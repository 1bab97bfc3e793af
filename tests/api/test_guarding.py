"""Who is let in: every route, with every sort of key."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.routing import Mount, Route

from tests.api.test_api_problems import problem
from tests.web.press import printed
from tracker.api.guarding import OPEN, Access, permission_of
from tracker.app import build_app
from tracker.knowledge import load_knowledge
from tracker.store import Store
from tracker.store.dialects import connect
from tracker.store.keys import SCOPES, KeyStore

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Keys:
    """One key of each sort."""

    read: str
    ingest: str
    review: str
    everything: str
    expired: str
    revoked: str
    rotated: str


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with printed(tmp_path_factory.mktemp("press")) as opened:
        yield opened


@pytest.fixture(scope="module")
def keys(store: Store) -> Keys:
    now, held = datetime.now(UTC), KeyStore(store)
    revoked_view, revoked = held.add("gone", SCOPES, now=now)
    held.revoke(revoked_view.id, now=now)
    rotated_view, rotated = held.add("renewed", SCOPES, now=now)
    held.rotate(rotated_view.id, now=now)
    return Keys(
        read=held.add("reader", ["read"], now=now)[1],
        ingest=held.add("newsroom", ["ingest"], now=now)[1],
        review=held.add("editor", ["review"], now=now)[1],
        everything=held.add("owner", SCOPES, now=now)[1],
        expired=held.add("was here", SCOPES, now=LONG_AGO, expires_at=LONG_AGO + timedelta(days=1))[1],
        revoked=revoked,
        rotated=rotated,
    )


@pytest.fixture(scope="module")
def guarded(store: Store) -> FastAPI:
    return build_app(store, load_knowledge(), Access(required=True, rate="100000/minute"))


@pytest.fixture
def client(guarded: FastAPI) -> Iterator[TestClient]:
    with TestClient(guarded, raise_server_exceptions=False, client=("192.0.2.1", 50000)) as client:
        yield client


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def routes() -> list[tuple[str, str]]:
    """Every method and path that the application answers, and some that it does not."""
    app = build_app(Store(connect("sqlite:///never-opened.db")), load_knowledge())
    found = {("GET", path) for path in ("/", "/nothing", "/api", "/api/nothing", "//api/health", "/api/health/")}
    for route in walk(app.routes):
        found |= {(method, filled(route.path)) for method in route.methods or ()}
    found |= {(method.upper(), filled(path)) for path, o in app.openapi()["paths"].items() for method in o}
    found |= {("GET", "/static/tracker.css"), ("GET", "/api/docs-assets/swagger-ui.css"), ("DELETE", "/api/events")}
    return sorted(found - {("GET", path) for path in OPEN})


def walk(held: list) -> Iterator[Route]:
    for route in held:
        if isinstance(route, Route):
            yield route
        elif router := getattr(route, "original_router", None):
            yield from walk(router.routes)
        elif isinstance(route, Mount):
            continue
        else:
            raise AssertionError(f"{route} is no route that the matrix knows")


def filled(path: str) -> str:
    for name in ("id", "key", "name", "event_id", "article_id"):
        path = path.replace(f"{{{name}}}", "nobody").replace(f"{{{name}:path}}", "nobody")
    return path


ROUTES = routes()
ENDING = {"/api/changes/stream": "?known_at=2025-01-01"}
"""What makes an answer without an end a refusal, once the key is let through."""


def test_the_matrix_holds_pages_files_changes_and_what_is_not_described():
    for route in (
        ("GET", "/events/nobody"),
        ("GET", "/metrics"),
        ("GET", "/api/docs"),
        ("GET", "/api/openapi.json"),
        ("GET", "/api/measures/nobody/impact"),
        ("POST", "/api/ingest"),
        ("POST", "/api/review/merge"),
    ):
        assert route in ROUTES


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.torture("R22")
def test_no_route_answers_without_a_valid_key(guarded: FastAPI, keys: Keys, method: str, path: str):
    refused = {
        "none": {},
        "bad": bearer("trk_000000000000_" + "A" * 43),
        "nonsense": {"authorization": "Bearer \x7f ~"},
        "empty": bearer(""),
        "expired": bearer(keys.expired),
        "revoked": bearer(keys.revoked),
        "rotated away": {"x-api-key": keys.rotated},
        "too short": bearer(keys.everything[:-1]),
        "too long": bearer(keys.everything + "A"),
        "as a cookie": {"cookie": f"key={keys.everything}"},
    }
    for number, (sort, headers) in enumerate(refused.items()):
        with TestClient(guarded, raise_server_exceptions=False, client=(f"{method}{path}{number}", 1)) as client:
            answer = client.request(method, path, headers=headers, json={} if method == "POST" else None)
        assert answer.status_code == 401, (sort, answer.text)
        expected = "Bearer" if path.startswith("/api") else "Basic"
        assert answer.headers["www-authenticate"].startswith(expected)
        assert "content-security-policy" in answer.headers
        assert keys.everything not in answer.text


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.torture("R22")
def test_a_key_opens_what_its_scope_says_and_nothing_else(client: TestClient, keys: Keys, method: str, path: str):
    needed = permission_of(method, path)
    assert (
        needed == {"/api/ingest": "ingest", "/api/screen": "read"}.get(path, "review")
        if method not in ("GET", "HEAD")
        else "read"
    )
    for scope in SCOPES:
        answer = client.request(
            method,
            path + ENDING.get(path, ""),
            headers=bearer(getattr(keys, scope)),
            json={} if method == "POST" else None,
        )
        assert (answer.status_code in (401, 403)) == (scope != needed), (scope, answer.text)
        assert answer.status_code < 500


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_key_in_an_address_is_refused_and_not_repeated(client: TestClient, keys: Keys, method: str, path: str):
    for name in ("key", "api_key", "access_token"):
        answer = client.request(method, f"{path}?{name}={keys.everything}", json={} if method == "POST" else None)
        assert answer.status_code == 400
        assert keys.everything not in answer.text
        with_right_header = client.request(method, f"{path}?{name}={keys.everything}", headers=bearer(keys.everything))
        assert with_right_header.status_code == 400


def test_a_key_in_a_path_or_written_in_escapes_is_not_repeated(client: TestClient, keys: Keys):
    for path in (f"/api/events/{keys.read}", "/api/events?text=" + keys.read.replace("_", "%5F")):
        answer = client.get(path)
        assert answer.status_code == 400
        assert keys.read[17:] not in answer.text


def test_only_health_is_open(client: TestClient):
    assert client.get("/api/health").status_code == 200
    assert client.get("/api/%2e%2e/api/health").status_code in (401, 404)
    assert client.get("/api/health/../events").status_code == 401


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "x-api-key", "basic"])
def test_a_key_may_come_in_three_ways(client: TestClient, keys: Keys, scheme: str):
    match scheme:
        case "x-api-key":
            headers = {"x-api-key": keys.read}
        case "basic":
            headers = {"authorization": "Basic " + base64.b64encode(f"me:{keys.read}".encode()).decode()}
        case _:
            headers = {"authorization": f"{scheme} {keys.read}"}
    assert client.get("/api/events", headers=headers).status_code == 200
    assert client.get("/events/nobody", headers=headers).status_code == 404


def test_head_and_options_need_a_key_too(client: TestClient, keys: Keys):
    assert client.head("/api/events").status_code == client.options("/api/events").status_code == 401
    assert client.head("/api/events", headers=bearer(keys.read)).status_code == 200


def test_no_more_than_the_rate_and_then_a_wait(store: Store, keys: Keys):
    app = build_app(store, load_knowledge(), Access(required=True, rate="3/minute"))
    with TestClient(app, client=("192.0.2.7", 1)) as client:
        answers = [client.get("/api/event-types", headers=bearer(keys.read)) for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        assert problem(answers[-1])["title"] == "Too many requests"
        assert client.get("/api/event-types", headers=bearer(keys.everything)).status_code == 200


def test_an_address_has_a_rate_whatever_its_keys(store: Store, keys: Keys):
    app = build_app(store, load_knowledge(), Access(required=True, rate="2/minute"))
    with TestClient(app, client=("192.0.2.8", 1)) as client:
        used = [keys.read, keys.read, keys.everything, keys.everything]
        assert [client.get("/api/event-types", headers=bearer(key)).status_code for key in used] == [200] * 4
        assert client.get("/api/health").status_code == 429


def test_whoever_guesses_keys_must_wait_even_with_a_right_one(store: Store, keys: Keys):
    app = build_app(store, load_knowledge(), Access(required=False))
    with TestClient(app, client=("192.0.2.9", 1)) as client:
        answers = [
            client.get("/api/event-types", headers=bearer("trk_" + "0" * 12 + "_" + "A" * 43)) for _ in range(21)
        ]
        assert [answer.status_code for answer in answers] == [401] * 20 + [429]
        assert client.get("/api/event-types", headers=bearer(keys.read)).status_code == 429
        assert client.get("/api/event-types").status_code == 200


def test_on_this_machine_no_key_is_needed_but_a_wrong_one_is_told(store: Store):
    with TestClient(build_app(store, load_knowledge()), client=("192.0.2.10", 1)) as client:
        assert client.get("/api/events").status_code == 200
        assert client.get("/api/events", headers=bearer("wrong")).status_code == 401


def test_what_a_proxy_hands_on_is_not_from_this_machine(store: Store, keys: Keys):
    with TestClient(build_app(store, load_knowledge())) as client:
        for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
            assert client.get("/api/events", headers={name: "192.0.2.1"}).status_code == 401
            assert client.get("/api/events", headers={name: "192.0.2.1", **bearer(keys.read)}).status_code == 200


@pytest.mark.parametrize(
    ("host", "let_in"),
    [("localhost:8000", True), ("127.0.0.1", True), ("[::1]:8000", True), ("evil.example", False), ("", False)],
)
def test_a_name_that_leads_here_by_trickery_is_refused(store: Store, host: str, let_in: bool):
    names = ("localhost", "127.0.0.1", "::1")
    with TestClient(build_app(store, load_knowledge(), Access(required=False, names=names))) as client:
        assert (client.get("/api/health", headers={"host": host}).status_code == 200) == let_in


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
)
@pytest.mark.torture("R22")
def test_a_page_of_another_site_changes_nothing(store: Store, headers: dict[str, str]):
    with TestClient(build_app(store, load_knowledge())) as client:
        body = {"claim": "x", "reason": "y"}
        assert client.post("/api/review/reject", json=body, headers=headers).status_code == 403
        own = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
        assert client.post("/api/review/reject", json=body, headers=own).status_code == 404


def test_only_json_is_taken_so_that_no_form_can_send_it(store: Store):
    with TestClient(build_app(store, load_knowledge())) as client:
        body = json.dumps({"claim": "x", "reason": "y"})
        for media_type in ("text/plain", "application/x-www-form-urlencoded"):
            answer = client.post("/api/review/reject", content=body, headers={"content-type": media_type})
            assert answer.status_code == 422
