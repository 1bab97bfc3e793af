"""What other programs of the field get: FollowTheMoney, PLOVER, JSON-LD, Global Trade Alert."""

import csv
import importlib.util
import io
import json

import pytest

from tests.exports.conftest import event, occasion
from tracker.exports import format_of
from tracker.exports.plover import TYPES
from tracker.knowledge import load_knowledge
from tracker.store import ArticleFilter, EntityFilter, EventFilter, Store

PLOVER = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)


def records(store: Store, name: str, listed: str) -> list[dict]:
    chosen = {"events": EventFilter(), "entities": EntityFilter(), "articles": ArticleFilter()}[listed]
    data = b"".join(format_of(listed, name).write(store.walk(chosen), occasion(listed)))
    return [json.loads(line) for line in data.splitlines()]


def test_entities_refer_to_each_other_by_their_ids(store: Store):
    parties = {entity["id"]: entity for entity in records(store, "ftm", "entities")}
    assert {entity["schema"] for entity in parties.values()} <= {"Company", "PublicBody", "Organization", "Person"}
    (licence,) = [e for e in records(store, "ftm", "events") if "licence_granted" in e["properties"]["keywords"]]
    assert licence["schema"] == "Event"
    named = licence["properties"]["organizer"] + licence["properties"]["involved"]
    assert [parties[name]["properties"]["name"] for name in named] == [["Ministry of Silicon"], ["Acme Chips"]]
    assert licence["properties"]["startDate"] == ["2025-07-17"]


@pytest.mark.skipif(importlib.util.find_spec("followthemoney") is None, reason="followthemoney is not installed")
def test_entities_are_valid_in_followthemoney_itself(store: Store):
    from followthemoney import model

    for listed in ("events", "entities", "articles"):
        for record in records(store, "ftm", listed):
            entity = model.get_proxy(record)
            assert entity.schema.name == record["schema"]
            for name in record["properties"]:
                assert name in entity.schema.properties, (record["schema"], name)


def test_every_type_is_one_of_ours_and_one_of_plover():
    assert TYPES.keys() <= load_knowledge().event_types.keys()
    assert set(TYPES.values()) <= PLOVER


def test_a_record_without_a_type_in_plover_keeps_ours(store: Store):
    found = {record["tracker_type"]: record for record in records(store, "plover", "events")}
    assert found["licence_granted"]["event_type"] == "CONCEDE"
    assert found["financial_impact"]["event_type"] is None
    assert found["licence_granted"]["recipient_name"] == ["Acme Chips"]
    assert found["sale_halted"]["date_precision"] == "month"


def test_linked_data_names_things_by_their_address():
    data = json.loads(b"".join(format_of("events", "jsonld").write([event()], occasion())))
    assert data["@context"] == "https://schema.org"
    (node,) = data["@graph"]
    assert node["@id"] == "https://tracker.example/events/0a1b"
    assert node["@type"] == "Event"
    assert "organizer" in node


def test_measures_stand_in_the_columns_of_global_trade_alert_and_no_judgement_is_made_up():
    measures = load_knowledge().measures
    data = b"".join(format_of("measures", "gta").write(measures, occasion("measures")))
    rows = {row["state_act_id"]: row for row in csv.DictReader(io.StringIO(data.decode()))}
    assert len(rows) == len(measures)
    assert rows["us-bis-2025-04-h20-letter"]["implementing_jurisdictions"] == "US"
    assert {row["gta_evaluation"] for row in rows.values()} == {""}
    coarse = [m for m in measures if m.published and m.published.precision == "month"]
    assert all(len(rows[m.id]["date_published"]) == len("2025-11") for m in coarse)
