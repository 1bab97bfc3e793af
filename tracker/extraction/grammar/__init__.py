"""Who did what in an English sentence: tags and dependencies by a small parser of our own, run with numpy only.

The model file is made by `benchmarks/train_grammar.py` and has a licence of its own; see `model.LICENSE.md` next to it.
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources

import numpy as np
from threadpoolctl import ThreadpoolController

from tracker.extraction.grammar.network import Network, Reading
from tracker.extraction.grammar.parse import ROOT, Parse
from tracker.extraction.grammar.tokens import words_of
from tracker.extraction.grammar.trees import best_tree

__all__ = ["LONGEST", "ROOT", "Grammar", "Parse", "load_grammar", "words_of"]

LONGEST = 400
"""Words that are read as one piece; a longer sentence is cut."""
TOGETHER = 32
"""Sentences that go through the network side by side; memory grows with it."""


class Grammar:
    """Tags words and finds their heads. Pure: the same words always give the same parse."""

    def __init__(self, network: Network) -> None:
        """Wraps a loaded network."""
        self._network = network
        self._threads = ThreadpoolController()
        self._root = network.labels.index("root")

    def parse(self, words: Sequence[str]) -> Parse:
        """The grammar of one sentence given as words (see `words_of`); an empty sentence gives an empty parse.

        More than 400 words are read in pieces, since time and memory grow with the square of the length; the pieces
        hang on the first one as `parataxis`.
        """
        return self.parse_all([words])[0]

    def parse_all(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """The same for several sentences, in less time than one after the other."""
        pieces = [(i, s[a : a + LONGEST]) for i, s in enumerate(sentences) for a in range(0, len(s), LONGEST)]
        parses: list[Parse] = [_EMPTY] * len(sentences)
        # The matrices are small: several threads on one of them only wait for each other.
        with self._threads.limit(limits=1, user_api="blas"):
            for start in range(0, len(pieces), TOGETHER):
                some = pieces[start : start + TOGETHER]
                for (i, words), reading in zip(some, self._network.read([w for _, w in some]), strict=True):
                    parse = self._parse(words, reading)
                    parses[i] = _joined(parses[i], parse) if parses[i].words else parse
        return parses

    def _parse(self, words: Sequence[str], reading: Reading) -> Parse:
        network = self._network
        heads = best_tree(reading.arcs)[1:]
        scores = network.label_scores(reading, heads)
        scores[:, self._root] = np.where(heads == 0, np.inf, -np.inf)  # the root is labelled root and nothing else is
        return Parse(
            words=tuple(words),
            tags=tuple(network.tags[i] for i in reading.tags),
            fine_tags=tuple(network.fine_tags[i] for i in reading.fine_tags),
            heads=tuple((heads - 1).tolist()),
            labels=tuple(network.labels[i] for i in scores.argmax(axis=1)),
        )


_EMPTY = Parse(words=(), tags=(), fine_tags=(), heads=(), labels=())


def _joined(first: Parse, second: Parse) -> Parse:
    shift = len(first.words)
    root = first.heads.index(ROOT)
    arcs = list(zip(second.heads, second.labels, strict=True))
    return Parse(
        words=first.words + second.words,
        tags=first.tags + second.tags,
        fine_tags=first.fine_tags + second.fine_tags,
        heads=first.heads + tuple(root if head == ROOT else head + shift for head, _ in arcs),
        labels=first.labels + tuple("parataxis" if head == ROOT else label for head, label in arcs),
    )


@cache
def load_grammar() -> Grammar:
    """The packaged model, read once."""
    with resources.files(__package__).joinpath("model.npz").open("rb") as file:
        return Grammar(Network(file))
