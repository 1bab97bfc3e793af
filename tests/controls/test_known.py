"""Nothing that became known later has a part in an answer."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.controls.conftest import Ask
from tracker.controls import Report, Shipment, answer, as_known, status
from tracker.knowledge import Knowledge
from tracker.knowledge.dates import parse_interval

_DAYS = [date(2022, 9, 15), date(2023, 10, 20), date(2025, 4, 14), date(2025, 11, 5), date(2026, 2, 1)]


@pytest.mark.parametrize("known_at", _DAYS)
def test_a_view_holds_nothing_that_became_known_later(knowledge: Knowledge, known_at: date) -> None:
    view = as_known(knowledge, known_at)
    assert all(phase.known.end <= known_at for phases in view.acts.values() for phase in phases)
    assert all(p.announced.end <= known_at for phases in view.announced.values() for p in phases if p.announced)
    assert all(name in view.acts for name in view.measures)
    assert all(any(name in view.acts for name in scope.measures) for scope in view.scopes if scope.measures)
    assert all(r.date is None or r.date.end <= known_at for records in view.listings.values() for r in records)
    assert all(
        figures.announced is None or figures.announced.end <= known_at for figures in view.specifications.values()
    )


@pytest.mark.parametrize("known_at", _DAYS)
def test_taking_away_all_that_became_known_later_changes_no_answer(knowledge: Knowledge, known_at: date) -> None:
    earlier = replace(knowledge)
    phases = {name: tuple(p for p in all_ if _public(p, known_at)) for name, all_ in knowledge.phases.items()}
    listings = tuple(r for r in knowledge.listings if (d := r.date or r.checked) is None or d.end <= known_at)
    vars(earlier).update(vars(knowledge) | {"phases": phases, "listings": listings})
    for item in ("nvidia-h20", "nvidia-h200-sxm", "nvidia-a800", "gallium"):
        for party in (None, "nexperia", "smic"):
            shipment = Shipment(item=item, destination="CN", party=party)
            day = known_at + timedelta(days=90)
            with_all = status(shipment, valid_at=day, known_at=known_at, knowledge=knowledge)
            assert status(shipment, valid_at=day, known_at=known_at, knowledge=earlier) == with_all


def _public(phase: object, known_at: date) -> bool:
    days = [getattr(phase, name) for name in ("known", "announced")]
    return any(day is not None and day.end <= known_at for day in days)


def test_an_item_that_nobody_had_heard_of_has_no_answer(ask: Ask) -> None:
    answer_ = ask("H20", "CN", on="2023-10-01")
    assert answer_.state == "unknown"
    assert any("Neither figures of H20" in caveat for caveat in answer_.caveats)


def test_a_listing_counts_from_the_day_on_which_it_was_known(ask: Ask) -> None:
    assert ask("L20", "CN", on="2024-12-05", known="2024-11-30", party="Wingtech").state == "permitted"
    assert ask("L20", "CN", on="2024-12-05", party="Wingtech").state == "licence required"


def test_a_country_that_left_a_group_is_in_it_for_whoever_did_not_know(knowledge: Knowledge) -> None:
    before = as_known(knowledge, date(2026, 2, 2)).groups["us-d5"]
    after = as_known(knowledge, date(2026, 2, 3)).groups["us-d5"]
    assert ("KH" in before.members, "KH" in after.members) == (True, False)
    shipment = Shipment(item="nvidia-h100-sxm", destination="KH")
    policies = [answer(shipment, date(2026, 2, day), as_known(knowledge, date(2026, 3, 1))).policy for day in (2, 3)]
    assert policies == ["presumption of denial", "presumption of approval"]


def test_a_reported_suspension_is_shown_and_decides_nothing(knowledge: Knowledge) -> None:
    shipment = Shipment(item="nvidia-h20", destination="CN")
    report = Report(
        measure="us-bis-2025-04-h20-letter",
        kind="suspended",
        effective=parse_interval("2025-06-10"),
        known=parse_interval("2025-06-12"),
        words="A paper says that the letter was suspended.",
        sources=("https://example.com/story",),
    )
    for day, words in ((date(2025, 6, 11), []), (date(2025, 6, 12), [report.words])):
        found = status(shipment, valid_at=day, known_at=day, knowledge=knowledge, reports=[report])
        assert found.state == "licence required"
        assert [a.report for a in found.reported] == words
        assert found.exporter.as_reported == ("suspended" if words else "licence required")
