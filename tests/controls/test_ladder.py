"""The rungs from a hint to revenue."""

from dataclasses import replace
from datetime import date

import pytest

from tracker.controls import (
    LicenceSaid,
    Rung,
    RungClaim,
    Shipment,
    ladders,
    ladders_of,
    reported_rungs,
    rung_claims,
)
from tracker.knowledge import Knowledge
from tracker.knowledge.dates import parse_interval
from tracker.model import ClaimStatus


def claim(rung: Rung, day: str, *, reported: bool = False, known: str | None = None) -> RungClaim:
    return RungClaim(
        company="acme",
        item="chip",
        destination="CN",
        rung=rung,
        date=parse_interval(day),
        known=date.fromisoformat(known or day),
        reported=reported,
        words=rung,
        sources=("https://example.com",),
    )


def test_a_ladder_climbed_rung_by_rung_is_sound() -> None:
    rungs: list[Rung] = ["promised", "applied", "granted", "shipped", "booked"]
    claims = [claim(rung, f"2025-07-{10 + number}") for number, rung in enumerate(rungs)]
    (ladder,) = ladders(reversed(claims), known_at=date(2025, 8, 1))
    assert [step.claim.rung for step in ladder.steps] == rungs
    assert (ladder.flagged, ladder.reached) == ((), "booked")


def test_a_claim_that_skips_a_rung_is_flagged_and_does_not_count() -> None:
    (ladder,) = ladders([claim("applied", "2025-07-10"), claim("shipped", "2025-07-20")], known_at=date(2025, 8, 1))
    assert [(step.claim.rung, step.skipped) for step in ladder.flagged] == [("shipped", ("granted",))]
    assert ladder.reached == "applied"


def test_a_report_is_shown_and_reaches_nothing() -> None:
    (ladder,) = ladders([claim("applied", "2025-07-10", reported=True)], known_at=date(2025, 8, 1))
    assert (len(ladder.steps), ladder.reached) == (1, None)


def test_what_was_not_yet_said_is_not_on_the_ladder() -> None:
    claims = [claim("applied", "2025-07-10"), claim("granted", "2025-07-20", known="2025-08-11")]
    assert [len(found.steps) for found in ladders(claims, known_at=date(2025, 8, 10))] == [1]
    assert ladders(claims, known_at=date(2025, 7, 1)) == ()


def test_the_reference_timeline_climbs_to_granted_for_h20(knowledge: Knowledge) -> None:
    claims = tuple(rung_claims(knowledge, destination="CN"))
    found = {(ladder.company, ladder.item): ladder for ladder in ladders(claims, known_at=date(2025, 12, 31))}
    h20 = found["nvidia", "nvidia-h20"]
    assert [step.claim.rung for step in h20.steps] == ["promised", "applied", "granted"]
    assert (h20.reached, h20.flagged) == ("granted", ())
    assert {ladder.destination for ladder in found.values()} >= {"CN"}
    mi308 = found["amd", "amd-mi308"]
    assert [step.skipped for step in mi308.flagged] == [("applied",)]


def told(
    type_: str,
    status: ClaimStatus,
    day: str | None,
    place: str | None = "china",
    *,
    trigger: str = "",
    words: str = "Said so.",
) -> LicenceSaid:
    return LicenceSaid(
        type=type_,
        status=status,
        trigger=trigger,
        roles={"actor": ("nvidia",), "target": ("nvidia",), "item": ("nvidia-h20",)}
        | ({"destination": (place,)} if place else {}),
        known=date(2025, 7, 27),
        date=parse_interval(day) if day else None,
        words=words,
        source="https://example.com/a",
    )


@pytest.mark.parametrize(
    ("said", "rungs"),
    [
        (told("licence_applied", "occurred", "2025-07-20"), [("applied", "2025-07-20", "CN", True)]),
        (told("licence_granted", "planned", "2025-08-20"), [("promised", "2025-07-27", "CN", True)]),
        (told("licence_granted", "proposed", None), [("hinted", "2025-07-27", "CN", True)]),
        (told("licence_granted", "occurred", None), []),
        (told("sale_resumed", "occurred", "2025-08-20"), []),
        (told("licence_granted", "denied", "2025-07-20"), []),
        (told("licence_applied", "occurred", "2025-07-20", place=None), [("applied", "2025-07-20", "JP", False)]),
        (told("licence_applied", "occurred", "2025-07-20", place="place~nowhere"), []),
    ],
    ids=["dated", "promise", "hint", "undated", "after it was told", "denied", "no place", "unknown place"],
)
def test_what_an_article_says_climbs_to_a_rung_where_it_is_clear(
    knowledge: Knowledge, said: LicenceSaid, rungs: list[tuple[str, str, str, bool]]
) -> None:
    found = list(reported_rungs([said], knowledge, destination="JP"))
    assert [(c.rung, str(c.date.start), c.destination, c.place_said) for c in found] == rungs
    assert all(claim.reported for claim in found)


@pytest.mark.parametrize(
    ("trigger", "words", "rungs"),
    [
        ("booked", "Nvidia booked $50 million of revenue from the H20 in China.", ["booked"]),
        ("recorded", "Nvidia recorded H20 sales of $50 million in China.", ["booked"]),
        ("booked", "Nvidia booked a $4.5 billion charge for the H20 in China.", []),
        ("recorded", "Nvidia recorded no H20 sales in China, where it had $4.6 billion.", []),
        ("expects", "Nvidia expects $2 billion of H20 revenue in China.", []),
    ],
)
def test_revenue_that_was_booked_is_the_highest_rung_and_a_charge_is_none(
    knowledge: Knowledge, trigger: str, words: str, rungs: list[str]
) -> None:
    said = told("financial_impact", "occurred", "2025-07-20", trigger=trigger, words=words)
    assert [claim.rung for claim in reported_rungs([said], knowledge)] == rungs


def test_a_sentence_that_several_print_counts_once(knowledge: Knowledge) -> None:
    first = told("licence_applied", "occurred", "2025-07-20")
    copy = replace(first, known=date(2025, 7, 28), source="https://example.com/copy")
    (claim_,) = reported_rungs([copy, first], knowledge)
    assert claim_.sources == ("https://example.com/a",)


def test_the_ladder_of_an_item_joins_records_and_articles(knowledge: Knowledge) -> None:
    said = [told("sale_resumed", "occurred", "2025-07-25")]
    asked = Shipment(item="nvidia-h20", destination="CN", party="nvidia")
    (ladder,) = ladders_of(asked, said, known_at=date(2025, 12, 31), knowledge=knowledge)
    assert [(s.claim.rung, s.skipped) for s in ladder.steps] == [
        ("promised", ()),
        ("applied", ()),
        ("shipped", ("granted",)),
        ("granted", ()),
    ]
    assert ladder.reached == "granted"
    amd = Shipment(item="nvidia-h20", destination="CN", party="amd")
    assert ladders_of(amd, said, known_at=date(2025, 12, 31), knowledge=knowledge) == ()
