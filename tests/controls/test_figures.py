"""The answers that the tracker exists for, each with the source that it rests on.

Sources: Nvidia's disclosure of 15 April 2025 (H20); 87 FR 62186 and 88 FR 73458 (chip rules of 2022 and 2023);
90 FR 47201 and the rule issued on 10 November 2025 (affiliates); 91 FR 1684 (review policy of January 2026).
"""

from datetime import date

import pytest

from tests.controls.conftest import Ask
from tracker.controls import measure_standing
from tracker.knowledge import Knowledge

H20_LETTER = "us-bis-2025-04-h20-letter"
AFFILIATES = "us-bis-2025-09-29-affiliates-rule"


def test_h20_was_free_of_licence_under_the_thresholds(ask: Ask) -> None:
    answer = ask("H20", "CN", on="2025-04-08")
    assert answer.state == "permitted"
    rule = next(a for a in answer.considered if a.scope == "april-2024-chips")
    assert "TPP 2,368 < 4,800" in rule.reason
    assert any("federalregister" in s or "bis.gov" in s or "bakermckenzie" in s for s in rule.sources)


@pytest.mark.parametrize("day", ["2025-05-01", "2025-07-16", "2025-08-15", "2025-12-01"])
def test_h20_needs_a_licence_since_the_letter_whatever_is_promised_or_granted(ask: Ask, day: str) -> None:
    answer = ask("H20", "Shanghai", on=day)
    assert (answer.state, answer.policy) == ("licence required", None)
    assert {a.measure for a in answer.applied if a.verdict == "applies"} == {H20_LETTER}
    assert all(a.sources for a in answer.applied)


def test_promises_and_grants_of_h20_licences_stand_beside_the_answer(ask: Ask) -> None:
    said = {
        day: [a.practice for a in ask("H20", "CN", on=day).practice]
        for day in ("2025-05-01", "2025-07-16", "2025-08-15")
    }
    assert said == {"2025-05-01": [], "2025-07-16": ["promised"], "2025-08-15": ["promised", "granted"]}


@pytest.mark.parametrize(
    ("known", "state"), [("2025-04-12", "permitted"), ("2025-04-14", "permitted"), ("2025-04-15", "licence required")]
)
def test_the_h20_letter_changes_no_answer_before_it_was_public(ask: Ask, known: str, state: str) -> None:
    answer = ask("H20", "CN", on="2025-04-12", known=known)
    assert answer.state == state
    assert (H20_LETTER in {a.measure for a in answer.assessments}) is (state == "licence required")


@pytest.mark.parametrize("item", ["A800", "H800"])
def test_the_chips_made_for_the_rule_of_2022_are_free_until_that_of_2023(ask: Ask, item: str) -> None:
    before, after = ask(item, "CN", on="2023-11-16"), ask(item, "CN", on="2023-11-17")
    assert before.state == "permitted"
    assert (after.state, after.policy) == ("licence required", "presumption of denial")
    old = next(a for a in before.considered if a.scope == "october-2022-chips")
    assert old.reason == "interconnect bandwidth 400 GB/s < 600"


def test_the_early_notice_of_october_2023_is_reported_and_decides_nothing(ask: Ask) -> None:
    answer = ask("A800", "CN", on="2023-10-30")
    assert answer.state == "permitted"
    assert answer.exporter.as_reported == "licence required"
    assert [a.measure for a in answer.reported] == ["us-bis-2023-10-acs-ifr"]
    assert ask("A800", "CN", on="2023-10-30", known="2023-10-23").reported == ()


def test_h200_in_march_2026_is_case_by_case_with_the_buyers_side_beside_it(ask: Ask) -> None:
    answer = ask("H200", "CN", on="2026-03-15")
    assert (answer.state, answer.policy) == ("licence required", "case by case")
    assert "independent third-party testing in the United States before export" in answer.exporter.conditions
    assert (answer.buyer.state, answer.buyer.as_reported) == ("permitted", "licence required")
    assert [a.measure for a in answer.reported] == ["cn-2026-01-28-h200-approvals"]


def test_h200_was_presumed_denied_before_january_2026_and_other_routes_still_are(ask: Ask) -> None:
    assert ask("H200", "CN", on="2026-01-14").policy == "presumption of denial"
    assert ask("H200", "CN", on="2026-03-15", origin="SG").policy == "presumption of denial"
    assert ask("B200", "CN", on="2026-03-15").policy == "presumption of denial"


def test_the_customs_block_on_h200_is_shown_as_reported(ask: Ask) -> None:
    answer = ask("H200", "CN", on="2026-01-20")
    assert (answer.buyer.state, answer.buyer.as_reported, answer.as_reported) == (
        "permitted",
        "prohibited",
        "prohibited",
    )


@pytest.mark.parametrize(
    ("valid", "known", "state", "reason"),
    [
        ("2025-09-28", "2025-09-29", "issued", "issued; in force from 2025-09-29"),
        ("2025-09-29", "2025-09-29", "in force", "in force since 2025-09-29"),
        ("2025-12-05", "2025-10-25", "in force", "in force since 2025-09-29"),
        ("2025-12-05", "2025-11-05", "in force", "in force since 2025-09-29; suspended from 2025-11-10 announced"),
        ("2025-12-05", "2025-11-20", "suspended", "suspended from 2025-11-10 to 2026-11-09"),
        ("2025-11-09", "2025-11-20", "in force", "in force since 2025-09-29"),
        ("2025-11-10", "2025-11-20", "suspended", "suspended from 2025-11-10 to 2026-11-09"),
        ("2026-11-10", "2026-06-01", "in force", "in force since 2026-11-10"),
    ],
)
def test_the_affiliates_rule_stands_as_it_was_known(
    knowledge: Knowledge, valid: str, known: str, state: str, reason: str
) -> None:
    found = measure_standing(
        AFFILIATES, valid_at=date.fromisoformat(valid), known_at=date.fromisoformat(known), knowledge=knowledge
    )
    assert (found.state, found.reason) == (state, reason)


def test_a_return_that_no_source_confirms_is_unknown_once_its_day_has_come(knowledge: Knowledge) -> None:
    found = measure_standing(AFFILIATES, valid_at=date(2026, 11, 22), known_at=date(2026, 11, 22), knowledge=knowledge)
    assert found.state == "unknown"
    assert "no source read says whether it came" in found.reason


@pytest.mark.parametrize(
    ("on", "known", "verdict"),
    [
        ("2025-09-28", "2025-09-28", None),
        ("2025-10-10", "2025-10-10", "applies"),
        ("2025-12-05", "2025-10-25", "applies"),
        ("2025-12-05", "2025-11-05", "applies"),
        ("2025-12-05", "2025-12-05", "suspended"),
        ("2026-11-22", "2026-11-22", "unknown"),
    ],
)
def test_an_owned_party_is_reached_while_the_affiliates_rule_is_in_force(
    ask: Ask, on: str, known: str, verdict: str | None
) -> None:
    answer = ask("L20", "NL", on=on, known=known, party="Nexperia")
    rule = next((a for a in answer.assessments if a.scope == "affiliates"), None)
    states = {"applies": "licence required", "suspended": "suspended", "unknown": "unknown", None: "permitted"}
    assert (rule.verdict if rule else None) == verdict
    assert answer.state == states[verdict]
    if rule:
        assert "Wingtech holds 100 percent of Nexperia" in rule.reason


def test_a_knowledge_of_all_items_and_measures_is_held(knowledge: Knowledge) -> None:
    assert len(knowledge.specifications) == 98
    assert len(knowledge.measures) == 118
