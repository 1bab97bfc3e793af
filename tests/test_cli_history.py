"""``tracker resolve``, ``conflicts`` and ``history``, as a user runs them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
import yaml

from tests.store.newsroom import claim, day, tell
from tracker.cli import main
from tracker.store import EventFilter, Store, upgrade


@pytest.fixture
def ids() -> list[str]:
    """Two events: one that two outlets date differently, and one of a firm that nobody knows."""
    address = os.environ["TRACKER_DATABASE_URL"]
    upgrade(address)
    with Store.open(address) as store:
        for page, at in ((1, "2025-07-17"), (2, "2025-07-18")):
            tell(store, claim(f"Page {page} says so.", target="Acme", item="A10", when=day(at)), page=page)
        tell(
            store, claim("Zeta Co got it.", "deal_made", actor="Zeta Co", target="Borg", when=day("2024-01-01")), page=3
        )
        return [event.id for event in store.events(EventFilter()).items]


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


def test_conflicts_and_histories_are_told(ids: list[str], capsys: pytest.CaptureFixture[str]):
    told = ran(capsys, "conflicts", "--kind", "date")
    assert "2025-07-17: Example News" in told
    assert "time zones" in told
    assert json.loads(ran(capsys, "conflicts", "--json"))["total"] == 1
    assert "told by Example News" in ran(capsys, "history", ids[0], "--known-by", "tracker")
    assert "2 sources" in ran(capsys, "event", ids[0], "--known-at", "2025-08-01")
    assert main(["history", ids[0], "--known-at", "1990-01-01"]) == 2
    assert "nothing was known" in capsys.readouterr().err


def test_a_split_and_a_merge_by_hand_are_kept(ids: list[str], capsys: pytest.CaptureFixture[str]):
    assert "3 claims stand in 2 events" in ran(capsys, "resolve", "--again")
    other = json.loads(ran(capsys, "event", ids[0], "--json"))["claims"][1]["id"]
    made = ran(capsys, "resolve", "split", other, "--reason", "another day")
    assert other in made
    assert "3 claims stand in 3 events" in ran(capsys, "resolve", "--again")
    ran(capsys, "resolve", "merge", ids[0], other, "--reason", "the same after all", "--by", "Ada")
    assert "3 claims stand in 2 events" in ran(capsys, "resolve", "--again")


def test_a_discovered_name_becomes_an_entry(ids: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert ids
    (entry,) = yaml.safe_load(ran(capsys, "resolve", "promote", "company~zeta-co", "--id", "zeta"))
    assert (entry["id"], entry["name"], entry["confidence"]) == ("zeta", "Zeta Co", "low")
    assert re.match(r"https://news\.example/", entry["sources"][0])
    ran(capsys, "resolve", "promote", "company~zeta-co", "--into", str(tmp_path / "more.yaml"))
    assert yaml.safe_load((tmp_path / "more.yaml").read_text("utf-8"))[0]["id"] == "zeta-co"
