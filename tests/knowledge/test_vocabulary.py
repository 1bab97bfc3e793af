"""The vocabulary of events: whole as it is packaged, and refused with its file and field where it is broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tracker
from tracker.knowledge.vocabulary import EventType, load_vocabulary
from tracker.model import ROLES

PACKAGE = Path(tracker.__file__).parent
TYPES = load_vocabulary().types
LOAD = """
from tracker.errors import KnowledgeError
from tracker.knowledge.vocabulary import load_vocabulary
try:
    load_vocabulary()
except KnowledgeError as error:
    print(error, end="")
"""
Edit = Callable[[str, str, str], str]


@pytest.fixture
def refusal(tmp_path: Path) -> Edit:
    """Replaces a line of one file of the package's vocabulary in a copy, and gives the complaint."""

    def edited(name: str, line: str, instead: str) -> str:
        home = tmp_path / "tracker"
        (home / "knowledge").mkdir(parents=True)
        for folder, copy in ((PACKAGE, home), (PACKAGE / "knowledge", home / "knowledge")):
            for entry in folder.iterdir():
                if entry.name not in {"knowledge", "event_types", "__pycache__"}:
                    (copy / entry.name).symlink_to(entry)
        types = Path(shutil.copytree(PACKAGE / "knowledge" / "event_types", home / "knowledge" / "event_types"))
        text = (types / name).read_text("utf-8")
        assert line in text
        (types / name).write_text(text.replace(line, instead, 1), "utf-8")
        run = subprocess.run(
            [sys.executable, "-c", LOAD],
            capture_output=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        )
        return run.stdout.decode("utf-8")

    return edited


@pytest.mark.parametrize(
    ("line", "instead", "field"),
    [
        ("family: enforcement", "family: cookery", "family"),
        ("title: Penalty imposed\n", "", "title"),
        ("title: Penalty imposed\n", "title: Penalty imposed\nflavour: sour\n", "flavour"),
        ("verb: forfeit\n", "verb: forfeit\n    colour: red\n", "colour"),
        ("kinds: agency | person}", "kinds: dragon}", "roles.actor.kinds"),
        ("needs: [actor, target]", "needs: [actor, villain]", "needs"),
    ],
)
def test_a_broken_type_is_refused_in_one_line_with_its_file_and_field(
    refusal: Edit, line: str, instead: str, field: str
) -> None:
    complaint = refusal("penalty_imposed.yaml", line, instead)
    assert complaint.startswith("event_types/penalty_imposed.yaml: ")
    assert field in complaint
    assert "\n" not in complaint


def test_a_file_that_is_no_yaml_is_refused_in_one_line_with_its_name(refusal: Edit) -> None:
    complaint = refusal("visit_made.yaml", "title: ", "title: [")
    assert complaint.startswith("event_types/visit_made.yaml: ")
    assert "\n" not in complaint


def test_a_class_of_words_that_nobody_defined_is_refused(refusal: Edit) -> None:
    complaint = refusal("statement_made.yaml", '"@position"', '"@opinions"')
    assert "opinions" in complaint


@pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.id)
def test_a_type_is_told_somehow_and_fills_the_roles_that_it_needs(kind: EventType) -> None:
    assert kind.title
    assert kind.description.endswith(".")
    assert kind.frames
    assert set(kind.needs) <= set(kind.roles) <= set(ROLES)


@pytest.mark.parametrize("kind", TYPES.values(), ids=lambda kind: kind.id)
def test_every_frame_has_a_trigger(kind: EventType) -> None:
    assert [frame for frame in kind.frames if not (frame.verb or frame.noun or frame.adjective)] == []


def test_classes_are_spelled_out_without_doubles() -> None:
    words = load_vocabulary().words(("@list", "@stop", "stop"))
    assert {"entity list", "blacklist", "halt"} <= set(words)
    assert len(words) == len(set(words))


def test_only_statements_wait_for_what_else_a_sentence_tells() -> None:
    assert [kind.id for kind in TYPES.values() if kind.residual] == ["statement_made"]
