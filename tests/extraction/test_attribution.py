"""Says whom: a claim names the source to which the text attributes it, and nobody where the article vouches itself."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, source

HALTED = "Nvidia has stopped sales of the H20 to China"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{HALTED}.", None),
        (f"{HALTED}, the Commerce Department said.", "US Department of Commerce"),
        (f"{HALTED}, Jensen Huang said.", "Jensen Huang"),
        ("Jensen Huang said Nvidia had stopped sales of the H20 to China.", "Jensen Huang"),
        ("The Commerce Department said Nvidia had stopped sales of the H20 to China.", "US Department of Commerce"),
        ("The White House said Nvidia had stopped sales of the H20 to China.", "US government"),
        ("Commerce Secretary Howard Lutnick said Nvidia had stopped sales of the H20 to China.", "Howard Lutnick"),
        ("Reuters reported on Monday that Nvidia had stopped sales of the H20 to China.", "Reuters"),
        (f"{HALTED}, Reuters reported.", "Reuters"),
        (f"{HALTED}, according to Reuters.", "Reuters"),
        (f"{HALTED}, according to the Commerce Department.", "US Department of Commerce"),
        (f"According to the Commerce Department, {HALTED}.", "US Department of Commerce"),
        (f"{HALTED}, a US official said.", "unnamed officials"),
        (f"{HALTED}, according to people familiar with the matter.", "unnamed sources"),
        ("People familiar with the matter said Nvidia had stopped sales of the H20 to China.", "unnamed sources"),
        (f"{HALTED}, a person briefed on the talks said.", "unnamed sources"),
    ],
)
def test_a_claim_is_attributed_to_whoever_vouches_for_it(text: str, name: str | None) -> None:
    assert source(claim(text, "sale_halted")) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{HALTED}, a spokesman for the company said.", "Nvidia"),
        (
            "A spokeswoman for the Commerce Department said Nvidia had stopped sales of the H20 to China.",
            "US Department of Commerce",
        ),
        ("Nvidia's spokesman said it had stopped sales of the H20 to China.", "Nvidia"),
        (f"{HALTED}, according to a statement issued by the Commerce Department.", "US Department of Commerce"),
        (f"{HALTED}, according to a statement from the Commerce Department.", "US Department of Commerce"),
    ],
)
def test_a_spokesperson_or_a_paper_speaks_for_its_owner(text: str, name: str) -> None:
    assert source(claim(text, "sale_halted")) == name


def test_an_outlet_that_nobody_knows_is_named_in_full() -> None:
    told = claim(
        "The Ardmouth Examiner reported that the Commerce Department had added Quillon to the Entity List.",
        "party_listed",
    )
    assert told.attribution is not None
    assert told.attribution.name in {"Ardmouth Examiner", "The Ardmouth Examiner"}


def test_the_words_of_an_attribution_are_those_of_the_text() -> None:
    text = "Nvidia has stopped sales of the H20 to China, a spokesman for the company said."
    attribution = claim(text, "sale_halted").attribution
    assert attribution is not None
    assert attribution.words == "a spokesman for the company"
    assert attribution.key == "nvidia"


def test_a_speaker_vouches_for_each_of_two_deeds_that_one_verb_of_saying_governs() -> None:
    text = "Jensen Huang said that Nvidia had stopped sales of the H20 to China and would write off $5.5 billion."
    assert source(claim(text, "sale_halted")) == "Jensen Huang"
    assert source(claim(text, "financial_impact")) == "Jensen Huang"


def test_a_speaker_does_not_vouch_for_what_the_next_sentence_tells() -> None:
    text = (
        "Jensen Huang said Nvidia had stopped sales of the H20 to China. "
        "The Commerce Department fined Harrow Devices in May."
    )
    assert source(claim(text, "penalty_imposed")) is None


def test_an_authority_that_announces_its_own_act_is_no_source_of_it() -> None:
    text = "The Commerce Department announced on Thursday that it had added Quillon Semiconductor to the Entity List."
    assert source(claim(text, "party_listed")) is None


def test_a_firm_vouches_for_its_own_intentions() -> None:
    told = claim("Nvidia said it will resume sales of the H20 to China.", "sale_resumed")
    assert (told.status, source(told)) == ("planned", "Nvidia")


def test_whoever_asks_for_a_deed_is_its_source() -> None:
    text = (
        "China's Ministry of Commerce urged the United States to lift its restrictions on exports of the H20 to China."
    )
    told = claim(text, "control_eased")
    assert (told.status, source(told)) == ("proposed", "Ministry of Commerce")
