"""Keys on the command line, and where the server listens without one."""

import json
import re

import pytest

from tracker.cli import main


def test_a_key_is_shown_once_listed_without_its_secret_and_revoked(capsys: pytest.CaptureFixture[str]):
    assert main(["keys", "add", "Ada, laptop", "--scope", "read", "--scope", "ingest", "--days", "90"]) == 0
    shown = capsys.readouterr()
    key = shown.out.strip()
    assert re.fullmatch(r"trk_[0-9a-f]{12}_[\w-]{43}", key)
    assert "shown this once" in shown.err
    assert main(["keys", "list"]) == 0
    listed = capsys.readouterr().out
    assert "Ada, laptop" in listed
    assert "valid" in listed
    assert key[17:] not in listed
    assert main(["keys", "rotate", key[4:16]]) == 0
    assert capsys.readouterr().out.strip() != key
    assert main(["keys", "revoke", key[4:16]]) == 0
    capsys.readouterr()
    assert main(["keys", "list", "--json"]) == 0
    (held,) = json.loads(capsys.readouterr().out)
    assert (held["state"], held["scopes"]) == ("revoked", ["read", "ingest"])
    assert main(["keys", "revoke", "nobody"]) == 2


@pytest.mark.parametrize("arguments", [["--host", "0.0.0.0"], ["--host", "::"], ["--keys"]])
def test_without_a_key_nobody_else_is_served(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert main(["db", "upgrade"]) == 0
    assert main(["serve", "--port", "0", *arguments]) == 2
    assert "tracker keys add NAME" in capsys.readouterr().err


def test_a_name_for_others_needs_a_key_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TRACKER_SERVER_NAMES", "tracker.example")
    assert main(["db", "upgrade"]) == 0
    assert main(["serve", "--port", "0"]) == 2
    assert "tracker keys add NAME" in capsys.readouterr().err


def test_a_rate_that_is_none_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TRACKER_RATE_LIMIT", "often")
    assert main(["keys", "list"]) == 2
    assert "TRACKER_RATE_LIMIT" in capsys.readouterr().err
