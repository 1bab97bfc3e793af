"""Bands, the clock, the calendar file and the impact of a measure."""

from datetime import date
from itertools import pairwise

import pytest

from tracker.controls import Shipment, answer, as_known, clock, impact, timeline, to_icalendar
from tracker.errors import NotFound
from tracker.knowledge import Knowledge

H20 = Shipment(item="nvidia-h20", destination="CN")


def test_bands_follow_each_other_without_a_gap_and_each_differs(knowledge: Knowledge) -> None:
    bands = timeline(H20, as_known(knowledge, date(2026, 11, 22)), since=date(2024, 1, 1))
    assert bands[0].start == date(2024, 1, 1)
    assert all((b.start - a.end).days == 1 for a, b in pairwise(bands))
    assert [(b.start.isoformat(), b.state, b.practice) for b in bands[:4]] == [
        ("2024-01-01", "permitted", ()),
        ("2025-04-09", "licence required", ()),
        ("2025-07-15", "licence required", ("promised",)),
        ("2025-08-08", "licence required", ("promised", "granted")),
    ]


def test_bands_say_on_every_day_what_the_status_says(knowledge: Knowledge) -> None:
    view = as_known(knowledge, date(2026, 3, 1))
    shipment = Shipment(item="nvidia-h200-sxm", destination="NL", party="nexperia")
    for band in timeline(shipment, view, since=date(2023, 1, 1), until=date(2027, 1, 1)):
        for day in (band.start, band.start + (band.end - band.start) // 2, band.end):
            found = answer(shipment, day, view)
            assert (found.state, found.policy) == (band.state, band.policy)


def test_bands_known_earlier_end_in_what_was_then_law(knowledge: Knowledge) -> None:
    bands = timeline(H20, as_known(knowledge, date(2025, 4, 14)), since=date(2024, 1, 1))
    assert [band.state for band in bands] == ["permitted"]
    assert timeline(H20, as_known(knowledge, date(2025, 4, 14)), since=date(2027, 1, 1), until=date(2026, 1, 1)) == ()


def test_the_clock_names_what_comes_if_nobody_acts(knowledge: Knowledge) -> None:
    soon = clock(knowledge, today=date(2026, 11, 22), days=30)
    assert ("2026-11-28", "cn-mofcom-2024-46-us-ban", "reinstated") in {
        (c.date.isoformat(), c.measure, c.kind) for c in soon
    }
    year = {(c.date.isoformat(), c.measure) for c in clock(knowledge, today=date(2026, 11, 22), days=365)}
    assert {
        ("2027-01-01", "us-bis-2025-12-annual-licences"),
        ("2027-01-01", "us-bis-2025-01-foundry-due-diligence"),
    } <= year


def test_the_clock_of_an_earlier_day_shows_what_was_then_to_come(knowledge: Knowledge) -> None:
    found = {(c.date.isoformat(), c.measure, c.kind) for c in clock(knowledge, today=date(2025, 11, 5), days=365)}
    assert ("2025-11-10", "us-bis-2025-09-29-affiliates-rule", "suspended") in found
    assert not [c for c in found if c[2] == "reinstated" and c[1] == "us-bis-2025-09-29-affiliates-rule"]
    later = {(c.measure, c.kind) for c in clock(knowledge, today=date(2025, 11, 12), days=365)}
    assert ("us-bis-2025-09-29-affiliates-rule", "reinstated") in later


def test_the_calendar_has_one_whole_day_event_for_each_change(knowledge: Knowledge) -> None:
    changes = clock(knowledge, today=date(2026, 11, 22), days=365)
    text = to_icalendar(changes, stamped=date(2026, 11, 22))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == len(changes)
    assert "DTSTART;VALUE=DATE:20261128" in text
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    identifiers = [line for line in text.replace("\r\n ", "").split("\r\n") if line.startswith("UID:")]
    assert len(set(identifiers)) == len(changes)


def test_the_impact_of_a_letter_is_what_it_changes(knowledge: Knowledge) -> None:
    found = impact("us-bis-2025-04-h20-letter", knowledge, destinations=["CN", "MO", "NL"])
    reached = {(i.shipment.item, i.shipment.destination) for i in found if i.after == "licence required"}
    assert reached == {("nvidia-h20", "CN"), ("nvidia-h20", "MO")}
    assert {(i.day.isoformat(), i.before) for i in found} == {("2025-04-09", "permitted")}
    doubtful = {i.shipment.item for i in found if i.after == "unknown"}
    assert doubtful == {"nvidia-rtx-4090d", "nvidia-rtx-5090d"}  # their interconnect bandwidth was not read


def test_the_impact_of_a_policy_is_on_the_policy(knowledge: Knowledge) -> None:
    found = impact("us-bis-2026-01-15-license-review", knowledge, destinations=["CN"])
    changed = {i.shipment.item: (i.before_policy, i.after_policy) for i in found}
    assert changed["nvidia-h200-sxm"] == ("presumption of denial", "case by case")
    assert "nvidia-b200" not in changed


def test_the_impact_of_a_suspension_reaches_owned_parties(knowledge: Knowledge) -> None:
    found = impact(
        "us-bis-2025-11-10-affiliates-suspension",
        knowledge,
        items=["nvidia-l20"],
        destinations=["NL"],
        parties=[None, "nexperia", "samsung-electronics"],
    )
    assert [(i.shipment.party, i.before, i.after) for i in found] == [("nexperia", "licence required", "suspended")]


def test_the_impact_of_an_unknown_measure_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(NotFound, match="No measure has the id 'ghost'"):
        impact("ghost", knowledge)
