"""Who is reached, where, and with which way out."""

import pytest

from tests.controls.conftest import Ask


def test_a_firm_with_a_parent_in_china_is_reached_anywhere(ask: Ask) -> None:
    answer = ask("H100", "MY", on="2024-06-01", party="ByteDance")
    assert answer.state == "licence required"
    assert any("ByteDance, the party itself, has its seat in CN" in a.reason for a in answer.applied)
    assert ask("H100", "MY", on="2024-06-01", party="Samsung Electronics").state == "permitted"


def test_without_a_party_what_parties_decide_is_left_open(ask: Ask) -> None:
    answer = ask("H100", "MY", on="2024-06-01")
    assert answer.state == "permitted"
    assert {a.scope for a in answer.depends} >= {"entity-list", "april-2024-chips"}
    assert all("no party was named" in a.reason for a in answer.depends if a.scope != "my-chips")


def test_a_listed_party_needs_a_licence_for_what_is_free_for_others(ask: Ask) -> None:
    answer = ask("L20", "CN", on="2025-02-01", party="SMIC")
    assert answer.state == "licence required"
    entry = next(a for a in answer.applied if a.scope == "entity-list")
    assert entry.reason == "L20 is subject to the US rules; SMIC is on the Entity List since 2020-12-18"
    assert "85 FR 83420" in entry.sources
    assert ask("L20", "CN", on="2025-02-01", party="CXMT").state == "permitted"


def test_a_footnote_puts_a_party_under_a_direct_product_rule(ask: Ask) -> None:
    verdicts = {}
    for day in ("2022-10-06", "2022-10-08"):
        answer = ask("NXT:1980i", "CN", on=day, party="Sugon")
        verdicts[day] = next(a.verdict for a in answer.assessments if a.scope == "entity-list-direct-product")
    # Whether the machine is the direct product of US technology is what is not known.
    assert verdicts == {"2022-10-06": "does not apply", "2022-10-08": "unknown"}


def test_an_entry_of_which_only_the_year_is_known_counts_from_the_next(ask: Ask) -> None:
    assert ask("L20", "CN", on="2024-06-01", party="Hytera").state == "permitted"
    assert ask("L20", "CN", on="2025-01-01", party="Hytera").state == "licence required"
    assert ask("L20", "CN", on="2024-06-01", party="CETC").state == "licence required"


def test_a_parent_whose_share_is_unknown_leaves_the_answer_unknown(ask: Ask) -> None:
    answer = ask("L20", "CN", on="2025-10-10", party="AMIES")
    rule = next(a for a in answer.assessments if a.scope == "affiliates")
    assert (rule.verdict, answer.state) == ("unknown", "unknown")
    assert "its share is unknown" in rule.reason


@pytest.mark.parametrize(
    ("item", "on", "exceptions"),
    [
        ("RTX 4090", "2024-06-01", ["NAC"]),
        ("A30", "2024-06-01", ["NAC"]),
        ("A100", "2024-06-01", []),
        ("HBM3E", "2025-02-01", ["HBM"]),
    ],
)
def test_a_licence_exception_is_named_where_one_is_open(ask: Ask, item: str, on: str, exceptions: list[str]) -> None:
    answer = ask(item, "CN", on=on)
    assert answer.state == "licence required"
    assert [e.name for e in answer.exporter.exceptions] == exceptions


def test_other_groups_are_presumed_approved_and_allies_free(ask: Ask) -> None:
    assert ask("H100", "SA", on="2024-06-01").policy == "presumption of approval"
    assert ask("H100", "AE", on="2024-06-01").policy == "presumption of approval"
    assert ask("H100", "JP", on="2024-06-01").state == "permitted"
    assert ask("H100", "IL", on="2024-06-01").state == "permitted"


def test_letters_of_2022_bridge_the_weeks_until_the_rule(ask: Ask) -> None:
    assert ask("A100", "CN", on="2022-08-28", known="2022-08-30").state == "permitted"
    for day in ("2022-09-02", "2022-10-08", "2022-10-20", "2022-10-21"):
        assert ask("A100", "CN", on=day).state == "licence required"
    assert ask("H100 NVL", "CN", on="2023-06-01").policy == "presumption of denial"


def test_the_diffusion_rule_was_to_come_and_is_suspended(ask: Ask) -> None:
    assert ask("H100", "CH", on="2025-05-20", known="2025-03-01").state == "licence required"
    assert ask("H100", "CH", on="2025-05-12").state == "permitted"
    assert ask("H100", "CH", on="2025-05-20").state == "suspended"


def test_memory_is_controlled_from_the_day_of_compliance(ask: Ask) -> None:
    assert ask("HBM3E", "CN", on="2024-12-30").state == "permitted"
    assert ask("HBM3E", "CN", on="2024-12-31").policy == "presumption of denial"


def test_dutch_rules_take_machines_one_by_one(ask: Ask) -> None:
    assert ask("NXT:2050i", "CN", on="2023-09-01").state == "licence required"
    assert ask("NXT:1980i", "CN", on="2024-09-06").state == "permitted"
    assert ask("NXT:1980i", "CN", on="2024-09-07").policy == "case by case"
    assert ask("NXT:2050i", "DE", on="2024-09-07").state == "permitted"
    assert "october-2023-tools" in {a.scope for a in ask("NXT:1980i", "CN", on="2024-01-15").depends}
    assert ask("TWINSCAN NXE", "CN", on="2023-08-31").state == "unknown"
    assert [a.scope for a in ask("TWINSCAN NXE", "CN", on="2023-09-01").applied] == ["nl-immersion"]


def test_chinese_metals_are_banned_suspended_and_licensed(ask: Ask) -> None:
    assert ask("gallium", "US", on="2024-06-01").state == "licence required"
    assert ask("gallium", "US", on="2025-01-01").state == "prohibited"
    assert ask("gallium", "US", on="2026-01-01").state == "licence required"
    assert ask("gallium", "US", on="2026-12-01", known="2026-11-22").state == "prohibited"
    assert ask("gallium", "US", on="2026-12-01").state == "unknown"
    assert ask("gallium", "US", on="2026-01-01", end_use="military").state == "prohibited"
    assert ask("holmium", "JP", on="2025-12-01").state == "suspended"


def test_chinese_chips_are_reached_since_the_guidance(ask: Ask) -> None:
    assert ask("BR100", "SA", on="2025-05-12").state == "unknown"
    assert ask("BR100", "SA", on="2025-05-13").state == "licence required"
    assert ask("Ascend 910C", "MY", on="2025-06-01").state == "licence required"


def test_the_buyers_ban_on_micron_asks_for_the_end_use(ask: Ask) -> None:
    named = ask("HBM3E", "CN", on="2023-06-01")
    assert named.buyer.state == "permitted"
    assert not [a for a in named.depends if a.scope == "micron-infrastructure"]  # the class has no maker


def test_a_low_confidence_measure_never_decides(ask: Ask) -> None:
    answer = ask("graphite", "JP", on="2024-06-01")
    assert (answer.state, answer.exporter.as_reported) == ("permitted", "licence required")
    assert [a.scope for a in answer.reported] == ["announcement-39-graphite"]


def test_what_is_not_held_is_unknown_and_not_free(ask: Ask) -> None:
    assert ask("H20", "IR", on="2024-06-01").state == "unknown"
    assert ask("L20", "RU", on="2024-06-01").state == "unknown"
    assert ask("photoresist", "CN", on="2024-06-01").state == "unknown"


def test_every_public_measure_is_looked_at_with_a_reason_and_a_source(ask: Ask) -> None:
    answer = ask("H200", "CN", on="2026-09-01")
    assert len({a.measure for a in answer.assessments if a.measure}) == 118
    assert all(a.reason and a.sources for a in answer.assessments)
    bill = next(a for a in answer.considered if a.measure == "us-congress-2026-match-act")
    assert bill.reason == "a bill; it was not law when the last source was read"


def test_a_letter_of_which_only_the_week_is_known_is_unknown_within_it(ask: Ask) -> None:
    days = {day: ask("Gaudi 3", "CN", on=day, known="2025-06-01") for day in ("2025-04-06", "2025-04-10", "2025-04-13")}
    verdicts = {
        day: next(a.verdict for a in answer.assessments if a.scope == "letter-gaudi") for day, answer in days.items()
    }
    assert verdicts == {"2025-04-06": "not in force", "2025-04-10": "unknown", "2025-04-13": "applies"}
