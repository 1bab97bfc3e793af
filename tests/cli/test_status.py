"""Status, classification and the clock on the command line; none of them needs a database."""

import json
import os

import pytest

from tests.reported import SENTENCE, URL, reported
from tracker.cli import main

H20 = ["status", "H20", "--to", "CN", "--on", "2025-05-01", "--known", "2025-05-01"]


def test_a_status_says_what_decides_and_where_it_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(H20) == 0
    written = capsys.readouterr().out
    assert "LICENCE REQUIRED, review policy not known" in written
    assert "Is-informed letter to Nvidia on H20" in written
    assert "https://" in written
    assert "Looked at; does not apply" not in written


def test_all_lists_what_does_not_apply_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*H20, "--all"]) == 0
    assert "TPP 2,368 < 4,800" in capsys.readouterr().out


def test_json_holds_what_the_api_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*H20, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["state"], found["valid_at"], found["shipment"]["item"]) == (
        "licence required",
        "2025-05-01",
        "nvidia-h20",
    )


def test_what_an_article_says_is_shown_as_reported_and_decides_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    reported(os.environ["TRACKER_DATABASE_URL"]).close()
    asked = ["status", "L20", "--to", "NL", "--party", "Nexperia", "--on", "2025-10-15", "--known"]
    assert main([*asked, "2025-10-15"]) == 0
    written = capsys.readouterr().out
    assert "LICENCE REQUIRED" in written
    assert "if reports hold: suspended" in written
    assert f"report: “{SENTENCE}” (The Freedonia Courier: Rule on hold, 2025-10-12)" in written
    assert URL in written
    assert main([*asked, "2025-10-11"]) == 0
    assert SENTENCE not in capsys.readouterr().out


def test_without_a_database_it_is_said_that_no_article_was_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(H20) == 0
    assert capsys.readouterr().err.startswith("Without what articles report: ")


def test_a_timeline_shows_bands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "H20", "--to", "CN", "--known", "2025-05-01", "--timeline"]) == 0
    assert "2025-04-09  2026-05-01  licence required" in capsys.readouterr().out


def test_a_classification_shows_its_arithmetic(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify", "L4"]) == 0
    written = capsys.readouterr().out
    assert "Chips, October 2023 (3A090.a and .b): within (3A090.a)" in written
    assert "1,940 TPP / 294 mm² = 6.6" in written
    assert main(["classify", "gallium"]) == 0
    assert "No figures of gallium are held" in capsys.readouterr().out


def test_the_clock_lists_and_writes_a_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clock", "--on", "2026-11-22", "--days", "30"]) == 0
    assert "2026-11-28  reinstated" in capsys.readouterr().out
    assert main(["clock", "--on", "2026-11-22", "--days", "30", "--calendar"]) == 0
    assert capsys.readouterr().out.startswith("BEGIN:VCALENDAR\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["status", "H20"], "--to"),
        (["status", "H20", "--to", "Atlantis"], "there is no destination 'Atlantis'"),
        (["status", "H2O", "--to", "CN"], "did you mean"),
        (["status", "H20", "--to", "CN", "--on", "yesterday"], "--on"),
        (["clock", "--days", "0"], "--days"),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(arguments) == 2
    written = capsys.readouterr().err
    assert written.startswith("error: ")
    assert written.count("\n") == 1
    assert said in written
