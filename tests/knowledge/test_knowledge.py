"""The packaged knowledge base: what a reader may rely on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from tracker.knowledge import Knowledge, load_knowledge
from tracker.knowledge.files import FOLDER, read_rows
from tracker.knowledge.loading import ENTITY_FILES
from tracker.model import ROLES

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


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(validate=True)


def test_every_file_passes_the_full_check(knowledge: Knowledge) -> None:
    assert len(knowledge.entities) > 3000
    assert {entity.kind for entity in knowledge.entities.values()} == set(ENTITY_FILES.values())
    assert len(knowledge.measures) > 100
    assert len(knowledge.timeline) > 300


@pytest.mark.parametrize("name", [*ENTITY_FILES, *DATED])
def test_every_record_has_an_own_id_a_source_and_a_confidence(name: str) -> None:
    rows = read_rows(FOLDER / name)
    assert not [identifier for identifier, count in Counter(row["id"] for row in rows).items() if count > 1]
    assert not [row["id"] for row in rows if not row.get("sources") or not row.get("confidence")]


_LOCAL = re.compile(
    r"""(?:^|[\s"'])(?:\.{0,2}|(?!src/)[a-z]+)/[a-z_]+/
    | (?:^|[\s"'])[a-z]+/[\w-]+\.(?:ya?ml|md|txt|json)\b
    | \bNOTES_ | \bseed\b""",
    re.MULTILINE | re.VERBOSE,
)
"""Paths and files that only a single machine has; those inside a published repository stand in brackets after it."""


@pytest.mark.parametrize("name", [*ENTITY_FILES, *DATED])
def test_no_file_speaks_of_where_it_was_made(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not _LOCAL.findall(text)


def test_names_that_two_parties_share_keep_both(knowledge: Knowledge) -> None:
    assert knowledge.forms["NEC"] == ("nec", "us-nec")
    assert {"cn-mofcom", "th-commerce"} <= set(knowledge.forms["Ministry of Commerce"])
    assert {"wang-wentao", "wang-yi"} <= set(knowledge.surnames["Wang"])
    assert knowledge.forms["Alibaba"] == ("alibaba",)
    assert knowledge.forms["Alibaba Cloud"] == ("alibaba-cloud",)


@pytest.mark.parametrize("word", ["Post", "Commerce", "State", "Applied", "Arrow", "House", "Georgia", "Wang", "He"])
def test_a_form_that_needs_context_is_not_a_plain_name(knowledge: Knowledge, word: str) -> None:
    assert word not in knowledge.forms
    assert knowledge.ambiguous_forms[word]


@pytest.mark.parametrize(
    ("form", "identifier"),
    [
        ("Nvidia", "nvidia"),
        ("英伟达", "nvidia"),
        ("TSMC", "tsmc"),
        ("Taiwan Semiconductor Manufacturing Company", "tsmc"),
        ("MOFCOM", "cn-mofcom"),
        ("BIS", "us-bis"),
        ("the White House", "us-government"),
        ("Jensen Huang", "jensen-huang"),
        ("H20", "nvidia-h20"),
        ("NXT:1980i", "asml-nxt-1980i"),
        ("rare earths", "rare-earths"),
        ("entity list", "us-entity-list"),
        ("50 per cent rule", "us-affiliates-rule"),
        ("U.K.", "united-kingdom"),
    ],
)
def test_the_usual_forms_are_known(knowledge: Knowledge, form: str, identifier: str) -> None:
    assert knowledge.forms[form] == (identifier,)


def test_norway_is_a_country_and_no_truth_value(knowledge: Knowledge) -> None:
    assert knowledge.entities["norway"].country == "NO"
    assert knowledge.entities["no-government"].name == "Norwegian government"


def test_a_capital_stands_for_its_government_and_the_government_is_no_place(knowledge: Knowledge) -> None:
    for capital, government in (("washington", "us-government"), ("beijing", "cn-government"), ("brussels", "eu")):
        assert knowledge.entities[capital].government == government
        assert knowledge.entities[government].kind == "agency"
    assert knowledge.entities["united-states"].government == "us-government"


def test_a_title_is_a_descriptor_and_never_a_name(knowledge: Knowledge) -> None:
    assert "jensen-huang" in knowledge.descriptors["Nvidia CEO"]
    assert not {"Nvidia CEO", "BIS chief", "President Xi", "the commerce ministry"} & set(knowledge.forms)


def test_an_office_keeps_the_precision_of_its_dates(knowledge: Knowledge) -> None:
    posts = {office.title: office for office in knowledge.entities["wang-wentao"].offices}
    assert posts["Governor"].start == "2018-03"
    assert posts["Minister of Commerce"].start == "2020-12-26"
    assert posts["Minister of Commerce"].end is None


def test_a_month_in_the_timeline_is_never_a_day(knowledge: Knowledge) -> None:
    record = next(r for r in knowledge.timeline if r.id == "2019-07-01-japan-korea-materials")
    assert (record.date.precision, record.date.start, record.date.end) == (
        "month",
        date(2019, 7, 1),
        date(2019, 7, 31),
    )
    assert all(r.date.start == r.date.end for r in knowledge.timeline if r.date.precision == "day")


def test_the_timeline_is_in_order_and_fills_known_roles_only(knowledge: Knowledge) -> None:
    starts = [record.date.start for record in knowledge.timeline]
    assert starts == sorted(starts)
    assert {role for record in knowledge.timeline for role in record.roles} <= set(ROLES)


def test_low_confidence_records_are_left_out_unless_asked_for(knowledge: Knowledge) -> None:
    shown = [record for record in knowledge.timeline if record.default]
    hidden = {record.id for record in knowledge.timeline if not record.default}
    assert "2026-06-20-gallium-ban-claim" in hidden
    assert all(record.confidence != "low" for record in shown)
    assert len(shown) + len(hidden) == len(knowledge.timeline)


def test_what_was_only_reported_is_marked_and_the_taken_back_too(knowledge: Knowledge) -> None:
    records = {record.id: record for record in knowledge.timeline}
    assert records["2025-08-11-15pct-revenue-share"].reported_only
    assert not records["2025-04-09-h20-licence"].reported_only
    assert records["2026-02-13-1260h-withdrawn"].withdrawn


def test_the_four_dates_of_a_rule_stay_apart(knowledge: Knowledge) -> None:
    rule = next(m for m in knowledge.measures if m.id == "us-bis-2023-10-acs-ifr")
    assert rule.announced is not None
    assert rule.published is not None
    assert (rule.announced.start, rule.published.start) == (date(2023, 10, 17), date(2023, 10, 25))
    assert [day.start for day in rule.effective] == [date(2023, 11, 17)]
    assert rule.fr_citation == "88 FR 73458"


def test_a_suspension_names_its_last_day_and_what_did_it(knowledge: Knowledge) -> None:
    rule = next(m for m in knowledge.measures if m.id == "us-bis-2025-09-29-affiliates-rule")
    suspended = next(change for change in rule.changes if change.change == "suspended")
    assert suspended.until is not None
    assert (suspended.date.start, suspended.until.end) == (date(2025, 11, 10), date(2026, 11, 9))
    assert suspended.by == ("us-bis-2025-11-10-affiliates-suspension",)
    assert rule.instrument == "us-affiliates-rule"


def test_an_interval_of_two_months_is_kept_whole(knowledge: Knowledge) -> None:
    letters = next(m for m in knowledge.measures if m.id == "us-commerce-2023-smic-south-letters")
    assert letters.published is not None
    assert (letters.published.start, letters.published.end, letters.published.precision) == (
        date(2023, 11, 1),
        date(2023, 12, 31),
        "range",
    )


def test_the_2023_chip_test_has_its_numbers(knowledge: Knowledge) -> None:
    test = next(t for t in knowledge.thresholds if t.id == "3a090-2023-11")
    tiers = {tier.eccn: tier for tier in test.tiers}
    first, second = tiers["3A090.a"].any_of
    assert [(c.metric, c.comparison, c.value) for c in first] == [("TPP", ">=", 4800)]
    assert [(c.metric, c.comparison, c.value) for c in second] == [
        ("TPP", ">=", 1600),
        ("performance_density", ">=", 5.92),
    ]


def test_an_eccn_that_looks_like_a_number_stays_text(knowledge: Knowledge) -> None:
    test = next(t for t in knowledge.thresholds if t.id == "3a090-2025-01-ai-diffusion")
    assert "4E091" in test.eccns


def test_a_chip_has_its_figures_and_its_history(knowledge: Knowledge) -> None:
    chip = knowledge.specifications["nvidia-h20"]
    assert chip.tpp == 2368
    assert knowledge.entities["nvidia-h20"].vendor == "nvidia"
    assert "us-bis-2025-04-h20-letter" in {status.measure for status in chip.export_status}


def test_absence_from_a_list_says_when_it_was_checked(knowledge: Knowledge) -> None:
    listing = next(x for x in knowledge.listings if (x.party, x.list) == ("cxmt", "us-entity-list"))
    assert not listing.listed
    assert listing.checked is not None
    assert listing.checked.start == date(2026, 7, 31)


def test_the_knowledge_says_how_far_its_sources_reach(knowledge: Knowledge) -> None:
    until = knowledge.coverage["measures"].until
    assert (until.end, until.precision) == (date(2026, 9, 30), "month")


def test_event_types_are_offered_and_the_timeline_uses_no_other(knowledge: Knowledge) -> None:
    assert {record.type for record in knowledge.timeline if record.type} <= set(knowledge.event_types)


def test_structured_values_cannot_be_changed(knowledge: Knowledge) -> None:
    rule = next(m for m in knowledge.measures if m.id == "us-bis-2022-10-07-ifr")
    assert rule.controls["eccns"] == ("3A090", "4A090", "3B090")


def test_a_second_load_gives_the_same_object() -> None:
    assert load_knowledge() is load_knowledge()
