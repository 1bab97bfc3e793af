"""An article names in full once and briefly afterwards; both are one entity."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.extraction.naming import Naming

Read = Callable[..., Naming]


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("Copper Lane Ventures sold the stake. Later Copper Lane bought it back.", "Copper Lane Ventures",
         ["Copper Lane Ventures", "Copper Lane"]),
        ("Foxbridge Precision denied it. The board of Foxbridge met.", "Foxbridge Precision",
         ["Foxbridge Precision", "Foxbridge"]),
        ("Judge Ottilie Brandt agreed. Brandt had asked for it.", "Ottilie Brandt", ["Ottilie Brandt", "Brandt"]),
        ("Minister Zhao Peiran spoke. Mr Zhao left early.", "Zhao Peiran", ["Zhao Peiran", "Zhao"]),
        ("The Port Control Authority (PCA) opened a file. The PCA closed it.", "Port Control Authority",
         ["Port Control Authority", "PCA", "PCA"]),
    ],
)  # fmt: skip
def test_a_shorter_form_joins_the_full_one(read: Read, text: str, name: str, forms: list[str]) -> None:
    [entity] = [entity for entity in read(text).entities if entity.name == name]
    assert [mention.text for mention in entity.mentions] == forms


def test_a_surname_that_two_people_share_means_the_one_named_last(read: Read) -> None:
    text = "Judge Anna Keller ruled first. Judge Bruno Keller ruled second. Then Keller went home."
    entities = {entity.name: len(entity.mentions) for entity in read(text).entities}
    assert entities == {"Anna Keller": 1, "Bruno Keller": 2}


def test_a_lone_surname_with_nobody_to_bear_it_is_no_entity(read: Read) -> None:
    assert read("Then Kellerby went home.").entities == ()


def test_a_country_behind_a_firm_makes_a_subsidiary(read: Read) -> None:
    names = {entity.name for entity in read("The ban hit Nvidia China and its staff.").entities}
    assert "Nvidia China" in names
    assert "Nvidia" not in names


def test_a_country_behind_a_firm_and_before_a_noun_does_not(read: Read) -> None:
    names = {entity.name for entity in read("The ban hit Nvidia China sales hard.").entities}
    assert names == {"Nvidia", "China"}
