"""One claim for each happening: tellings of the same are joined, different happenings stay apart."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, claims, days, names

BIS = "The Bureau of Industry and Security"


def test_two_sentences_about_one_listing_are_one_claim_with_what_each_knows() -> None:
    text = (
        f"{BIS} added Quillon Semiconductor to the Entity List.\n\n"
        "Quillon Semiconductor was added to the list on 3 July 2025."
    )
    told = claim(text, "party_listed")
    assert days(told) == "2025-07-03"
    assert names(told)["actor"] == ["Bureau of Industry and Security"]
    assert names(told)["target"] == ["Quillon Semiconductor"]


def test_the_fullest_sentence_is_the_evidence() -> None:
    full = f"{BIS} added Quillon Semiconductor and Tessaly Optics to the Entity List on 3 July 2025."
    text = f"Quillon Semiconductor was added to the Entity List.\n\n{full}"
    assert claim(text, "party_listed").evidence.text == full


def test_what_is_told_again_later_in_the_article_is_one_claim() -> None:
    text = (
        "The Commerce Department fined Harrow Devices $12 million on Monday.\n\nThe firm makes etching tools in Texas."
        "\n\nThe Commerce Department fined Harrow Devices after an audit."
    )
    assert days(claim(text, "penalty_imposed")) == "2025-07-14"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            f"{BIS} blacklisted Quillon Semiconductor in May. {BIS} blacklisted Tessaly Optics in June.",
            "party_listed",
        ),
        (
            "The Commerce Department fined Harrow Devices $12 million. The Commerce Department fined Tessaly Optics.",
            "penalty_imposed",
        ),
        (
            "Nvidia stopped sales of the H20 to China. Nvidia stopped sales of the RTX Pro 6000 to China.",
            "sale_halted",
        ),
        (
            "China banned exports of gallium in July 2023. China banned exports of graphite in December 2023.",
            "control_imposed",
        ),
        (
            "Jensen Huang met Wang Wentao on Monday. Jensen Huang met Howard Lutnick on Thursday.",
            "meeting_held",
        ),
    ],
)
def test_two_happenings_of_one_kind_stay_apart(text: str, kind: str) -> None:
    assert len(claims(text, kind)) == 2


def test_the_same_deed_on_two_days_is_two_deeds() -> None:
    text = (
        "China's Ministry of Commerce banned exports of gallium on 1 August 2023. "
        "China's Ministry of Commerce banned exports of gallium on 3 December 2024."
    )
    assert [days(told) for told in claims(text, "control_imposed")] == ["2023-08-01", "2024-12-03"]


def test_a_denial_is_not_joined_with_what_it_denies() -> None:
    text = "Nvidia has stopped sales of the H20 to China. Jensen Huang denied that Nvidia had stopped sales of the H20."
    assert {told.status for told in claims(text, "sale_halted")} == {"occurred", "denied"}


def test_a_proposal_is_not_joined_with_the_deed() -> None:
    text = (
        f"{BIS} added Quillon Semiconductor to the Entity List on Monday. "
        f"{BIS} may add Quillon Semiconductor to the Entity List."
    )
    assert {told.status for told in claims(text, "party_listed")} == {"occurred", "proposed"}


def test_two_statements_are_never_one() -> None:
    text = (
        "China's Ministry of Commerce condemned the restrictions. "
        "China's Ministry of Commerce vowed to defend Chinese firms."
    )
    assert len(claims(text, "statement_made")) == 2


def test_a_day_narrows_the_month_of_another_telling() -> None:
    text = (
        f"{BIS} added Quillon Semiconductor to the Entity List on 3 July 2025. "
        f"Quillon Semiconductor was added to the Entity List this month."
    )
    assert days(claim(text, "party_listed")) == "2025-07-03"


def test_a_joined_claim_quotes_one_sentence_exactly() -> None:
    text = (
        f"{BIS} added Quillon Semiconductor to the Entity List.\n\n"
        "Quillon Semiconductor was added to the Entity List on 3 July 2025."
    )
    evidence = claim(text, "party_listed").evidence
    assert text[evidence.start : evidence.end] == evidence.text
    assert "\n" not in evidence.text


@pytest.mark.parametrize("turned", [False, True])
def test_a_step_of_a_prosecution_that_is_not_named_is_told_of_the_one_that_is_in_either_order(turned: bool) -> None:
    told = [
        "Police in Norway arrested Peter Lindberg.",
        "Norway prosecutes Peter Lindberg for smuggling chips to Iran.",
    ]
    text = "\n\n".join(reversed(told) if turned else told)
    assert len(claims(text, "prosecution_advanced")) == 1
