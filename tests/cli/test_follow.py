"""Changes on the command line."""

import json
from pathlib import Path

import pytest

from tests.web.press import printed
from tracker.cli import main


def test_what_changed_is_shown_and_followed_from_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    printed(tmp_path).close()
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{tmp_path / 'press.db'}")
    assert main(["follow", "--since", "0", "--once", "--json"]) == 0
    changes = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {change["event"]["type"] for change in changes if change["event"]} >= {"licence_granted", "sale_halted"}
    assert main(["follow", "--since", str(changes[-2]["number"]), "--once"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert str(changes[-1]["number"]) in line
    assert main(["follow", "--once"]) == 0
    assert capsys.readouterr().out == ""
