"""Who did it to whom: the same parts are found in whatever construction tells the deed."""

from __future__ import annotations

import pytest

from tests.extraction.telling import claim, claims, names

BIS = "Bureau of Industry and Security"
LISTED = {"actor": [BIS], "target": ["Quillon Semiconductor"], "instrument": ["Entity List"]}
FINED = {"actor": ["US Department of Commerce"], "target": ["Harrow Devices"]}


@pytest.mark.parametrize(
    "text",
    [
        f"The {BIS} added Quillon Semiconductor to the Entity List.",
        f"Quillon Semiconductor was added to the Entity List by the {BIS}.",
        f"The {BIS}, which added Quillon Semiconductor to the Entity List, declined to comment.",
        f"The {BIS} announced the addition of Quillon Semiconductor to the Entity List on Monday.",
        f"The {BIS} decided to add Quillon Semiconductor to the Entity List.",
        f"After a review, the {BIS} on Tuesday added Quillon Semiconductor to the Entity List.",
        f"The {BIS} (BIS) added Quillon Semiconductor (Quillon) to the Entity List.",
    ],
)
def test_a_listing_is_read_in_every_construction(text: str) -> None:
    assert names(claim(text, "party_listed")) == LISTED


def test_a_passive_without_an_agent_has_no_actor() -> None:
    told = claim("Quillon Semiconductor was added to the Entity List on 3 July 2025.", "party_listed")
    assert names(told) == {"target": ["Quillon Semiconductor"], "instrument": ["Entity List"]}


@pytest.mark.parametrize(
    "text",
    [
        "The Commerce Department fined Harrow Devices $12 million.",
        "The Commerce Department fined Harrow Devices, a Texas toolmaker, $12 million.",
        "Harrow Devices was fined by the Commerce Department.",
        "The Commerce Department, which fined Harrow Devices $12 million in May, declined to comment.",
        "The Commerce Department imposed a fine of $12 million on Harrow Devices.",
        "Harrow Devices paid a fine of $12 million to the Commerce Department.",
    ],
)
def test_a_fine_is_read_in_every_construction(text: str) -> None:
    assert names(claim(text, "penalty_imposed")) == FINED


def test_one_verb_has_all_its_targets() -> None:
    text = f"The {BIS} blacklisted Quillon Semiconductor, Harrow Devices and Tessaly Optics on Tuesday."
    assert names(claim(text, "party_listed"))["target"] == ["Quillon Semiconductor", "Harrow Devices", "Tessaly Optics"]


def test_one_verb_has_all_its_goods() -> None:
    text = "China's Ministry of Commerce banned exports of gallium, germanium and antimony to the United States."
    told = claim(text, "control_imposed")
    assert names(told) == {
        "actor": ["Ministry of Commerce"],
        "item": ["gallium", "germanium", "antimony"],
        "destination": ["United States"],
    }


def test_two_verbs_share_their_subject_and_keep_their_objects() -> None:
    text = "The Commerce Department fined Harrow Devices and charged Tessaly Optics with smuggling."
    fine, charge = claim(text, "penalty_imposed"), claim(text, "prosecution_advanced")
    assert names(fine) == FINED
    assert names(charge) == {"actor": ["US Department of Commerce"], "target": ["Tessaly Optics"]}


def test_members_of_a_counted_group_are_its_targets() -> None:
    text = f"The {BIS} added 12 companies to the Entity List, including Quillon Semiconductor and Tessaly Optics."
    assert names(claim(text, "party_listed"))["target"] == ["Quillon Semiconductor", "Tessaly Optics"]


def test_they_were_among_those_that_were_listed() -> None:
    text = (
        "Quillon Semiconductor and Tessaly Optics were among 12 companies that the Bureau of Industry and Security "
        "added to the Entity List on Tuesday."
    )
    told = claim(text, "party_listed")
    assert names(told)["target"] == ["Quillon Semiconductor", "Tessaly Optics"]
    assert names(told)["actor"] == [BIS]


def test_a_licence_has_a_giver_a_holder_goods_and_a_destination() -> None:
    text = "The Commerce Department granted Harrow Devices a licence to sell the H20 to China."
    assert names(claim(text, "licence_granted")) == {
        "actor": ["US Department of Commerce"],
        "target": ["Harrow Devices"],
        "item": ["H20"],
        "destination": ["China"],
    }


def test_whoever_wins_approval_is_the_licensee() -> None:
    told = claim("Nvidia won approval for the sale of the H20 to China.", "licence_granted")
    assert names(told) == {"target": ["Nvidia"], "item": ["H20"], "destination": ["China"]}


@pytest.mark.parametrize(
    "text",
    [
        "The Dutch government revoked a licence for shipments of the NXT:2000i to China.",
        "A licence for shipments of the NXT:2000i to China was revoked by the Dutch government.",
    ],
)
def test_a_revoked_licence_tells_its_goods_and_destination(text: str) -> None:
    assert names(claim(text, "licence_denied")) == {
        "actor": ["Dutch government"],
        "item": ["NXT:2000i"],
        "destination": ["China"],
    }


def test_a_pronoun_stands_for_whoever_it_means_and_says_so() -> None:
    told = claim("Nvidia said it had stopped sales of the H20 to China.", "sale_halted")
    assert [(filler.name, filler.words, filler.rule) for filler in told.roles["actor"]] == [("Nvidia", "it", "subject")]


def test_a_description_stands_for_the_firm_named_before() -> None:
    text = "Nvidia met officials on Tuesday. The chipmaker has stopped sales of the H20 to China."
    assert names(claim(text, "sale_halted"))["actor"] == ["Nvidia"]


def test_a_capital_that_acts_is_its_government_and_a_country_that_buys_is_a_place() -> None:
    told = claim("Beijing banned exports of gallium to the United States.", "control_imposed")
    assert names(told) == {"actor": ["Chinese government"], "item": ["gallium"], "destination": ["United States"]}


def test_whoever_is_urged_is_the_one_to_act() -> None:
    told = claim("The Commerce Department urged Nvidia to stop sales of the H20 to China.", "sale_halted")
    assert names(told) == {"actor": ["Nvidia"], "item": ["H20"], "destination": ["China"]}
    assert told.status == "proposed"


def test_people_who_meet_are_both_participants() -> None:
    told = claim("Wang Wentao met Jensen Huang in Beijing on Thursday.", "meeting_held")
    assert names(told) == {"participant": ["Wang Wentao", "Jensen Huang"], "place": ["Beijing"]}


def test_nobody_is_actor_and_target_of_the_same_deed() -> None:
    text = "Nvidia told Nvidia's customers that Nvidia had stopped sales of the H20 to China. Nvidia sold Nvidia chips."
    for told in claims(text):
        actors = {filler.key for filler in told.roles.get("actor", ())}
        assert actors.isdisjoint(filler.key for filler in told.roles.get("target", ()))


def test_a_decision_of_somebody_else_names_who_decided() -> None:
    text = "She made representations to Japan about its decision to require licences for 23 kinds of chip tools."
    told = claim(text, "control_imposed")
    assert "Japan" in " ".join(names(told)["actor"])
