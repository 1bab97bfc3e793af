"""Sentences whose words or build mislead a parser of general English, read as they are meant."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, names, source

US = "The Commerce Department"
ADD = "add Quillon Semiconductor to the Entity List"
HALTED = "Nvidia has stopped sales of the H20 to China"


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (f"{US} plans to {ADD}.", "party_listed", "planned"),
        (f"{US} has yet to {ADD}.", "party_listed", "denied"),
        (f"A senator called on {US.replace('The', 'the')} to {ADD}.", "party_listed", "proposed"),
        (f"Lawmakers are pressing {US.replace('The', 'the')} to {ADD}.", "party_listed", "proposed"),
        ("Nvidia hopes to resume sales of the H20 to China.", "sale_resumed", "proposed"),
        (f"{US} failed to grant Harrow Devices a licence.", "licence_granted", "denied"),
        (f"{US} proposed restricting exports of the H20 to China.", "control_imposed", "proposed"),
        ("Neither Nvidia nor AMD has received a licence to sell chips to China.", "licence_granted", "denied"),
        ("Nvidia stopped selling the H20 to China in April.", "sale_halted", "occurred"),
        ("Nvidia said it had resumed sales of the H20 to China.", "sale_resumed", "occurred"),
        (f"{US} said it had fined Harrow Devices $12 million.", "penalty_imposed", "occurred"),
        (f"{US} denied Harrow Devices a licence to sell the A310 to China.", "licence_denied", "occurred"),
        (f"{US} blacklisted Quillon Semiconductor and restricted exports of gallium.", "control_imposed", "occurred"),
    ],
)
def test_a_deed_is_found_with_its_status(text: str, kind: str, status: str) -> None:
    assert claim(text, kind).status == status


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("Harrow Devices was fined $12 million by the US government.", "penalty_imposed", "US government"),
        ("Quillon Inc., which was put on the Entity List by the US government, left.", "party_listed", "US government"),
    ],
)  # fmt: skip
def test_the_agent_of_a_passive_is_found_behind_other_phrases(text: str, kind: str, actor: str) -> None:
    assert names(claim(text, kind))["actor"] == [actor]


@pytest.mark.parametrize(
    ("tail", "name"),
    [
        ("people familiar with the matter said", "unnamed sources"),
        ("two sources said", "unnamed sources"),
        ("officials said on Tuesday", "unnamed officials"),
        ("Bloomberg News reported, citing people familiar with the matter", "Bloomberg"),
    ],
)
def test_a_speaker_at_the_end_is_the_source(tail: str, name: str) -> None:
    assert source(claim(f"{HALTED}, {tail}.", "sale_halted")) == name
