"""How far licences have come, on the command line."""

import json
import os

import pytest

from tests.reported import LICENCES_URL, PROMISED, SHIPPED, reported
from tracker.cli import main

H20 = ["ladder", "H20", "--to", "China"]


def test_without_a_database_the_reference_timeline_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*H20, "--known", "2025-12-31"]) == 0
    written = capsys.readouterr()
    assert "Nvidia: granted is confirmed\n  2025-07-14  promised" in written.out
    assert written.err.startswith("Without what articles report: ")
    assert main([*H20, "--known", "2025-07-31"]) == 0
    assert "Nvidia: applied is confirmed" in capsys.readouterr().out


def test_every_rung_has_its_day_its_words_and_its_source(capsys: pytest.CaptureFixture[str]) -> None:
    reported(os.environ["TRACKER_DATABASE_URL"]).close()
    assert main([*H20, "--known", "2025-07-31", "--company", "Nvidia"]) == 0
    written = capsys.readouterr().out
    assert "Nvidia: applied is confirmed" in written
    assert f"2025-07-25  shipped (reported; skips granted)\n    {SHIPPED}\n    {LICENCES_URL}" in written
    assert f"2025-07-27  promised (reported; destination not named)\n    {PROMISED}" in written
    assert main([*H20, "--known", "2025-07-26"]) == 0
    assert SHIPPED not in capsys.readouterr().out


def test_json_holds_what_the_api_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*H20, "--known", "2025-12-31", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["item"], found["destination"], found["known_at"]) == ("nvidia-h20", "CN", "2025-12-31")
    assert [(ladder["company"], ladder["reached"]) for ladder in found["items"]] == [("nvidia", "granted")]


def test_of_an_item_without_licences_it_is_said_that_nothing_is_held(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ladder", "A800", "--to", "CN"]) == 0
    assert "Nothing is held about licences for it." in capsys.readouterr().out


def test_a_company_that_is_not_known_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*H20, "--company", "Nobody Ltd"]) == 2
    assert capsys.readouterr().err.startswith("error: there is no ")
