"""What articles say of measures becomes a report only where it is clear."""

from datetime import date

import pytest

from tracker.controls import Report, Said, Shipment, measures_by_instrument, reports, status
from tracker.knowledge import Knowledge
from tracker.knowledge.dates import parse_interval

RULE = "us-bis-2025-09-29-affiliates-rule"


def said(day: str, known: str, type_: str = "control_suspended", **others: str) -> Said:
    fields = {"measure": RULE, "trigger": "suspended", "status": "occurred", "source": "https://example.com/a"} | others
    return Said(  # type: ignore[arg-type]
        **fields,
        type=type_,
        date=parse_interval(day),
        known=date.fromisoformat(known),
        title="The Courier: Rule gone",
        quote="The rule is gone.",
    )


def told(knowledge: Knowledge, one: Said, known_at: str) -> list[Report]:
    return list(reports([one], knowledge, known_at=date.fromisoformat(known_at)))


def test_an_instrument_stands_for_a_measure_only_where_one_rule_restricts_by_it(knowledge: Knowledge) -> None:
    found = measures_by_instrument(knowledge)
    assert found["us-affiliates-rule"] == RULE
    assert found["us-october-2022-rule"] == "us-bis-2022-10-07-ifr"
    ambiguous = {"us-october-2023-rule", "us-fdpr"}
    lists_and_laws = {"us-entity-list", "tw-shtc-list", "my-strategic-trade-act", "us-ecra"}
    assert not found.keys() & (ambiguous | lists_and_laws)


def test_a_report_holds_the_words_the_day_and_where_they_stand(knowledge: Knowledge) -> None:
    (report,) = told(knowledge, said("2025-10-10", "2025-10-12"), "2025-10-15")
    assert (report.measure, report.kind, report.sources) == (RULE, "suspended", ("https://example.com/a",))
    assert report.words == "“The rule is gone.” (The Courier: Rule gone, 2025-10-12)"
    assert (report.effective.start, report.known.start) == (date(2025, 10, 10), date(2025, 10, 12))


@pytest.mark.parametrize(
    ("one", "known_at", "kinds"),
    [
        (said("2025-10-10", "2025-10-12"), "2025-10-11", []),
        (said("2025-11-15", "2025-11-16"), "2025-11-20", []),
        (said("2025-09-10", "2025-09-12"), "2025-09-12", []),
        (said("2025-10-20", "2025-10-12"), "2025-10-15", []),
        (said("2025-10-20", "2025-10-12", status="planned"), "2025-10-15", ["suspended"]),
        (said("2025-10-10", "2025-10-12", status="planned"), "2025-10-15", []),
        (said("2025-10-10", "2025-10-12", "control_eased", trigger="rescinded"), "2025-10-15", ["rescinded"]),
        (said("2025-10-10", "2025-10-12", "control_eased", trigger="eased"), "2025-10-15", []),
        (said("2025-10-10", "2025-10-12", "control_imposed", trigger="imposed"), "2025-10-15", []),
        (said("2025-12-10", "2025-12-12", "control_imposed", trigger="imposed"), "2025-12-15", ["reinstated"]),
    ],
    ids=[
        "told later than asked",
        "confirmed already",
        "before the measure was public",
        "occurred after it was told",
        "planned",
        "planned for a day that had passed",
        "ended",
        "only eased",
        "in force anyway",
        "back after the suspension",
    ],
)
def test_only_what_is_clear_and_new_becomes_a_report(
    knowledge: Knowledge, one: Said, known_at: str, kinds: list[str]
) -> None:
    assert [report.kind for report in told(knowledge, one, known_at)] == kinds


def test_what_is_only_planned_is_shown_before_and_left_open_after(knowledge: Knowledge) -> None:
    one = said("2025-10-20", "2025-10-12", status="planned")
    shipment = Shipment(item="nvidia-l20", destination="NL", party="nexperia")
    days = (date(2025, 10, 15), date(2025, 10, 25))
    found = [
        status(
            shipment, valid_at=day, known_at=day, knowledge=knowledge, reports=reports([one], knowledge, known_at=day)
        )
        for day in days
    ]
    assert [answer.state for answer in found] == ["licence required"] * 2
    assert [answer.as_reported for answer in found] == ["licence required", "unknown"]
    assert [a.report_sources for answer in found for a in answer.reported] == [("https://example.com/a",)] * 2
