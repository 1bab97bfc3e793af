"""How the API describes itself, to programs and to readers."""

import re
from dataclasses import fields
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI
from fastapi.testclient import TestClient

from tracker import store
from tracker.api import agreement_shapes, counting_shapes, finding_shapes, shapes
from tracker.store import ArticleFilter, ClaimFilter, EntityFilter, EventFilter

LISTS = {"events": EventFilter, "claims": ClaimFilter, "entities": EntityFilter, "articles": ArticleFilter}


@pytest.fixture(scope="module")
def spec(client: TestClient) -> dict[str, Any]:
    return client.get("/api/openapi.json").json()


def test_the_description_is_valid_and_closed(spec: dict[str, Any]):
    OpenAPI.model_validate(spec)
    names = set(re.findall(r"#/components/schemas/([\w-]+)", str(spec)))
    assert names <= spec["components"]["schemas"].keys()


def test_every_route_is_described(spec: dict[str, Any]):
    one = {f"/api/{kind}/{{{'key' if kind == 'entities' else 'id'}}}" for kind in LISTS}
    status = {f"/api/items/{{id}}/{what}" for what in ("status", "timeline", "classification", "ladder")} | {
        "/api/clock"
    }
    status |= {"/api/measures/{id}", "/api/measures/{id}/impact"}
    about = {"/api/event-types", "/api/health", "/api/sources", "/api/sources/{name}"}
    about |= {"/api/conflicts", "/api/events/{id}/history", "/api/events/{id}/citation", "/api/measures"}
    about |= {"/api/events/facets", "/api/events/aggregate"}
    about |= {"/api/changes", "/api/changes/stream"}
    about |= {"/api/ingest", *(f"/api/review/{what}" for what in ("merge", "split", "confirm", "reject"))}
    about |= {"/api/search", "/api/entities/suggest", "/api/screen"}
    about |= {"/api/today", "/api/items", "/api/items/{id}", "/api/compare"}
    about |= {"/api/search", "/api/entities/suggest", "/api/screen"}
    assert spec["paths"].keys() == {f"/api/{kind}" for kind in LISTS} | one | status | about
    for path, operations in spec["paths"].items():
        ((method, operation),) = operations.items()
        assert method == ("post" if operation["tags"] == ["Change"] or path == "/api/screen" else "get")
        assert operation["summary"]
        assert operation["description"]
        if path != "/api/changes/stream":
            assert "$ref" in operation["responses"]["200"]["content"]["application/json"]["schema"]


@pytest.mark.parametrize("kind", LISTS)
def test_every_field_of_a_filter_is_a_parameter_with_description_and_example(spec: dict[str, Any], kind: str):
    parameters = {p["name"]: p for p in spec["paths"][f"/api/{kind}"]["get"]["parameters"]}
    asked = LISTS[kind].model_fields
    assert parameters.keys() == asked.keys() | {"format"}
    for name, field in asked.items():
        assert parameters[name]["description"] == field.description
        assert parameters[name]["schema"].get("examples") == field.examples


def test_every_field_of_every_answer_is_described(spec: dict[str, Any]):
    schemas = spec["components"]["schemas"]
    silent = [
        f"{schema}.{name}"
        for schema, content in schemas.items()
        for name, field in content.get("properties", {}).items()
        if not field.get("description")
        and not schemas.get(str(field.get("$ref", "")).rpartition("/")[2], {}).get("description")
    ]
    assert silent == []


def test_errors_are_described_as_problems(spec: dict[str, Any]):
    for path, operations in spec["paths"].items():
        (operation,) = operations.values()
        for status, response in operation["responses"].items():
            if not status.startswith("2"):
                assert response["content"]["application/problem+json"]["schema"] == {
                    "$ref": "#/components/schemas/Problem"
                }, (path, status)
                assert response["content"].keys() == {"application/problem+json"}, (path, status)


def test_the_documentation_page_loads_nothing_from_elsewhere(client: TestClient):
    page = client.get("/api/docs")
    assert page.status_code == 200
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert [address for address in loaded if address.endswith(".js")]
    for address in loaded:
        assert address.startswith("/")
        assert not address.startswith("//")
        assert client.get(address).status_code == 200, address
    assert "<script>" not in page.text
    assert "http" not in page.text


def test_the_documentation_page_may_run_no_inline_script(client: TestClient):
    policy = client.get("/api/docs").headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize(
    ("shape", "view"),
    [
        (shapes.Event, store.EventView),
        (shapes.EventDetail, store.EventDetail),
        (shapes.Claim, store.ClaimView),
        (shapes.Filler, store.FillerView),
        (shapes.DerivedPeriod, store.ClaimDateView),
        (shapes.Entity, store.EntityView),
        (shapes.EntityDetail, store.EntityDetail),
        (shapes.Article, store.ArticleView),
        (shapes.ArticleDetail, store.ArticleDetail),
        (shapes.Mention, store.MentionView),
        (shapes.Version, store.VersionView),
        (agreement_shapes.Conflict, store.ConflictView),
        (agreement_shapes.ConflictSide, store.SideView),
        (agreement_shapes.Choice, store.ChoiceView),
        (agreement_shapes.FollowUp, store.FollowUpView),
        (agreement_shapes.EventReference, store.EventRef),
        (agreement_shapes.EventState, store.StateView),
        (agreement_shapes.EventHistory, store.History),
        (counting_shapes.Facets, store.Facets),
        (counting_shapes.Facet, store.Facet),
        (counting_shapes.FacetValue, store.FacetValue),
        (counting_shapes.Aggregate, store.Aggregate),
        (counting_shapes.Cell, store.Cell),
        (finding_shapes.Found, store.Found),
        (finding_shapes.FoundEvent, store.FoundEvent),
        (finding_shapes.FoundArticle, store.FoundArticle),
        (finding_shapes.Snippet, store.Snippet),
        (finding_shapes.Suggestion, store.Suggestion),
        (finding_shapes.Screened, store.Screened),
        (finding_shapes.NameMatch, store.NameMatch),
        (finding_shapes.OnList, store.ListedView),
    ],
    ids=lambda kind: kind.__name__,
)
def test_the_answer_leaves_out_nothing_that_the_store_knows(shape, view):
    assert shape.model_fields.keys() == {field.name for field in fields(view)}
