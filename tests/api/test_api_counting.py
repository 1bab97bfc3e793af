"""Counts over HTTP."""

from fastapi.testclient import TestClient


def test_facets_count_what_the_list_lists(client: TestClient):
    total = client.get("/api/events").json()["total"]
    answer = client.get("/api/events/facets", params={"facet": ["type", "status"]}).json()
    assert (answer["total"], answer["total_is"], answer["counted"]) == (total, "exact", total)
    assert [facet["field"] for facet in answer["facets"]] == ["type", "status"]
    for facet in answer["facets"]:
        for value in facet["values"]:
            found = client.get("/api/events", params={facet["field"]: value["value"]}).json()
            assert found["total"] == value["events"]


def test_events_are_counted_by_type_and_month(client: TestClient):
    answer = client.get("/api/events/aggregate?by=type,month&cells=2").json()
    assert answer["by"] == ["type", "month"]
    assert len(answer["cells"]) == 2
    assert answer["others"] > 0


def test_what_is_left_out_is_not_listed(client: TestClient):
    everything = client.get("/api/events?limit=200").json()["items"]
    without = client.get("/api/events?limit=200&exclude=status:occurred").json()["items"]
    assert {event["status"] for event in everything} - {event["status"] for event in without} == {"occurred"}


def test_a_count_by_nothing_is_a_problem_that_names_the_parameter(client: TestClient):
    answer = client.get("/api/events/aggregate")
    assert answer.status_code == 422
    assert "by" in answer.text
