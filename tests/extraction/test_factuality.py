"""What happened, what is to happen, what is only considered and what did not happen are kept apart."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, claims
from tracker.model import ClaimStatus

ADD = "add Quillon Semiconductor to the Entity List"
ADDED = "added Quillon Semiconductor to the Entity List"
US = "The Commerce Department"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{US} {ADDED}.", "occurred"),
        (f"{US} has {ADDED}.", "occurred"),
        (f"{US} will {ADD} in September.", "planned"),
        (f"{US} intends to {ADD}.", "planned"),
        (f"{US} is to {ADD} next month.", "planned"),
        (f"{US} has promised to {ADD}.", "planned"),
        (f"{US} said it would {ADD}.", "planned"),
        (f"{US} is considering adding Quillon Semiconductor to the Entity List.", "proposed"),
        (f"{US} may {ADD}.", "proposed"),
        (f"{US} could {ADD}.", "proposed"),
        (f"{US} threatened to {ADD}.", "proposed"),
        (f"{US} was urged to {ADD}.", "proposed"),
        (f"{US} would {ADD} if the talks failed.", "proposed"),
        (f"A proposal to {ADD} is before Congress.", "proposed"),
        ("Quillon Semiconductor could be added to the Entity List.", "proposed"),
        (f"{US} has not {ADDED}.", "denied"),
        (f"{US} never {ADDED}.", "denied"),
        (f"{US} did not {ADD}.", "denied"),
        (f"{US} denied that it had {ADDED}.", "denied"),
        (f"{US} decided not to {ADD}.", "denied"),
        (f"{US} has no plans to {ADD}.", "denied"),
        (f"{US} refused to {ADD}.", "denied"),
        (f"{US} declined to {ADD}.", "denied"),
    ],
)
def test_the_words_around_a_deed_say_whether_it_was_done(text: str, status: ClaimStatus) -> None:
    assert claim(text, "party_listed").status == status


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (f"{US} has not granted Harrow Devices a licence to sell the H20 to China.", "licence_granted", "denied"),
        (f"{US} assured Nvidia that licences for the H20 would be granted.", "licence_granted", "planned"),
        ("No licences have been granted to Harrow Devices.", "licence_granted", "denied"),
        (f"{US} could revoke licences for shipments of the H20 to China.", "licence_denied", "proposed"),
        ("Nvidia expects to resume sales of the H20 to China in September.", "sale_resumed", "planned"),
        ("Nvidia will stop sales of the H20 to China.", "sale_halted", "planned"),
        ("Nvidia refused to stop sales of the H20 to China.", "sale_halted", "denied"),
        ("Quillon Semiconductor said it had smuggled no chips to China.", "diversion_reported", "denied"),
        (f"{US} is weighing restrictions on exports of the H20 to China.", "control_imposed", "proposed"),
    ],
)
def test_the_same_holds_of_other_deeds(text: str, kind: str, status: ClaimStatus) -> None:
    assert claim(text, kind).status == status


def test_what_is_decided_and_dated_after_publication_is_planned() -> None:
    told = claim(f"{US} restricts exports of the H20 to China from 1 September 2025.", "control_imposed")
    assert told.status == "planned"
    reason = next(reason for reason in told.reasons if reason.field == "status")
    assert "after publication" in reason.rule


def test_a_reason_quotes_the_word_that_decided_the_status() -> None:
    told = claim(f"{US} may {ADD}.", "party_listed")
    assert [reason.words for reason in told.reasons if reason.field == "status"] == ["may"]


@pytest.mark.parametrize(
    "text",
    [
        f"Has the Commerce Department {ADDED}?",
        f"Why did the Commerce Department {ADD}?",
        "If the Commerce Department restricts exports of the H20 to China, Nvidia will lose a market.",
        "Should the Commerce Department restrict exports of the H20 to China, Nvidia will lose a market.",
        "Commerce Department restricts exports of the H20",
        "Quillon Semiconductor added to the Entity List",
        "The Entity List is a list of firms to which exports are restricted.",
        "An is-informed letter is a notice by which an agency tells a firm that exports to China need a licence.",
    ],
)
def test_questions_headings_definitions_and_what_is_only_supposed_claim_nothing(text: str) -> None:
    assert claims(text) == ()


def test_what_follows_from_a_condition_is_claimed_without_the_condition() -> None:
    told = claims("Unless the Commerce Department grants a licence, Harrow Devices will stop sales of tools to China.")
    assert [(one.type, one.status) for one in told] == [("sale_halted", "planned")]


def test_a_heading_is_told_by_the_text_below_it() -> None:
    told = claim(
        f"Quillon Semiconductor added to the Entity List\n\n{US} {ADDED} on Tuesday.",
        "party_listed",
    )
    assert told.evidence.text == f"{US} {ADDED} on Tuesday."
