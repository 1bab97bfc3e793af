"""A parse is mended where the words leave no doubt, and left alone elsewhere. The trees are written by hand."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.extraction.mending import mend
from tracker.extraction.phrases import Tree


def tree(drawn: str) -> Tree:
    """A tree drawn as ``word/base/tag/label>head`` for each word, heads counted from 0, the root's head ``-``."""
    parts = [part.rsplit("/", 3) for part in drawn.split()]
    arcs = [arc.split(">") for *_, arc in parts]
    fine = [tag for _, _, tag, _ in parts]
    return Tree(
        texts=[text for text, *_ in parts],
        words=[base for _, base, _, _ in parts],
        heads=[-1 if head == "-" else int(head) for _, head in arcs],
        labels=[label for label, _ in arcs],
        tags=[{"V": "VERB", "N": "NOUN"}.get(tag[0], "X") for tag in fine],
        fine=fine,
    )  # fmt: skip


def mended(drawn: str, kinds: Mapping[int, str] | None = None) -> list[str]:
    """The words with their relation and head after mending, as ``word label>head``."""
    made = tree(drawn)
    mend(made, kinds or {})
    return [
        f"{text} {label}>{made.texts[head] if head >= 0 else '-'}"
        for text, label, head in zip(made.texts, made.labels, made.heads, strict=True)
    ]


SOUND = "Quillon/quillon/NNP/nsubj>1 said/say/VBD/root>- it/it/PRP/nsubj>3 sells/sell/VBZ/ccomp>1 tools/tool/NNS/obj>3"


def test_a_sound_parse_is_left_alone() -> None:
    assert mended(SOUND, {0: "company"}) == [
        "Quillon nsubj>said", "said root>-", "it nsubj>sells", "sells ccomp>said", "tools obj>sells",
    ]  # fmt: skip


def test_mending_twice_changes_no_more_than_mending_once() -> None:
    made = tree("It/it/PRP/nsubj>3 was/be/VBD/cop>3 filing/file/VBG/compound>3 applications/application/NNS/root>-")
    mend(made, {})
    once = (list(made.heads), list(made.labels), list(made.tags))
    mend(made, {})
    assert (made.heads, made.labels, made.tags) == once


def test_names_of_one_kind_are_coordinated() -> None:
    found = mended(
        "deal/deal/NN/root>- with/with/IN/case>2 Quillon/quillon/NNP/nmod>0 of/of/IN/case>4 "
        "Ardmouth/ardmouth/NNP/nmod>2 and/and/CC/cc>6 Harrow/harrow/NNP/conj>4",
        {2: "company", 4: "place", 6: "company"},
    )
    assert found[6] == "Harrow conj>Quillon"


def test_names_of_two_kinds_stay_where_they_are() -> None:
    found = mended(
        "sales/sale/NNS/root>- in/in/IN/case>2 Ardmouth/ardmouth/NNP/nmod>0 and/and/CC/cc>4 Fenwick/fenwick/NNP/conj>2",
        {2: "place", 4: "place"},
    )
    assert found[4] == "Fenwick conj>Ardmouth"


def test_what_was_said_hangs_on_the_verb_of_saying() -> None:
    found = mended(
        "Quillon/quillon/NNP/nsubj>1 told/tell/VBD/root>- reporters/reporter/NNS/obj>1 that/that/IN/mark>5 "
        "it/it/PRP/nsubj>5 stopped/stop/VBD/acl>2 sales/sale/NNS/obj>5",
        {0: "company"},
    )
    assert found[5] == "stopped ccomp>told"


def test_a_relative_clause_stays_with_its_noun() -> None:
    found = mended(
        "Quillon/quillon/NNP/nsubj>1 told/tell/VBD/root>- buyers/buyer/NNS/obj>1 that/that/WDT/nsubj>4 "
        "paid/pay/VBD/acl:relcl>2",
        {0: "company"},
    )
    assert found[4] == "paid acl:relcl>buyers"


def test_the_second_of_two_reports_goes_with_the_first() -> None:
    found = mended(
        "Quillon/quillon/NNP/nsubj>1 said/say/VBD/root>- that/that/IN/mark>4 sales/sale/NNS/nsubj>4 "
        "stopped/stop/VBD/ccomp>1 and/and/CC/cc>8 that/that/IN/mark>8 orders/order/NNS/nsubj>8 fell/fall/VBD/conj>1"
    )
    assert found[8] == "fell conj>stopped"


def test_a_progressive_is_a_verb_with_an_object() -> None:
    found = mended("It/it/PRP/nsubj>3 was/be/VBD/cop>3 filing/file/VBG/compound>3 applications/application/NNS/root>-")
    assert found == ["It nsubj>filing", "was aux>filing", "filing root>-", "applications obj>filing"]


def test_a_bare_verb_goes_with_the_bare_verb_before_it() -> None:
    found = mended(
        "ministry/ministry/NN/nsubj>1 urged/urge/VBD/root>- it/it/PRP/obj>1 to/to/TO/mark>4 stop/stop/VB/xcomp>1 "
        "sales/sale/NNS/obj>4 and/and/CC/cc>7 lift/lift/VB/conj>1 curbs/curb/NNS/obj>7"
    )
    assert found[7] == "lift conj>stop"


def test_a_clause_before_a_speaker_belongs_to_what_is_said() -> None:
    found = mended(
        "he/he/PRP/nsubj>2 will/will/MD/aux>2 meet/meet/VB/root>- Huang/huang/NNP/obj>2 when/when/WRB/advmod>6 "
        "he/he/PRP/nsubj>6 comes/come/VBZ/advcl>8 officials/official/NNS/nsubj>8 said/say/VBD/parataxis>2"
    )
    assert found[6] == "comes advcl>meet"
