"""The command line as its user sees it: what is printed where, and the exit code."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

import tracker as package
from tracker.cli import main
from tracker.cli.options import flag_of
from tracker.cli.program import CONTENTS, tracker
from tracker.knowledge import load_knowledge
from tracker.model import ROLES
from tracker.store import ArticleFilter, ClaimFilter, EntityFilter, EventFilter

SAMPLES = Path(package.__file__).parent / "samples"
H20_SAMPLES = [SAMPLES / "2025-04-16-h20-licence.html", SAMPLES / "2025-07-15-h20-applications.html"]
PAGE = str(H20_SAMPLES[1])
COMMANDS = [name for section in CONTENTS.values() for name in section]


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Tracker = Callable[..., Run]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Tracker:
    """Calls ``tracker`` with the given words."""

    def call(*words: str) -> Run:
        code = main(list(words))
        return Run(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the reference timeline and two of the sample documents; not to be written to."""
    address = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'tracker.db'}"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRACKER_DATABASE_URL", address)
        assert main(["load", "--no-samples"]) == 0
        assert main(["ingest", "--quiet", *map(str, H20_SAMPLES)]) == 0
    return address


@pytest.fixture
def ask(run: Tracker, filled: str, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    """Calls ``tracker`` with the filled database."""
    monkeypatch.setenv("TRACKER_DATABASE_URL", filled)
    return run


def tracker_process(*words: str, **more: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tracker.cli", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


# The table of contents


def test_help_lists_every_command_under_its_heading(run: Tracker):
    shown = run("--help")
    assert shown.code == 0
    assert [name for name in (*CONTENTS, *COMMANDS) if not re.search(rf"^ *{name}\b", shown.out, re.MULTILINE)] == []


def test_help_is_quick_because_it_imports_nothing_heavy():
    script = "import sys; from tracker.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy", "pydantic", "fastapi", "rich", "requests", "yaml", "bs4", "lxml", "numpy", "uvicorn"}
    assert heavy & set(done.stderr.split()) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_has_examples(run: Tracker, name: str):
    shown = run(name, "--help")
    assert shown.code == 0
    assert re.search(r"Examples?:\n +.*tracker ", shown.out)


def test_the_version_is_that_of_the_package(run: Tracker):
    assert run("--version").out == f"tracker {package.__version__}\n"


def test_a_misspelt_command_is_answered_with_the_right_one(run: Tracker):
    answer = run("extrac", "page.html")
    assert answer.code == 2
    assert "Did you mean extract?" in answer.err


# Extract


def test_extract_prints_the_promised_object(run: Tracker):
    shown = run("extract", PAGE, "--json").json
    fields = {"url", "outlet", "headline", "standfirst", "byline", "dateline", "published", "language", "text"}
    assert set(shown) == {"article", "entities", "events"}
    assert set(shown["article"]) == fields
    assert shown["entities"] != [] != shown["events"]
    for entity in shown["entities"]:
        assert set(entity) == {"id", "kind", "name", "mentions"}
    for event in shown["events"]:
        assert set(event) == {"type", "status", "date", "roles", "amounts", "attribution", "evidence", "confidence"}
        assert set(event["roles"]) <= set(ROLES)
        assert event["date"] is None or set(event["date"]) == {"start", "end", "precision"}
        assert all(set(amount) == {"value", "unit"} for amount in event["amounts"])


def test_offsets_in_the_json_point_at_the_words(run: Tracker):
    shown = run("extract", PAGE, "--json").json
    text = shown["article"]["text"]
    spans = [mention for entity in shown["entities"] for mention in entity["mentions"]]
    spans += [event["evidence"] for event in shown["events"]]
    assert [span for span in spans if text[span["start"] : span["end"]] != span["text"]] == []


def test_roles_name_entities_of_the_article_or_of_the_knowledge_base(run: Tracker):
    shown = run("extract", PAGE, "--json").json
    names = {entity["name"] for entity in shown["entities"]}
    names |= {entity.name for entity in load_knowledge().entities.values()}
    assert {name for event in shown["events"] for role in event["roles"].values() for name in role} <= names


def test_a_whole_amount_is_printed_without_a_point(run: Tracker):
    shown = run("extract", str(H20_SAMPLES[0]), "--json")
    assert '"value": 5500000000,' in shown.out


def test_extract_for_a_reader_shows_the_words_that_prove_a_claim(run: Tracker):
    shown = run("extract", PAGE)
    assert "Nvidia files to resume H20 sales to China after US assurance" in shown.out
    assert "“Sales of the H20 to China have been restricted since April" in shown.out
    assert "←" not in shown.out


def test_explain_says_which_words_led_to_what(run: Tracker):
    shown = run("extract", PAGE, "--explain")
    assert re.search(r"^ +type ← “.+”: .+$", shown.out, re.MULTILINE)


def test_explain_adds_the_reasons_to_the_json(run: Tracker):
    events = run("extract", PAGE, "--explain", "--json").json["events"]
    assert all(set(reason) == {"field", "words", "rule"} for event in events for reason in event["reasons"])


def test_a_page_may_come_through_a_pipe_with_its_address():
    text = b"Chip rules\n\n" + b"The Commerce Department added Huawei to the Entity List on 16 May 2019, it said. " * 3
    reader = tracker_process("extract", "-", "--json", "--url", "https://example.com/a", stdin=subprocess.PIPE)
    out, err = reader.communicate(text)
    assert (reader.returncode, err) == (0, b"")
    assert json.loads(out)["article"]["url"] == "https://example.com/a"


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"<html><p>Log in</p></html>"])
def test_what_is_no_article_is_one_line_and_no_traceback(run: Tracker, tmp_path: Path, content: bytes):
    page = tmp_path / "page.html"
    page.write_bytes(content)
    answer = run("extract", str(page))
    assert (answer.code, answer.out) == (2, "")
    assert re.fullmatch(r"error: .+\n", answer.err)


def test_a_missing_file_says_so_and_names_it(run: Tracker):
    answer = run("extract", "nowhere.html")
    assert answer.code == 2
    assert answer.err.startswith("error: nowhere.html: ")


# Ingest


def test_a_second_ingest_changes_nothing(run: Tracker):
    first, second = run("ingest", PAGE), run("ingest", PAGE)
    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("added ")
    assert second.out.startswith("unchanged ")
    assert second.out.endswith("1 unchanged; 0 events new or changed\n")


def test_one_bad_input_is_reported_and_the_rest_is_read(run: Tracker, tmp_path: Path):
    (tmp_path / "empty.html").write_text("", "utf-8")
    answer = run("ingest", str(tmp_path / "empty.html"), PAGE, str(tmp_path / "missing.html"))
    assert answer.code == 1
    assert "1 added, 2 failed" in answer.out
    assert len(re.findall(r"^error: .+(?:empty|missing)\.html: .+$", answer.err, re.MULTILINE)) == 2


def test_nothing_usable_is_exit_code_two(run: Tracker, tmp_path: Path):
    assert run("ingest", str(tmp_path)).code == 2


def test_quiet_prints_the_summary_alone(run: Tracker):
    assert len(run("ingest", "--quiet", PAGE).out.splitlines()) == 1


def test_ingest_tells_programs_what_became_of_each_source(run: Tracker):
    report = run("ingest", "--json", PAGE).json
    assert [outcome["result"] for outcome in report["outcomes"]] == ["added"]
    assert report["events"] > 0


def test_ingest_needs_a_source(run: Tracker):
    answer = run("ingest")
    assert answer.code == 2
    assert "tracker ingest --help" in answer.err


# Ask


@pytest.mark.parametrize(
    ("name", "model"),
    [("events", EventFilter), ("claims", ClaimFilter), ("entities", EntityFilter), ("articles", ArticleFilter)],
)
def test_every_filter_is_an_option_with_its_description(run: Tracker, name: str, model: Any):
    command = tracker.get_command(click.Context(tracker), name)
    assert command is not None
    options = {flag: option for option in command.params for flag in option.opts}
    for field, described in model.model_fields.items():
        first_words = str(described.description).split(".")[0].replace("`", "'")
        assert first_words in str(getattr(options[flag_of(field)], "help", "")), field


def test_what_is_known_about_the_h20(ask: Tracker):
    shown = ask("entity", "H20")
    assert shown.code == 0
    assert "2025-04-09" in shown.out
    assert "tracker events --entity" in shown.out or "events, the newest first" in shown.out


def test_an_entity_is_found_by_name_and_by_key(ask: Tracker):
    by_name = ask("entity", "Bureau of Industry and Security", "--json").json
    by_key = ask("entity", by_name["entity"]["key"], "--json").json
    assert by_key == by_name


def test_a_name_in_a_filter_means_its_key(ask: Tracker):
    key = ask("entity", "H20", "--json").json["entity"]["key"]
    assert ask("events", "--item", "H20", "--json").json == ask("events", "--item", key, "--json").json


def test_filters_narrow_the_list(ask: Tracker):
    everything = ask("events", "--item", "H20", "--json").json
    july = ask("events", "--item", "H20", "--date-from", "2025-07-01", "--date-to", "2025-07-31", "--json").json
    assert 0 < july["total"] < everything["total"]
    assert all(event["date"]["start"] <= "2025-07-31" for event in july["items"])
    assert all(event["date"]["end"] >= "2025-07-01" for event in july["items"])


def test_an_option_given_twice_means_either(ask: Tracker):
    either = ask("events", "--type", "party_listed", "--type", "control_imposed", "--limit", "200", "--json").json
    assert {event["type"] for event in either["items"]} == {"party_listed", "control_imposed"}


def test_the_hint_leads_to_the_next_page(ask: Tracker):
    first = ask("events", "--limit", "2")
    cursor = re.search(r"--cursor (\S+)", first.out)
    assert cursor is not None
    second = ask("events", "--limit", "2", "--cursor", cursor[1])
    ids = re.compile(r"\b[0-9a-f]{20}\b")
    assert set(ids.findall(first.out)) & set(ids.findall(second.out)) == set()
    assert len(ids.findall(second.out)) == 2


def test_an_event_is_shown_with_what_each_source_says(ask: Tracker):
    listed = ask("events", "--origin", "article", "--limit", "1", "--json").json["items"][0]
    shown = ask("event", listed["id"])
    assert listed["title"] in shown.out
    assert "tracker article " in shown.out


def test_an_article_is_shown_with_its_claims_and_its_text_if_wanted(ask: Tracker):
    identifier = ask("articles", "--entity", "MI308", "--limit", "1", "--json").json["items"][0]["id"]
    brief, whole = ask("article", identifier), ask("article", identifier, "--text")
    assert "“" in brief.out
    assert len(whole.out) > len(brief.out)
    assert "Macau" in whole.out or "Bessent" in whole.out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("events", "--type", "licence_grantd"), "Did you mean licence_granted"),
        (("events", "--status", "maybe"), "--status"),
        (("events", "--date-from", "yesterday"), "--date-from"),
        (("events", "--date-from", "2025-02-01", "--date-to", "2025-01-01"), "before"),
        (("events", "--limit", "100000"), "--limit"),
        (("events", "--cursor", "x"), "cursor"),
        (("events", "--item", "No Such Thing"), "No Such Thing"),
        (("events", "--colour", "red"), "--colour"),
        (("entity", "No Such Thing"), "No Such Thing"),
        (("event", "0000"), "0000"),
        (("article", "0000"), "0000"),
    ],
    ids=" ".join,
)
def test_a_question_that_cannot_be_answered_is_one_line(ask: Tracker, words: tuple[str, ...], complaint: str):
    answer = ask(*words)
    assert (answer.code, answer.out) == (2, "")
    assert re.fullmatch(r"error: .+\n", answer.err)
    assert complaint in answer.err


def test_nothing_found_is_no_error(ask: Tracker):
    answer = ask("events", "--text", "zeppelin")
    assert answer.code == 0
    assert answer.out.startswith("Nothing found")


def test_asking_before_there_is_a_database_says_what_to_run(run: Tracker):
    answer = run("events")
    assert answer.code == 2
    assert "tracker db upgrade" in answer.err


# Run


def test_loading_twice_changes_nothing(run: Tracker):
    assert run("load", "--no-samples").code == 0
    again = run("load", "--no-samples")
    assert again.code == 0
    assert again.out.startswith("Reference timeline: 0 claims added")


def test_a_sound_database_is_verified(ask: Tracker):
    assert ask("db", "verify").out == "All is well\n"


def test_info_counts_what_is_there(ask: Tracker):
    facts = ask("info", "--json").json
    assert facts["versions"]["tracker"] == package.__version__
    assert facts["database"]["articles"] == 2
    assert facts["knowledge"]["event types"] == 29


def test_info_without_a_database_says_how_to_get_one(run: Tracker):
    shown = run("info")
    assert shown.code == 0
    assert "tracker db upgrade" in shown.out


def test_a_setting_that_cannot_be_used_is_named(run: Tracker, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TRACKER_PORT", "eighty")
    answer = run("info")
    assert answer.code == 2
    assert "TRACKER_PORT" in answer.err


def test_a_port_that_is_taken_says_how_to_choose_another(ask: Tracker):
    with socket.create_server(("127.0.0.1", 0)) as other:
        answer = ask("serve", "--port", str(other.getsockname()[1]))
    assert answer.code == 2
    assert "--port" in answer.err


@pytest.fixture
def server(filled: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    process = tracker_process("serve", "--port", "0", env={**os.environ, "TRACKER_DATABASE_URL": filled})
    assert process.stdout is not None
    line = process.stdout.readline().decode()
    try:
        yield process, line
    finally:
        process.kill()
        process.communicate()


def test_serve_prints_its_address_answers_and_stops_on_ctrl_c(server: tuple[subprocess.Popen[bytes], str]):
    process, line = server
    address = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert address is not None, line
    with urllib.request.urlopen(f"{address[0]}/api/health", timeout=30) as answer:
        assert json.load(answer)["status"] == "ok"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, b"Stopped\n", b"")


# Pipes and encodings


def test_a_reader_that_goes_away_is_no_traceback(filled: str):
    writer = tracker_process("events", "--limit", "200", "--json", env={**os.environ, "TRACKER_DATABASE_URL": filled})
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.read(1)
    writer.stdout.close()
    assert writer.stderr.read() == b""
    writer.stderr.close()
    assert writer.wait(timeout=30) == 0


@pytest.mark.parametrize("words", [("extract", PAGE), ("extract", PAGE, "--json")], ids=" ".join)
def test_an_output_that_is_no_unicode_is_enough(words: tuple[str, ...]):
    writer = tracker_process(*words, env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    out, err = writer.communicate(timeout=120)
    assert (writer.returncode, err) == (0, b"")
    assert b"\xe2\x80" not in out
    if "--json" in words:
        assert json.loads(out)["article"]["outlet"] == "Tracker Sample Wire"


def test_words_of_a_page_cannot_steer_the_terminal(run: Tracker, tmp_path: Path):
    page = tmp_path / "page.txt"
    page.write_text(
        "Chips \x1b]0;owned\x07 rule\n\nThe US \x1b[31mbanned\x1b[0m exports of H20 chips to China on Monday. " * 4
    )
    shown = run("extract", str(page))
    assert "\x1b" not in shown.out + shown.err
    assert "\x07" not in shown.out + shown.err


def test_interrupting_is_exit_code_130():
    reader = tracker_process("extract", "-", stdin=subprocess.PIPE)
    assert reader.stdin is not None
    # The command waits for its page; long enough after the start it is past its imports.
    with pytest.raises(subprocess.TimeoutExpired):
        reader.wait(timeout=3)
    reader.send_signal(signal.SIGINT)
    _, err = reader.communicate(timeout=30)
    assert (reader.returncode, err.strip()) == (130, b"error: interrupted")
