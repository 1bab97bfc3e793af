"""Whatever the text, offsets are exact and references are in order and apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extraction.naming.conftest import article
from tracker.extraction.naming import Naming, find_names
from tracker.extraction.text import sentences
from tracker.knowledge import load_knowledge

Read = Callable[..., Naming]
_WORDS = st.sampled_from(
    """Nvidia Huang the The it its U.S. China Beijing ’s 's ( ) , . “ ” - & H20 Co Ltd Ministry of Commerce and Mr said
    company both two Dutch Act No 232 Section in to 910C Ascend Ürümqi 华为 \n\n Inc. Department President""".split(" ")
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=60).map(" ".join))


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_and_every_offset_is_exact(read: Read, text: str) -> None:
    found = read(text)
    for span in [*found.references, *(mention for entity in found.entities for mention in entity.mentions)]:
        assert span.text == text[span.start : span.end] != ""


@given(_TEXTS)
@settings(max_examples=200, deadline=None)
def test_references_are_in_order_and_do_not_overlap(read: Read, text: str) -> None:
    references = read(text).references
    assert all(one.end <= other.start for one, other in itertools.pairwise(references))


@given(_TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_resolved_reference_names_an_entity_of_the_article_or_of_the_knowledge_base(read: Read, text: str) -> None:
    found = read(text)
    known = {entity.key for entity in found.entities} | set(load_knowledge().entities)
    assert {key for reference in found.references for key in reference.keys} <= known


def test_an_empty_body_names_nothing(read: Read) -> None:
    assert read("") == Naming(entities=(), references=())


def test_entities_stand_in_the_order_of_their_first_mention(read: Read) -> None:
    found = read("Huawei sued Nvidia. Nvidia sued Huawei.")
    assert [entity.name for entity in found.entities] == ["Huawei", "Nvidia"]


def test_reading_the_same_article_twice_gives_the_same(read: Read) -> None:
    text = "Dutch toolmaker Veltrona sued Huawei. It lost, and the company appealed in The Hague."
    assert read(text) == read(text)


def test_each_sentence_of_a_long_article_names_as_much_as_the_first(read: Read) -> None:
    sentence = "Nvidia said it would sell the H20 in China, and Jensen Huang met Wang Wentao in Beijing. "
    once, often = (sum(len(e.mentions) for e in read(sentence * n).entities) for n in (1, 34))
    assert often == 34 * once


def test_a_well_known_name_can_be_taken_as_unknown() -> None:
    text = "They drank Heineken."
    known = load_knowledge()
    whole = find_names(article(text), sentences(text), known)
    without = find_names(article(text), sentences(text), known, unlisted=frozenset({"Heineken"}))
    assert [entity.name for entity in whole.entities] == ["Heineken"]
    assert without.entities == ()
