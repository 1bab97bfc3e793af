"""The tagger and parser network in numpy: word and character vectors, three two-way LSTMs, biaffine scorers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import IO

import numpy as np
from numpy.typing import NDArray

from tracker.extraction.grammar.features import CHARACTER_COUNT, SHAPE_COUNT, characters, folded, shape

Floats = NDArray[np.float32]
Numbers = NDArray[np.intp]

WIDTHS = (2, 3, 4, 5)
_UNKNOWN_WORD = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the network says of n words: tag numbers, arc scores (n + 1, n + 1; the root first), label vectors."""

    tags: Numbers
    fine_tags: Numbers
    arcs: Floats
    dependents: Floats
    heads: Floats


class Network:
    """The trained weights and the arithmetic that turns words into scores. Safe to share between threads."""

    def __init__(self, file: IO[bytes]) -> None:
        """Reads the weights from an open `.npz` file."""
        with np.load(file, allow_pickle=False) as stored:
            tables = _tables(stored)
            names = {key[6:]: _names(stored[key]) for key in stored.files if key.startswith("names:")}
        self.tags, self.fine_tags, self.labels = names["tags"], names["fine_tags"], names["labels"]
        self._words = {word: number for number, word in enumerate(names["words"], start=1)}
        self._layers = [_TwoWayLSTM(tables, name) for name in ("first", "second", "third")]
        self._spelling = _Spelling(tables)
        self._t = tables
        labels = tables["label"]
        self._label_table = np.ascontiguousarray(labels.transpose(1, 0, 2)).reshape(labels.shape[1], -1)
        self._word_vector = lru_cache(maxsize=8192)(self._word_vector_uncached)

    def read(self, sentences: Sequence[Sequence[str]]) -> Iterator[Reading]:
        """Scores for the words of each sentence (at least one word each).

        Sentences go through the network side by side: a step costs hardly more for twenty words than for one.
        """
        t = self._t
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
        rows = _Rows([len(sentences[i]) for i in order])
        words = [word for i in order for word in sentences[i]]
        hidden = self._layers[0](np.stack([self._word_vector(word) for word in words]), rows)
        seen = _leaky(_linear(t, "tag_hidden", hidden))
        tags, fine = _linear(t, "tag", seen), _linear(t, "fine_tag", seen)
        soft = _linear(t, "tag_vector", np.hstack([_softmax(tags), _softmax(fine)]))
        hidden = self._layers[2](self._layers[1](np.hstack([hidden, soft]), rows), rows)
        both = _leaky(_linear(t, "projections", hidden))
        places = {i: slice(start, start + size) for i, start, size in zip(order, rows.starts, rows.sizes, strict=True)}
        for i in range(len(sentences)):
            part = places[i]
            yield self._reading(tags[part].argmax(axis=1), fine[part].argmax(axis=1), both[part])

    def _reading(self, tags: Numbers, fine: Numbers, both: Floats) -> Reading:
        t = self._t
        arc, label = t["arc"].shape[1], t["label"].shape[1] - 1
        heads = np.vstack([t["root"], both[:, arc + label :]])
        scores = np.zeros((len(both) + 1, len(both) + 1), dtype=np.float32)
        scores[1:] = _with_one(both[:, :arc]) @ t["arc"] @ heads[:, :arc].T
        return Reading(
            tags=tags,
            fine_tags=fine,
            arcs=scores,
            dependents=_with_one(both[:, arc : arc + label]),
            heads=_with_one(heads[:, arc:]),
        )

    def label_scores(self, reading: Reading, heads: Numbers) -> Floats:
        """Scores (n, labels) of the labels of the arcs from `heads` (n numbers, 0 is the root) to each word."""
        side = (reading.dependents @ self._label_table).reshape(len(heads), len(self.labels), -1)
        scores: Floats = np.matmul(side, reading.heads[heads][:, :, None])[:, :, 0]
        return scores

    def _word_vector_uncached(self, word: str) -> Floats:
        number = self._words.get(folded(word).lower(), _UNKNOWN_WORD)
        known, outline = self._t["word.weight"][number], self._t["shape.weight"][shape(word)]
        return np.concatenate([known, self._spelling(word), outline])


class _Spelling:
    """Character filters of four widths, the strongest answer of each along the word; looked up, not multiplied."""

    def __init__(self, tables: Mapping[str, Floats]) -> None:
        vectors = tables["character.weight"]
        if vectors.shape[0] != CHARACTER_COUNT or tables["shape.weight"].shape[0] != SHAPE_COUNT:
            raise ValueError("the model file was made for other word features: train it again")
        self._tables = [
            np.stack([vectors @ filters[:, :, place].T for place in range(filters.shape[2])])
            for filters in (tables[f"filters.{n}.weight"] for n in range(len(WIDTHS)))
        ]

    def __call__(self, word: str) -> Floats:
        codes = np.array(characters(word), dtype=np.intp)
        return np.concatenate([_strongest(table, codes) for table in self._tables])


def _strongest(table: Floats, codes: Numbers) -> Floats:
    width = len(table)
    padded = np.zeros(len(codes) + 2 * (width - 1), dtype=np.intp)
    padded[width - 1 : width - 1 + len(codes)] = codes
    places = len(codes) + width - 1
    answers = sum(table[k][padded[k : k + places]] for k in range(width))
    strongest: Floats = np.maximum(np.max(answers, axis=0), 0)
    return strongest


class _TwoWayLSTM:
    """An LSTM from left to right and one from right to left. Gates: input, forget, output, candidate.

    A sigmoid is half a tanh of half its argument, so the halves are put into the weights and one tanh serves all gates.
    """

    def __init__(self, tables: Mapping[str, Floats], name: str) -> None:
        inward, again, bias = (tables[f"{name}.{part}"] for part in ("inward", "again", "bias"))
        self.hidden = again.shape[1]
        halves = np.ones(4 * self.hidden, dtype=np.float32)
        halves[: 3 * self.hidden] = 0.5
        self._inward = inward * halves
        self._bias = bias * halves
        self._again = [table * halves for table in again]

    def __call__(self, given: Floats, rows: _Rows) -> Floats:
        """(n, features) to (n, 2 hidden)."""
        forth = self._one_way(given @ self._inward[0] + self._bias[0], self._again[0], rows.forth)
        back = self._one_way(given @ self._inward[1] + self._bias[1], self._again[1], rows.back)
        return np.hstack([forth, back])

    def _one_way(self, inward: Floats, again: Floats, steps: Sequence[Numbers]) -> Floats:
        size = self.hidden
        states = np.empty((len(inward), size), dtype=np.float32)
        state = cell = np.zeros((len(steps[0]), size), dtype=np.float32)
        for rows in steps:
            here = len(rows)  # the sentences that have not ended yet
            gates = np.tanh(state[:here] @ again + inward[rows])
            opened = gates[:, : 3 * size] * 0.5 + 0.5
            cell = opened[:, size : 2 * size] * cell[:here] + opened[:, :size] * gates[:, 3 * size :]
            state = opened[:, 2 * size :] * np.tanh(cell)
            states[rows] = state
        return states


class _Rows:
    """Where the words of sentences stand that are laid one after the other, the longest first."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = np.array(sizes, dtype=np.intp)
        self.starts = np.concatenate([np.zeros(1, dtype=np.intp), self.sizes.cumsum()[:-1]])
        open_at = [int((self.sizes > step).sum()) for step in range(sizes[0])]
        self.forth = [self.starts[:count] + step for step, count in enumerate(open_at)]
        """The rows of the first, second, … words of all sentences that have one."""
        self.back = [self.starts[:count] + self.sizes[:count] - 1 - step for step, count in enumerate(open_at)]
        """The same from the ends."""


def _tables(stored: Mapping[str, NDArray[np.generic]]) -> dict[str, Floats]:
    """The weights in float32; those stored as int8 are multiplied by the scales of their rows."""
    tables: dict[str, Floats] = {}
    for key in stored:
        name, _, kind = key.partition(":")
        if kind == "int8":
            tables[name] = stored[key].astype(np.float32) * stored[f"{name}:scale"].astype(np.float32)
        elif not kind:
            tables[name] = stored[key].astype(np.float32)
    return tables


def _names(coded: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(coded.tobytes().decode().split("\n"))


def _linear(tables: Mapping[str, Floats], name: str, given: Floats) -> Floats:
    result: Floats = given @ tables[f"{name}.weight"].T + tables[f"{name}.bias"]
    return result


def _leaky(x: Floats) -> Floats:
    answer: Floats = np.maximum(x, np.float32(0.1) * x)
    return answer


def _softmax(x: Floats) -> Floats:
    powers = np.exp(x - x.max(axis=1, keepdims=True))
    total: Floats = powers / powers.sum(axis=1, keepdims=True)
    return total


def _with_one(x: Floats) -> Floats:
    return np.hstack([x, np.ones((len(x), 1), dtype=np.float32)])
