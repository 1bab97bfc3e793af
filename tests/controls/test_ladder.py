"""The rungs from a hint to revenue."""

from datetime import date

from tracker.controls import Rung, RungClaim, ladders, rung_claims
from tracker.knowledge import Knowledge
from tracker.knowledge.dates import parse_interval


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
