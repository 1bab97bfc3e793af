"""Whether two names mean one."""

import pytest

from tracker.model import Kind
from tracker.resolution.names import Named, acronym, initials, plain, same


def named(name: str, kind: Kind = "company", *, known: bool = False) -> Named:
    return Named(key=name if known else f"{kind}~{name}", kind=kind, name=name, known=known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Chips Co., Ltd.", "ACME CHIPS"),
        ("Acmé Chips S.A.", "Acme Chips"),
        ("阿克米半导体有限公司", "阿克米半导体"),
        ("アクメ株式会社", "アクメ"),
        ("Acme’s Chips", "Acmes Chips"),
        ("The Acme Group", "Acme"),
    ],
)
def test_spelling_and_corporate_forms_do_not_make_another_name(one: str, other: str):
    assert plain(one) == plain(other)


def test_a_name_that_is_only_a_form_keeps_it():
    assert plain("Group") == "group"


def test_acronyms_are_made_of_the_words_that_count():
    assert initials("Union of Silicon Makers") == "usm"
    assert initials("Acme chips") is None
    assert acronym("U.S.M.") == "usm"
    assert acronym("Usm") is None


def test_names_are_joined_to_the_known_one_or_to_the_first():
    names = [named("Acme Chips Ltd"), named("ACME CHIPS"), named("Acme Chips", known=True), named("Borg AG")]
    assert set(same(names).values()) == {"Acme Chips"}
    assert same(names[:2]) == {"company~Acme Chips Ltd": "company~ACME CHIPS"}


def test_kinds_are_not_mixed_and_doubtful_acronyms_are_not_joined():
    assert same([named("Acme"), named("Acme", "organisation")]) == {}
    long, short = named("Silicon Industry Union", "organisation"), named("SIU", "organisation")
    assert same([long, short]) == {short.key: long.key}
    assert same([long, short, named("Steel Import Union", "organisation")]) == {}
