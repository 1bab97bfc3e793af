"""Files from the command line."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.press import NOW, printed
from tracker.cli import main
from tracker.errors import StoreError
from tracker.exports import Occasion, format_of


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("press")
    printed(folder).close()
    return f"sqlite:///{folder / 'press.db'}"


@pytest.fixture(autouse=True)
def _press(press: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DATABASE_URL", press)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_list_becomes_a_file_of_the_format_that_its_name_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = tmp_path / "events.csv"
    assert main(["export", "events", "--type", "sale_halted", "--out", str(out)]) == 0
    (row,) = rows_of(out)
    assert row["type"] == "sale_halted"
    assert "1 row" in capsys.readouterr().err
    assert main(["export", "entities", "--out", str(tmp_path / "entities.ftm.jsonl")]) == 0
    first = json.loads((tmp_path / "entities.ftm.jsonl").read_text("utf-8").splitlines()[0])
    assert first["schema"] in ("Company", "PublicBody", "Person")


def test_without_a_file_it_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]):
    assert main(["export", "claims", "--format", "jsonl", "--actor", "Acme Chips"]) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"financial_impact", "sale_halted", "diversion_reported"}


@pytest.mark.parametrize("listed", ["measures", "sources"])
def test_what_needs_no_filters_can_be_had_too(tmp_path: Path, listed: str):
    assert main(["export", listed, "--out", str(tmp_path / "out.csv"), "--quiet"]) == 0
    assert len(rows_of(tmp_path / "out.csv")) > 10


def test_a_file_that_cannot_be_finished_never_has_its_name(tmp_path: Path):
    from tracker.cli.export import _write_file

    def breaking() -> Iterator[object]:
        yield from ()
        raise StoreError("gone")

    out = tmp_path / "events.csv"
    out.write_text("before")
    made = Occasion(listed="events", title="", made=NOW, base=None)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError):
        _write_file(out, format_of("events", "csv"), breaking(), made)
    assert out.read_text() == "before"
    assert sorted(tmp_path.iterdir()) == before


def test_a_full_disk_is_said_and_is_no_success(capsys: pytest.CaptureFixture[str]):
    assert main(["export", "events", "--out", "/dev/full"]) == 2
    assert "no space left" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["export", "events", "--out", str(tmp_path / "no" / "events.csv")]) == 2
    assert "make it first" in capsys.readouterr().err


def test_an_event_is_cited(capsys: pytest.CaptureFixture[str]):
    assert main(["events", "--type", "licence_granted", "--json"]) == 0
    event = json.loads(capsys.readouterr().out)["items"][0]["id"]
    assert main(["cite", event]) == 0
    assert "“The Ministry of Silicon granted" in capsys.readouterr().out
    assert main(["cite", event, "--format", "csl"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["type"] == "article-newspaper"
