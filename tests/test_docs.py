"""What the documents say is so: commands, options, paths and links."""

import re
import shlex
from pathlib import Path

import click
import pytest

from tracker.cli.manual import manual
from tracker.cli.program import CONTENTS, tracker

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").rglob("*.md")
)
HAND_WRITTEN = [page for page in PAGES if page.name != "cli.md"]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def fenced_lines(page: Path) -> list[str]:
    """The lines inside ``` fences, without prompts."""
    blocks = re.findall(r"^```(?:sh|console|text)?\n(.*?)^```", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]


def shown_commands() -> list[str]:
    """Every line in the documents and in the help of the commands that calls ``tracker``."""
    lines = [line for page in HAND_WRITTEN for line in fenced_lines(page) if line.startswith("tracker ")]
    for section in CONTENTS.values():
        for name in section:
            command = tracker.get_command(click.Context(tracker), name)
            lines += re.findall(r"^ *(tracker .*)$", command.epilog or "", flags=re.MULTILINE)
    return sorted({line.strip() for line in lines})


def test_the_command_line_page_is_what_the_commands_say():
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == manual(), "run: make docs"


@pytest.mark.parametrize("line", shown_commands())
def test_a_command_that_is_shown_can_be_typed(line: str):
    words = shlex.split(line.partition(" | ")[0].partition(" > ")[0].partition("  #")[0])[1:]
    command, context = tracker, click.Context(tracker, info_name="tracker")
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        command = command.get_command(context, name)
        assert command is not None, f"there is no command {name}"
        context = click.Context(command, info_name=name, parent=context)
    if words and words[0] not in ("-h", "--help", "-V", "--version"):
        command.parse_args(context, words)


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=name_of)
def test_make_targets_in_the_documents_exist(page: Path):
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    text = page.read_text("utf-8")
    named = set(re.findall(r"`make (\w+)", text)) | set(re.findall(r"^make (\w+)", text, flags=re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=name_of)
def test_paths_in_the_documents_exist(page: Path):
    named = re.findall(r"`((?:tracker|tests|docs|benchmarks)/[\w./-]*)`", page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_readme_shows_the_two_commands_that_ci_runs():
    assert {"make run", "make test"} <= set(fenced_lines(ROOT / "README.md"))
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


def test_a_decision_bears_the_number_of_its_file_and_no_two_share_one():
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers) > 0
    assert [page.name for page in pages if not re.match(rf"# {page.name[:4]}\b", page.read_text("utf-8"))] == []


def test_the_contents_page_and_the_commands_use_the_same_words():
    for section in CONTENTS.values():
        for name in section:
            command = tracker.get_command(click.Context(tracker), name)
            assert command is not None
            assert command.name == name
