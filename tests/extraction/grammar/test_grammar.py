"""The packaged model: trees for any words, short, long or strange."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extraction.grammar import LONGEST, ROOT, Parse, load_grammar, words_of

COMMON = "China bans the chips , and ( by which 5 - said .".split()
WORDS = st.lists(st.one_of(st.sampled_from(COMMON), st.text(max_size=30)), max_size=25)


def assert_is_tree(parse: Parse) -> None:
    n = len(parse.words)
    assert len(parse.tags) == len(parse.fine_tags) == len(parse.heads) == len(parse.labels) == n
    assert parse.heads.count(ROOT) == min(n, 1)
    for word in range(n):
        above, steps = parse.heads[word], 1
        while above != ROOT:
            assert 0 <= above < n
            above, steps = parse.heads[above], steps + 1
            assert steps <= n


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_any_words_make_a_tree_with_one_root(words: list[str]) -> None:
    assert_is_tree(load_grammar().parse(words))


def test_no_words_make_an_empty_parse() -> None:
    assert load_grammar().parse([]) == Parse(words=(), tags=(), fine_tags=(), heads=(), labels=())


def test_a_very_long_sentence_is_read_in_pieces_that_hang_on_the_first() -> None:
    """Time and memory grow with the square of a piece, so no arc may reach from one piece into another."""
    words = ("The ministry , which bans exports of chips , said that " * 200).split()
    parse = load_grammar().parse(words)
    assert_is_tree(parse)
    across = [i for i, head in enumerate(parse.heads) if head != ROOT and i // LONGEST != head // LONGEST]
    assert {parse.heads[i] for i in across} == {parse.heads.index(ROOT)}
    assert [parse.labels[i] for i in across] == ["parataxis"] * ((len(words) - 1) // LONGEST)


def test_only_the_root_is_labelled_root() -> None:
    parse = load_grammar().parse("Washington said on Friday that it would wait .".split())
    assert [i for i, label in enumerate(parse.labels) if label == "root"] == [parse.heads.index(ROOT)]


def test_the_same_words_give_the_same_parse() -> None:
    words = "Seoul asked Kestrel to wait .".split()
    assert load_grammar().parse(words) == load_grammar().parse(tuple(words))


def test_unknown_names_are_tagged_as_names() -> None:
    text = "Velmora Microsystems sued Galdor and Silbrunn in Oslo."
    words = [text[start:end] for start, end in words_of(text)]
    tags = dict(zip(words, load_grammar().parse(words).tags, strict=True))
    assert {name: tags[name] for name in ("Velmora", "Galdor", "Silbrunn", "Oslo")} == dict.fromkeys(
        ("Velmora", "Galdor", "Silbrunn", "Oslo"), "PROPN"
    )


def test_the_model_file_says_whose_data_it_was_made_from() -> None:
    from importlib import resources

    note = resources.files("tracker.extraction.grammar").joinpath("model.LICENSE.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in note
    assert "English Web Treebank" in note


def test_sentences_are_read_the_same_alone_and_together() -> None:
    sentences = [
        "Washington said on Friday that it would wait .".split(),
        [],
        ["Nvidia"],
        "The chips that were sold to China by the company had been controlled since April .".split(),
        ["licence"] * 450,
    ]
    grammar = load_grammar()
    assert grammar.parse_all(sentences) == [grammar.parse(words) for words in sentences]
    assert grammar.parse_all([]) == []
