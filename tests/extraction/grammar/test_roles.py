"""Who does what to whom in sixty sentences of news about export controls, and in a few that must not be got wrong."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.extraction.grammar.simple_reading import agents, patients
from tracker.extraction.grammar import Parse, load_grammar, words_of

FLOORS = {"roles.yaml": 0.83, "roles_held_out.yaml": 0.92}


def parsed(text: str) -> tuple[Parse, list[tuple[int, int]]]:
    spans = words_of(text)
    return load_grammar().parse([text[start:end] for start, end in spans]), spans


def is_right(text: str, spans: list[tuple[int, int]], found: tuple[int, ...], expected: list[str]) -> bool:
    places = [text.index(phrase) for phrase in expected]
    inside = [
        [word for word in found if start <= spans[word][0] < start + len(phrase)]
        for start, phrase in zip(places, expected, strict=True)
    ]
    return len(found) == len(expected) and all(len(words) == 1 for words in inside)


def answers(file: str) -> list[tuple[bool, str]]:
    """One answer a role: whether it is right, and what was asked."""
    made = []
    for case in yaml.safe_load(Path(__file__).with_name(file).read_text(encoding="utf-8")):
        parse, spans = parsed(case["text"])
        for role in case["roles"]:
            verb = parse.words.index(role["verb"])
            for name, read in (("agent", agents), ("patient", patients)):
                found = read(parse, verb)
                right = is_right(case["text"], spans, found, role.get(name, []))
                words = ", ".join(parse.words[i] for i in found)
                made.append((right, f"{name} of {role['verb']} read as [{words}]: {case['text']}"))
    return made


@pytest.mark.parametrize("file", FLOORS)
def test_who_does_what_is_read_right_in_most_news_sentences(file: str) -> None:
    given = answers(file)
    wrong = [question for right, question in given if not right]
    assert 1 - len(wrong) / len(given) >= FLOORS[file], "\n".join(wrong)


def named(read: Any, text: str, verb: str) -> list[str]:
    parse, _ = parsed(text)
    return [parse.words[i] for i in read(parse, parse.words.index(verb))]


def test_the_subject_acts_in_the_active() -> None:
    text = "The Commerce Department banned exports of advanced chips to China."
    assert named(agents, text, "banned") == ["Department"]
    assert named(patients, text, "banned") == ["exports"]


def test_the_subject_suffers_in_the_passive_and_by_names_who_acts() -> None:
    text = "The licence was revoked by the ministry."
    assert named(agents, text, "revoked") == ["ministry"]
    assert named(patients, text, "revoked") == ["licence"]


def test_a_passive_without_by_names_nobody_who_acts() -> None:
    assert named(agents, "The shipment was seized in Rotterdam.", "seized") == []


def test_a_relative_clause_is_about_the_noun_before_it() -> None:
    text = "Officials fined a firm that sold lasers to Iran."
    assert named(agents, text, "sold") == ["firm"]
    assert named(patients, text, "sold") == ["lasers"]


def test_every_member_of_a_coordination_is_read() -> None:
    text = "The ministry sanctioned Nvidia, Intel and Qualcomm."
    assert named(patients, text, "sanctioned") == ["Nvidia", "Intel", "Qualcomm"]


def test_verbs_joined_by_and_share_their_subject() -> None:
    assert named(agents, "Officials stopped the truck and seized the servers.", "seized") == ["Officials"]
