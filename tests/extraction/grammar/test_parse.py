"""The questions asked of a parse, on parses written by hand."""

import pytest

from tracker.extraction.grammar import ROOT, Parse


def parse(*rows: tuple[str, str, int, str]) -> Parse:
    words, fine, heads, labels = zip(*rows, strict=True)
    return Parse(words=words, tags=("X",) * len(words), fine_tags=fine, heads=heads, labels=labels)


BANNED = parse(
    ("Chips", "NNS", 2, "nsubj:pass"),
    ("were", "VBD", 2, "aux:pass"),
    ("banned", "VBN", ROOT, "root"),
    ("and", "CC", 4, "cc"),
    ("seized", "VBN", 2, "conj"),
    ("by", "IN", 6, "case"),
    ("customs", "NNS", 4, "obl:agent"),
)
LISTED = parse(
    ("They", "PRP", 1, "nsubj"),
    ("listed", "VBD", ROOT, "root"),
    ("Velmora", "NNP", 1, "obj"),
    ("Orlanis", "NNP", 2, "conj"),
    ("and", "CC", 5, "cc"),
    ("Kestrel", "NNP", 2, "conj"),
)


def test_children_are_given_left_to_right() -> None:
    assert BANNED.children(2) == (0, 1, 4)


def test_children_can_be_asked_for_by_exact_relation() -> None:
    assert BANNED.children(2, "nsubj") == ()
    assert BANNED.children(2, "nsubj:pass", "conj") == (0, 4)


def test_the_root_is_the_child_of_no_word() -> None:
    assert BANNED.children(ROOT) == (2,)


def test_a_subtree_spans_everything_below_a_word() -> None:
    assert BANNED.subtree(4) == (3, 7)
    assert BANNED.subtree(2) == (0, 7)
    assert BANNED.subtree(0) == (0, 1)


@pytest.mark.parametrize("member", [2, 3, 5])
def test_every_member_of_a_coordination_names_all_members(member: int) -> None:
    assert LISTED.conjuncts(member) == (2, 3, 5)


def test_a_word_that_is_joined_to_nothing_stands_alone() -> None:
    assert LISTED.conjuncts(0) == (0,)


def test_verbs_joined_to_a_passive_verb_are_passive() -> None:
    assert BANNED.is_passive(2)
    assert BANNED.is_passive(4)


def test_a_verb_with_an_object_is_not_passive() -> None:
    assert not LISTED.is_passive(1)


def test_a_participle_after_its_noun_is_passive() -> None:
    made = parse(("chips", "NNS", ROOT, "root"), ("made", "VBN", 0, "acl"), ("there", "RB", 1, "advmod"))
    assert made.is_passive(1)


def test_a_perfect_is_not_passive() -> None:
    left = parse(("Talks", "NNS", 2, "nsubj"), ("have", "VBP", 2, "aux"), ("stalled", "VBN", ROOT, "root"))
    assert not left.is_passive(2)
