"""A broken data file is reported by file, record and field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.errors import KnowledgeError
from tracker.knowledge import load_knowledge
from tracker.knowledge.loading import ENTITY_FILES

DATED = (
    "coverage.yaml",
    "differences.yaml",
    "groups.yaml",
    "listings.yaml",
    "measures.yaml",
    "ownership.yaml",
    "phases.yaml",
    "scopes.yaml",
    "specifications.yaml",
    "thresholds.yaml",
    "timeline.yaml",
)
FACT = "confidence: high\n  sources: [official name]\n"
AGENCY = f"- id: us-bis\n  name: Bureau of Industry and Security\n  {FACT}"
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A small knowledge base with one file replaced."""

    def replace(name: str, text: str) -> Path:
        for other in (*ENTITY_FILES, *DATED):
            (tmp_path / other).write_text("[]\n", encoding="utf-8")
        (tmp_path / "agencies.yaml").write_text(AGENCY, encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return replace


def refusal(folder: Path) -> str:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder, validate=True)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_sound_folder_is_accepted(write: Write) -> None:
    folder = write("companies.yaml", f"- id: nvidia\n  name: Nvidia\n  {FACT}")
    assert load_knowledge(folder, validate=True).forms["Nvidia"] == ("nvidia",)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("companies.yaml", f"- id: a\n  name: A\n  colour: red\n  {FACT}", "companies.yaml: a: colour"),
        ("companies.yaml", "- id: a\n  name: A\n  confidence: high\n", "companies.yaml: a: sources"),
        ("companies.yaml", f"- id: a\n  {FACT}", "companies.yaml: a: name"),
        ("companies.yaml", f"- name: A\n  {FACT}", "companies.yaml: record 1 has no id"),
        ("companies.yaml", f"- id: a\n  name: A\n  parent: ghost\n  {FACT}", "companies.yaml: a: parent: no entity"),
        ("companies.yaml", f"- id: us-bis\n  name: A\n  {FACT}", "us-bis: id: already used by 'A'"),
        ("companies.yaml", f"- id: a\n  name: A\n  country: USA\n  {FACT}", "companies.yaml: a: country"),
        ("companies.yaml", f"- id: a\n  name: A\n  aliases: [B, B]\n  {FACT}", "companies.yaml: a: aliases"),
        ("companies.yaml", "- id: a\n  name: [A\n", "companies.yaml cannot be read"),
        ("companies.yaml", f"- id: a\n  name: A\n  name: B\n  {FACT}", "stands there twice"),
        ("companies.yaml", f"- &a {{id: a}}\n- *a\n- id: b\n  {FACT}", "write the value out"),
        ("companies.yaml", "id: a\n", "companies.yaml must be a list"),
        (
            "people.yaml",
            f"- id: p\n  name: P\n  offices: [{{title: T, organisation: us-bis, start: 2025-02-30}}]\n  {FACT}",
            "people.yaml: p: offices.0.start",
        ),
        (
            "people.yaml",
            f"- id: p\n  name: P\n  offices: [{{title: T, organisation: us-bis, from: '2025'}}]\n  {FACT}",
            "people.yaml: p: from",
        ),
        (
            "places.yaml",
            f"- id: x\n  name: X\n  government: x\n  {FACT}",
            "places.yaml: x: government: 'x' is a place",
        ),
        (
            "timeline.yaml",
            f"- id: e\n  status: occurred\n  date: '2025-04'\n  roles: {{actor: [ghost]}}\n  description: D\n  {FACT}",
            "timeline.yaml: e: roles.actor: no entity has the id 'ghost'",
        ),
        (
            "timeline.yaml",
            f"- id: e\n  status: rumoured\n  date: '2025-04'\n  description: D\n  {FACT}",
            "timeline.yaml: e: status",
        ),
        (
            "measures.yaml",
            (
                "- {id: m, title: T, issuers: [us-bis], jurisdiction: US, form: rule, summary: S, confidence: low,"
                " sources: [S], changes: [{change: suspended, date: '2025', by: [ghost]}]}"
            ),
            "measures.yaml: m: changes.by: no measure has the id 'ghost'",
        ),
        (
            "thresholds.yaml",
            f"- id: t\n  form: test\n  tiers: [{{any_of: [[{{metric: TPP, comparison: '>='}}]]}}]\n  {FACT}",
            "thresholds.yaml: t: tiers.0.any_of.0.0",
        ),
        (
            "listings.yaml",
            f"- id: l\n  party: us-bis\n  list: ghost\n  listed: true\n  {FACT}",
            "listings.yaml: l: list: no entity",
        ),
        ("coverage.yaml", f"- id: ghost\n  until: '2026'\n  {FACT}", "coverage.yaml: ghost: id: there is no file"),
        ("specifications.yaml", f"- id: ghost\n  {FACT}", "specifications.yaml: ghost: id: no entity"),
        (
            "scopes.yaml",
            f"- id: s\n  effect: gap\n  why: W\n  when: {{maker: [ghost]}}\n  {FACT}",
            "scopes.yaml: s: maker: there is no 'ghost'",
        ),
        (
            "scopes.yaml",
            f"- id: s\n  effect: gap\n  why: W\n  when: {{maker: [us-bis], item: [x]}}\n  {FACT}",
            "scopes.yaml: s: when: Value error, give exactly one question",
        ),
        (
            "scopes.yaml",
            f"- id: s\n  measures: [ghost]\n  effect: none\n  why: W\n  {FACT}",
            "scopes.yaml: s: measures: there is no 'ghost'",
        ),
        (
            "phases.yaml",
            f"- id: p\n  measure: ghost\n  kind: effective\n  known: '2025'\n  {FACT}",
            "phases.yaml: p: measure: no measure has the id 'ghost'",
        ),
        (
            "scopes.yaml",
            f"- id: s\n  measures: [m]\n  effect: licence required\n  when: {{end_use: [x]}}\n  {FACT}",
            "scopes.yaml: s: measures: there is no 'm'",
        ),
        ("groups.yaml", f"- id: g\n  title: T\n  members: [ghost]\n  {FACT}", "groups.yaml: g: members: there is no"),
        (
            "ownership.yaml",
            f"- id: o\n  owner: us-bis\n  owned: ghost\n  known: '2020'\n  {FACT}",
            "ownership.yaml: o: owned: there is no 'ghost'",
        ),
    ],
)
def test_a_broken_record_is_named_by_file_id_and_field(write: Write, name: str, text: str, said: str) -> None:
    assert said in refusal(write(name, text))


def test_a_missing_file_is_named(write: Write) -> None:
    folder = write("companies.yaml", "[]\n")
    (folder / "items.yaml").unlink()
    assert "items.yaml cannot be read" in refusal(folder)
