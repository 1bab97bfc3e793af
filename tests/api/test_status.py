"""Legal status over the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.reported import URL, reported
from tracker.app import build_app, create_app
from tracker.controls import STATES
from tracker.knowledge import load_knowledge
from tracker.settings import read_settings
from tracker.store import upgrade

H20 = "/api/items/nvidia-h20/status?destination=CN"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application over an empty database: status rests on the knowledge base alone."""
    path: Path = tmp_path_factory.mktemp("empty") / "tracker.db"
    upgrade(f"sqlite:///{path}")
    settings = read_settings({"TRACKER_DATABASE_URL": f"sqlite:///{path}"})
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        yield found


def test_a_status_is_answered_for_a_day_as_known_on_another(client: TestClient) -> None:
    before = client.get(f"{H20}&valid_at=2025-04-12&known_at=2025-04-14").json()
    after = client.get(f"{H20}&valid_at=2025-04-12&known_at=2025-04-15").json()
    assert (before["state"], after["state"]) == ("permitted", "licence required")
    assert [a["measure"] for a in after["applied"]] == ["us-bis-2025-04-h20-letter"]
    assert after["applied"][0]["sources"]
    assert after["buyer"]["state"] == "permitted"
    assert after["considered"]


def test_what_an_article_says_is_answered_as_a_report(tmp_path: Path) -> None:
    asked = "destination=NL&party=nexperia&known_at="
    with (
        reported(f"sqlite:///{tmp_path / 'one.db'}") as store,
        TestClient(build_app(store, load_knowledge())) as client,
    ):
        found, before = (
            client.get(f"/api/items/nvidia-l20/status?valid_at=2025-10-15&{asked}{day}").json()
            for day in ("2025-10-15", "2025-10-11")
        )
        bands = client.get(f"/api/items/nvidia-l20/timeline?date_from=2025-10-01&{asked}2025-10-15").json()["bands"]
    assert (found["state"], found["exporter"]["as_reported"]) == ("licence required", "suspended")
    assert [a["report_sources"] for a in found["applied"] if a["report"]] == [[URL]]
    assert before["exporter"]["as_reported"] == "licence required"
    assert [(b["start"], b["as_reported"]) for b in bands] == [
        ("2025-10-01", "licence required"),
        ("2025-10-10", "suspended"),
    ]


def test_the_ladder_of_licences_joins_records_and_articles(tmp_path: Path) -> None:
    asked = "/api/items/nvidia-h20/ladder?destination=China&known_at=2025-07-31"
    with (
        reported(f"sqlite:///{tmp_path / 'one.db'}") as store,
        TestClient(build_app(store, load_knowledge())) as client,
    ):
        found = client.get(asked).json()
        others = client.get(f"{asked}&company=AMD").json()
    assert (found["item"], found["destination"], others["items"]) == ("nvidia-h20", "CN", [])
    (ladder,) = found["items"]
    assert (ladder["company"], ladder["reached"]) == ("nvidia", "applied")
    steps = [(s["claim"]["rung"], s["claim"]["reported"], s["claim"]["date"]["start"]) for s in ladder["steps"]]
    assert ("shipped", True, "2025-07-25") in steps
    assert ("promised", True, "2025-07-27") in steps
    assert [(s["claim"]["rung"], s["skipped"]) for s in ladder["steps"] if s["skipped"]] == [("shipped", ["granted"])]
    assert all(s["claim"]["sources"] and s["claim"]["words"] for s in ladder["steps"])


def test_a_status_without_days_is_that_of_today(client: TestClient) -> None:
    assert client.get(H20).json()["state"] in STATES


def test_a_party_changes_the_answer(client: TestClient) -> None:
    asked = "/api/items/nvidia-l20/status?destination=NL&valid_at=2025-10-10&known_at=2025-10-10"
    assert client.get(asked).json()["state"] == "permitted"
    assert client.get(f"{asked}&party=Nexperia").json()["state"] == "licence required"


def test_bands_and_classification_are_answered(client: TestClient) -> None:
    bands = client.get("/api/items/nvidia-h20/timeline?destination=CN&known_at=2025-05-01&date_from=2025-01-01").json()
    assert [band["state"] for band in bands["bands"]] == ["permitted", "licence required"]
    versions = client.get("/api/items/nvidia-h20/classification").json()["items"]
    assert {v["threshold"]: v["outcome"] for v in versions}["3a090-2023-11"] == "no"


def test_the_clock_is_answered_and_can_be_subscribed_to(client: TestClient) -> None:
    found = client.get("/api/clock?start=2026-11-22&days=30").json()
    assert "cn-mofcom-2024-46-us-ban" in [change["measure"] for change in found["changes"]]
    calendar = client.get("/api/clock.ics?start=2026-11-22&days=30")
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert calendar.text.count("BEGIN:VEVENT") == len(found["changes"])


def test_a_measure_is_shown_as_it_was_known(client: TestClient) -> None:
    address = "/api/measures/us-bis-2025-09-29-affiliates-rule?valid_at=2025-12-05&known_at="
    early, late = (client.get(address + day).json() for day in ("2025-10-25", "2025-11-20"))
    assert (early["standing"]["state"], late["standing"]["state"]) == ("in force", "suspended")
    assert "suspended" not in [phase["kind"] for phase in early["phases"]]
    assert "suspended" in [phase["kind"] for phase in late["phases"]]


def test_the_impact_of_a_measure_is_answered(client: TestClient) -> None:
    found = client.get("/api/measures/us-bis-2026-01-15-license-review/impact?destination=CN").json()["items"]
    changed = {i["shipment"]["item"]: (i["before_policy"], i["after_policy"]) for i in found}
    assert changed["nvidia-h200-sxm"] == ("presumption of denial", "case by case")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/items/ghost/status?destination=CN", 404, "No item has the key 'ghost'"),
        ("/api/items/nvidia/status?destination=CN", 404, "No item has the key 'nvidia'"),
        ("/api/items/nvidia-h20/status", 422, "destination"),
        ("/api/items/nvidia-h20/status?destination=", 422, "destination"),
        ("/api/items/nvidia-h20/status?destination=Atlantis", 400, "there is no destination 'Atlantis'"),
        (f"{H20}&party=Nobody Ltd", 400, "there is no party 'Nobody Ltd'"),
        (f"{H20}&colour=red", 422, "There is no such parameter"),
        (f"{H20}&valid_at=2025-02-30", 422, "valid_at"),
        ("/api/items/ghost/ladder?destination=CN", 404, "No item has the key 'ghost'"),
        ("/api/items/nvidia-h20/ladder?destination=CN&company=Nobody", 400, "there is no party 'Nobody'"),
        ("/api/clock?days=0", 422, "days"),
        ("/api/measures/ghost", 404, "No measure has the id 'ghost'"),
        ("/api/measures/ghost/impact", 404, "No measure has the id 'ghost'"),
        ("/api/measures/us-bis-2025-04-h20-letter/impact?destination=Atlantis", 400, "there is no destination"),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: TestClient, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_fields_sent_empty_count_as_not_set(client: TestClient) -> None:
    asked = client.get(f"{H20}&party=&valid_at=2025-05-01&known_at=2025-05-01&origin=")
    assert asked.json()["shipment"]["party"] is None
