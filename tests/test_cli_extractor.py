"""``tracker extract --extractor endpoint``: off until it is set up, and nothing unquoted is printed."""

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

import tracker as package
from tracker.cli import main
from tracker.settings import read_settings

PAGE = Path(package.__file__).parent / "samples" / "2025-07-29-cadence-settlement.txt"


@pytest.fixture
def reader(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> HTTPServer:
    """A scripted model that the settings name."""
    monkeypatch.setenv("TRACKER_EXTRACTOR_URL", httpserver.url_for("/v1"))
    monkeypatch.setenv("TRACKER_EXTRACTOR_MODEL", "small-reader")
    return httpserver


def answers(server: HTTPServer, *claims: dict[str, object]) -> None:
    content = json.dumps({"claims": claims})
    server.expect_request("/v1/chat/completions").respond_with_json({"choices": [{"message": {"content": content}}]})


def test_without_settings_there_is_no_other_extractor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(PAGE), "--extractor", "endpoint"]) == 2
    assert "TRACKER_EXTRACTOR_URL" in capsys.readouterr().err
    chosen = read_settings({})
    assert (chosen.extractor_url, chosen.extractor_model, chosen.extractor_key) == (None, None, None)


def test_the_packaged_rules_ask_nobody(reader: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(PAGE)]) == 0
    assert capsys.readouterr().err == ""
    assert reader.log == []


def test_what_is_borne_out_is_printed_and_what_is_not_is_listed(
    reader: HTTPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["extract", str(PAGE), "--json"])
    rules = json.loads(capsys.readouterr().out)
    fine = next(event for event in rules["events"] if event["type"] == "penalty_imposed")
    proposed = {
        "type": "penalty_imposed", "status": "occurred", "evidence": fine["evidence"]["text"],
        "roles": {"target": ["Cadence"]}, "time": None, "amounts": [], "attribution": None,
    }  # fmt: skip
    answers(reader, proposed, proposed | {"evidence": "Cadence was closed down by the court."})
    assert main(["extract", str(PAGE), "--extractor", "endpoint", "--json", "--explain"]) == 0
    shown = capsys.readouterr()
    (event,) = json.loads(shown.out)["events"]
    assert (event["type"], event["roles"]) == ("penalty_imposed", {"target": ["Cadence"]})
    assert event["evidence"] == fine["evidence"]
    assert "dropped 1 proposal" in shown.err
    assert "Cadence was closed down by the court." in shown.err


def test_an_endpoint_that_fails_is_one_line(reader: HTTPServer, capsys: pytest.CaptureFixture[str]) -> None:
    reader.expect_request("/v1/chat/completions").respond_with_data("busy", status=503)
    assert main(["extract", str(PAGE), "--extractor", "endpoint"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("error: The extractor answered 503")
    assert shown.err.count("\n") == 1


def test_the_key_is_not_part_of_what_settings_show() -> None:
    assert "secret" not in repr(read_settings({"TRACKER_EXTRACTOR_KEY": "secret"}))
