"""Names that the knowledge base does not hold are found by what stands in and around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Named = Callable[..., set[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The order went to Quillon Microdevices in May.", "Quillon Microdevices"),
        ("Prosecutors searched Brackwasser Optik GmbH on Monday.", "Brackwasser Optik"),
        ("A fine was imposed on Minabe Trading Co., Ltd. in Osaka.", "Minabe Trading"),
        ("The list now holds Weiguang Semiconductor (Wuxi) Co., Ltd. as well.", "Weiguang Semiconductor (Wuxi)"),
        ("Dutch toolmaker Veltrona stopped servicing the machines.", "Veltrona"),
        ("Start-up Lumen Forge, based in Austin, raised $300 million.", "Lumen Forge"),
        ("Zephyrix, a Korean chipmaker, fell 3 per cent.", "Zephyrix"),
        ("Marble Arc chief executive Jane Doyle resigned.", "Marble Arc"),
        ("The chips went to Nvidia, Zephyrix and AMD.", "Zephyrix"),
        ("The lawyers work for Hodge & Sons in Leeds.", "Hodge & Sons"),
        ("Jane Doyle, head of research at Penrose Calder, was less sure.", "Penrose Calder"),
        ("Boards made by Tessaline were seized.", "Tessaline"),
        ("Zephyrix has said it will appeal.", "Zephyrix"),
        ("On Tuesday Zephyrix stock rose.", "Zephyrix"),
        ("Chipmakers including Zephyrix stayed.", "Zephyrix"),
        ("Marble Arc agreed to buy a foundry.", "Marble Arc"),
        ("Sources said Zephyrix would be added to the Entity List.", "Zephyrix"),
        ("Zephyrix (HKEX: 9999) was quiet.", "Zephyrix"),
        ("They bought it through a shell firm called Lotus Gate.", "Lotus Gate"),
        ("Boards went to Zephyrix and Tessaline, two makers of servers.", "Tessaline"),
        ("Zephyrix has applied for a licence. The San Diego company expects it by June.", "Zephyrix"),
    ],
)
def test_an_unknown_firm_is_found_by_its_form_or_its_company(named: Named, text: str, name: str) -> None:
    assert ("company", name) in named(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Economy Minister Ottokar Friel signed the decree.", "Ottokar Friel"),
        ("Hao Linwei, 39, was arrested in Sacramento.", "Hao Linwei"),
        ("“We will appeal,” said Denise Allbright, a lawyer for the firm.", "Denise Allbright"),
        ("Judge Kwon Min-seo adjourned the case.", "Kwon Min-seo"),
        ("Marijke van Houten, who runs the plant, disagreed.", "Marijke van Houten"),
        ("Executive Vice-President Agnès Clairval spoke next.", "Agnès Clairval"),
        ("The motion came from Paul R. Whitlow, a senator.", "Paul R. Whitlow"),
    ],
)
def test_an_unknown_person_is_found_by_title_age_role_or_given_name(named: Named, text: str, name: str) -> None:
    assert ("person", name) in named(text)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("The Ministry of Maritime Affairs answered.", "agency", "Ministry of Maritime Affairs"),
        ("The Bergen District Court heard the case.", "agency", "Bergen District Court"),
        ("The Lisbon Prosecutors’ Office opened a file.", "agency", "Lisbon Prosecutors' Office"),
        ("The Kiel Institute for Trade says so.", "organisation", "Kiel Institute for Trade"),
        ("He teaches at Xanadu Technical University.", "organisation", "Xanadu Technical University"),
        ("Senators passed the Advanced Tool Protection Act.", "instrument", "Advanced Tool Protection Act"),
        ("The sale breached the Ports and Harbours Act 1994.", "instrument", "Ports and Harbours Act 1994"),
        ("The ban rests on Executive Order 15999.", "instrument", "Executive Order 15999"),
        ("Buyers want the XR900 chip.", "item", "XR900"),
        ("The firm unveiled its Ember X2 processor.", "item", "Ember X2"),
        ("The Tessal accelerator is fast.", "item", "Tessal"),
        ("Nvidia showed its Tessal and Orlo chips.", "item", "Orlo"),
        ("The part, a chip called Tessal, is small.", "item", "Tessal"),
        ("Buyers of chips like the QX-40 and the QX-60.", "item", "QX-60"),
        ("Smugglers hid KD900s in crates.", "item", "KD900"),
        ("A licence covers the PXT:1234i scanner.", "item", "PXT:1234i"),
        ("China banned exports of boron nitride.", "item", "boron nitride"),
        ("The lobby group Zephal objected.", "organisation", "Zephal"),
        ("Trade minister Petra Suzuki spoke.", "person", "Petra Suzuki"),
        ("They built a plant in Fernleigh.", "place", "Fernleigh"),
    ],
)  # fmt: skip
def test_bodies_instruments_products_and_places_are_found_by_their_heads(
    named: Named, text: str, kind: str, name: str
) -> None:
    assert (kind, name) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Regulators disagreed. However, Shipments rose. Nobody knows why.",
        "On Monday the talks ended. In April they had begun.",
        "Officials said so. Investors sold. Demand fell.",
        "What To Expect In The Coming Weeks",
        "The Chinese market is large, and Dutch officials know it.",
        "I think so, and so does everybody else.",
        "The Harbour Ledger reported that the talks had failed.",
        "Reference is made to the report of the Company.",
        "The vase was made of zinc alloy.",
    ],
)
def test_ordinary_words_with_a_capital_are_no_names(named: Named, text: str) -> None:
    assert named(text) == set()


def test_a_name_is_not_made_of_title_and_nationality(named: Named) -> None:
    found = named("Dutch Economy Minister Ottokar Friel met French officials.")
    assert found == {("person", "Ottokar Friel")}


def test_the_corporate_form_is_left_out_of_the_name_but_kept_in_the_mention(read: Callable[..., object]) -> None:
    [entity] = read("A licence went to Quillon Microdevices Inc. last year.").entities  # type: ignore[attr-defined]
    assert entity.name == "Quillon Microdevices"
    assert entity.mentions[0].text == "Quillon Microdevices Inc."


def test_reporting_credits_and_bylines_are_not_part_of_the_story(named: Named) -> None:
    text = "The plant closed.\n\nReporting by Dora Wexham and Miles Arrowby; editing by Fritz Lomax"
    assert named(text) == set()
    assert named("“No,” said Dora Wexham.", byline=("Dora Wexham",)) == set()
