"""Known names are linked by exact forms, and ambiguous ones by what else the article names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.extraction.naming import Naming

Read = Callable[..., Naming]
Named = Callable[..., set[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("Nvidia’s shares rose.", "company", "Nvidia"),
        ("An Nvidia-designed board was seized.", "company", "Nvidia"),
        ("NVIDIA CORPORATION filed a report.", "company", "Nvidia"),
        ("Prices of H20s fell.", "item", "H20"),
        ("It is on the Entity List.", "instrument", "Entity List"),
        ("Beijing and Washington met in Geneva.", "place", "Geneva"),
        ("The U.S. Department of Commerce answered.", "agency", "US Department of Commerce"),
        ("Japan’s trade ministry answered.", "agency", "Ministry of Economy, Trade and Industry"),
        ("The United States Department of Commerce answered.", "agency", "US Department of Commerce"),
    ],
)
def test_a_known_name_is_linked_in_any_of_its_forms(named: Named, text: str, kind: str, name: str) -> None:
    assert (kind, name) in named(text)


def test_a_ministry_that_many_countries_have_belongs_to_the_country_before_it(read: Read) -> None:
    for text, country in (
        ("China’s Ministry of Commerce objected.", "CN"),
        ("The Dutch Ministry of Economic Affairs objected.", "nl"),
    ):
        ids = [entity.id for entity in read(text).entities if entity.kind == "agency"]
        assert ids
        assert ids[0] is not None
        assert ids[0].startswith(country.casefold())


def test_commerce_is_a_department_only_where_the_article_names_it(named: Named) -> None:
    assert ("agency", "US Department of Commerce") in named("The Commerce Department spoke. Commerce said no more.")
    assert named("Commerce suffers in war.") == set()


def test_a_president_s_surname_needs_no_given_name(named: Named) -> None:
    assert ("person", "Donald Trump") in named("President Trump signed the order.")


def test_a_surname_alone_does_not_stand_for_a_known_person(named: Named) -> None:
    assert named("A clerk called Huang signed the form.") == set()


def test_us_as_an_adjective_names_no_place(read: Read) -> None:
    naming = read("U.S. persons may not sell U.S.-origin tools.")
    assert naming.entities == ()
    assert {reference.rule for reference in naming.references if reference.text.startswith("U.S.")} == {"demonym"}


def test_classes_of_goods_are_referred_to_but_are_no_entities(read: Read) -> None:
    naming = read("Sales of AI chips fell.")
    assert naming.entities == ()
    assert [(reference.text, reference.generic) for reference in naming.references] == [("AI chips", True)]


def test_a_ministry_of_another_country_is_not_the_known_one(read: Read) -> None:
    [agency] = [e for e in read("The Ministry of Commerce of Lithuania objected.").entities if e.kind == "agency"]
    assert (agency.id, agency.name) == (None, "Ministry of Commerce")


def test_a_material_inside_a_name_is_no_material(named: Named) -> None:
    assert ("item", "copper") in named("Prices of copper rose.")
    assert ("item", "copper") not in named("The fund is called Copper Lane Ventures.")
