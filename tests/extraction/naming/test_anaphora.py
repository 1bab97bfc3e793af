"""Pronouns and descriptions mean what was named before them; where nothing stands out they mean nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.extraction.naming import Naming

Meant = Callable[[str, str], list[tuple[str, ...]]]
Read = Callable[..., Naming]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Nvidia said it would comply.", "it", "Nvidia"),
        ("Nvidia said on Monday that TSMC had stopped. It blamed the rules.", "It", "Nvidia"),
        ("Jensen Huang met Wang Wentao in May. He praised the country’s engineers.", "He", "Jensen Huang"),
        ("Judge Ottilie Brandt met Jensen Huang. She was not impressed.", "She", "Ottilie Brandt"),
        ("The ministry urged the US to drop its curbs.", "its", "US government"),
        (
            "The Commerce Department’s Bureau of Industry and Security fined Huawei. It said why.",
            "It",
            "Bureau of Industry and Security",
        ),
        ("Nvidia makes the H20. The chip is weak, it said.", "it", "Nvidia"),
        ("When it was listed, Huawei lost its suppliers.", "it", "Huawei"),
        ("Huawei said it would not answer.", "it", "Huawei"),
        ("Nvidia bought parts from TSMC, which stopped when it heard of the case.", "it", "TSMC"),
        ("A letter was sent to Ottokar Friel, a minister, asking him to resign.", "him", "Ottokar Friel"),
    ],
)
def test_a_pronoun_means_the_subject_that_agrees(meant: Meant, text: str, words: str, name: str) -> None:
    assert meant(text, words) == [(name,)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Nvidia met Wang Wentao before the chipmaker resumed sales.", "the chipmaker", "Nvidia"),
        ("The US government assured Nvidia that the company would get licences.", "the company", "Nvidia"),
        ("TSMC sued SMIC. The Taiwanese company won.", "The Taiwanese company", "TSMC"),
        ("Chip unit Nexperia was sold by Wingtech. The unit now stands alone.", "The unit", "Nexperia"),
        (
            "The Commerce Department fined Huawei. No reason was given by the department.",
            "the department",
            "US Department of Commerce",
        ),
        ("The Port Authority of Narvik met Huawei. The agency was firm.", "The agency", "Port Authority of Narvik"),
        ("Huawei sold the site after the US government seized its servers.", "its", "Huawei"),
        ("The Treasury Department put Huawei on its list.", "its", "US Department of the Treasury"),
        ("Huawei said in May that the Commerce Department had sued it.", "it", "Huawei"),
        ("Economy Minister Ottokar Friel left. Without the minister nothing moves.", "the minister", "Ottokar Friel"),
        ("Nvidia sells in China. It sees the country as vital.", "the country", "China"),
        ("Senators passed the Port Safety Act. Farmers dislike the bill.", "the bill", "Port Safety Act"),
        ("Huawei and SMIC talked. The latter refused.", "The latter", "SMIC"),
        ("The H20 is slower than the H100. The former is legal.", "The former", "H20"),
        (
            "Quillon Microdevices Ltd (the “Company”) paid. The Company regrets it.",
            "The Company",
            "Quillon Microdevices",
        ),
        ("A spokesman for Nvidia spoke. The spokesman left.", "The spokesman", "Nvidia"),
        (
            "Jensen Huang met Wang Wentao. The Nvidia chief executive smiled.",
            "The Nvidia chief executive",
            "Jensen Huang",
        ),
        (
            "The Commerce Department acted. Critics of the administration cheered.",
            "the administration",
            "US government",
        ),
        ("Nvidia agreed to pay. The deal covers sales to SMIC that the company made.", "the company", "Nvidia"),
        (
            "The Netherlands seized Nexperia. The Chinese-owned chipmaker sued.",
            "The Chinese-owned chipmaker",
            "Nexperia",
        ),
    ],
)
def test_a_description_means_the_latest_that_fits(meant: Meant, text: str, words: str, name: str) -> None:
    assert meant(text, words) == [(name,)]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Samsung Electronics and TSMC lost. Both companies appealed.", "Both companies",
         ("Samsung Electronics", "TSMC")),
        ("Intel and AMD met. They disagreed.", "They", ("Intel", "AMD")),
        ("Intel and AMD met. Both declined to comment.", "Both", ("Intel", "AMD")),
        ("Intel and AMD met. Neither firm spoke.", "Neither firm", ("Intel", "AMD")),
        ("Scott Bessent and He Lifeng met. They talked.", "They", ("Scott Bessent", "He Lifeng")),
        ("The U.S. and China agreed to a truce. The two sides will meet again.", "The two sides",
         ("US government", "Chinese government")),
    ],
)  # fmt: skip
def test_a_plural_means_all_of_the_latest_group(meant: Meant, text: str, words: str, names: tuple[str, ...]) -> None:
    assert meant(text, words) == [names]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The order, which hit Nvidia, was brief. It takes effect in May.", "It"),
        ("Nvidia and AMD fell. Officials spoke. They agreed.", "They"),
        ("A Texas firm and its owner sued Nvidia.", "its"),
    ],
)
def test_what_nobody_can_tell_is_left_open(meant: Meant, text: str, words: str) -> None:
    assert meant(text, words) == [()]


def test_an_empty_it_refers_to_nothing(read: Read) -> None:
    references = read("It is unclear whether Nvidia will comply.").references
    assert [reference.text for reference in references] == ["Nvidia"]


def test_a_description_of_nothing_named_stays_without_a_key(read: Read) -> None:
    [reference] = [r for r in read("Nobody trusts the regulator.").references if r.text == "the regulator"]
    assert reference.keys == ()
    assert reference.kind == "agency"


def test_a_noun_that_only_qualifies_another_is_no_description(read: Read) -> None:
    texts = {reference.text for reference in read("Nvidia leads the chip industry and the company town.").references}
    assert "the chip" not in texts
