"""The parts of a clause: what a verb's subject, object, agent and complements are, and how far its clause reaches.

The trees are written by hand, so that what is asked of a tree is tested apart from the parser that makes it.
"""

from __future__ import annotations

import pytest

from tracker.extraction.clauses import Clauses, Word

TAGS = {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "WDT": "PRON"}
TAGS |= dict.fromkeys(("VBD", "VBZ", "VBN", "VB"), "VERB")


def clauses(drawn: str) -> Clauses:
    """A tree drawn as ``word/tag/label>head`` for each word, heads counted from 0, the root's head ``-``."""
    words, at = [], 0
    for index, part in enumerate(drawn.split()):
        text, fine, arc = part.rsplit("/", 2)
        label, head = arc.split(">")
        words.append(
            Word(index=index, start=at, end=at + len(text), text=text, lemma=text.casefold(), tag=TAGS.get(fine, "X"),
                 fine=fine, head=-1 if head == "-" else int(head), label=label)
        )  # fmt: skip
        at += len(text) + 1
    return Clauses(words)


def said(tree: Clauses, indices: object) -> list[str]:
    return [tree.words[i].text for i in sorted(indices)]  # type: ignore[call-overload]


ACTIVE = clauses("Quillon/NNP/nsubj>1 sells/VBZ/root>- tools/NNS/obj>1 to/IN/case>4 Harrow/NNP/obl>1")
PASSIVE = clauses(
    "tools/NNS/nsubj:pass>2 were/AUX/aux:pass>2 sold/VBN/root>- by/IN/case>4 Quillon/NNP/obl:agent>2 and/CC/cc>6 "
    "Harrow/NNP/conj>4"
)
BARE = clauses("tools/NNS/root>- sold/VBN/acl>0 by/IN/case>3 Quillon/NNP/obl>1")
WHICH = clauses("Quillon/NNP/nsubj>4 which/WDT/nsubj>2 sells/VBZ/acl:relcl>0 tools/NNS/obj>2 closed/VBD/root>-")
THAT = clauses("tools/NNS/nsubj>4 that/WDT/obj>3 Quillon/NNP/nsubj>3 sells/VBZ/acl:relcl>0 broke/VBD/root>-")
TWO = clauses("Quillon/NNP/nsubj>1 sells/VBZ/root>- tools/NNS/obj>1 and/CC/cc>4 buys/VBZ/conj>1 chips/NNS/obj>4")
TOLD = clauses("state/NN/nsubj>1 order/VBD/root>- Quillon/NNP/obj>1 to/TO/mark>4 stop/VB/xcomp>1")
PLANS = clauses("Quillon/NNP/nsubj>1 plans/VBZ/root>- to/TO/mark>3 stop/VB/xcomp>1 sales/NNS/obj>3")
SAID = clauses("Quillon/NNP/nsubj>1 said/VBD/root>- it/PRP/nsubj>3 sells/VBZ/ccomp>1 tools/NNS/obj>3")


@pytest.mark.parametrize(
    ("tree", "verb", "subjects", "objects", "agents"),
    [
        (ACTIVE, 1, ["Quillon"], ["tools"], ["Quillon"]),
        (PASSIVE, 2, ["tools"], ["tools"], ["Quillon"]),
        (BARE, 1, ["tools"], ["tools"], ["Quillon"]),
        (WHICH, 2, ["Quillon"], ["tools"], ["Quillon"]),
        (THAT, 3, ["Quillon"], ["tools"], ["Quillon"]),
        (TWO, 4, ["Quillon"], ["chips"], ["Quillon"]),
        (TOLD, 4, ["Quillon"], [], ["Quillon"]),
        (PLANS, 3, ["Quillon"], ["sales"], ["Quillon"]),
        (SAID, 3, ["it"], ["tools"], ["it"]),
    ],
    ids=["active", "passive", "participle", "which", "that", "coordinated", "ordered", "plans", "said"],
)
def test_a_verb_has_its_subject_object_and_doer(
    tree: Clauses, verb: int, subjects: list[str], objects: list[str], agents: list[str]
) -> None:
    assert said(tree, tree.subjects(verb)) == subjects
    assert said(tree, tree.objects(verb)) == objects
    assert said(tree, tree.agents(verb)) == agents


def test_passives_are_told_from_actives() -> None:
    assert [tree.is_passive(verb) for tree, verb in ((ACTIVE, 1), (PASSIVE, 2), (BARE, 1), (TWO, 4))] == [
        False,
        True,
        True,
        False,
    ]


def test_a_clause_does_not_reach_into_the_clause_beside_it() -> None:
    assert said(TWO, TWO.region(1)) == ["Quillon", "sells", "tools"]
    assert "tools" not in said(TWO, TWO.region(4))


def test_a_clause_of_saying_does_not_hold_what_is_said_unless_asked() -> None:
    assert said(SAID, SAID.region(1)) == ["Quillon", "said"]
    assert said(SAID, SAID.region(1, deep=True)) == ["Quillon", "said", "it", "sells", "tools"]


def test_an_infinitive_shares_the_clause_of_the_verb_that_it_completes() -> None:
    assert "Quillon" in said(PLANS, PLANS.region(3))


def test_a_relative_clause_has_the_noun_that_it_describes_and_not_the_main_verb() -> None:
    region = said(WHICH, WHICH.region(2))
    assert "Quillon" in region
    assert "closed" not in region


def test_coordinated_nouns_are_one_phrase() -> None:
    assert said(PASSIVE, PASSIVE.conjuncts(4)) == ["Quillon", "Harrow"]
    assert said(PASSIVE, PASSIVE.phrase(4)) == ["by", "Quillon", "and", "Harrow"]


def test_a_phrase_with_a_preposition_is_found_in_the_clause() -> None:
    assert said(ACTIVE, ACTIVE.complements(1, "to", ACTIVE.region(1))) == ["Harrow"]
    assert said(ACTIVE, ACTIVE.complements(1, "from", ACTIVE.region(1))) == []


def test_the_words_above_are_given_nearest_first_and_end_at_the_root() -> None:
    assert [SAID.words[i].text for i in SAID.ancestors(4)] == ["sells", "said"]
    assert list(SAID.ancestors(1)) == []


def test_a_tree_that_goes_round_in_circles_is_still_answered() -> None:
    ring = clauses("a/NN/nmod>1 b/NN/nmod>0 c/VBD/root>-")
    assert said(ring, ring.subtree(0)) == ["a", "b"]
    assert len(list(ring.ancestors(0))) <= 2
