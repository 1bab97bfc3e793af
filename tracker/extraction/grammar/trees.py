"""The best dependency tree for a table of arc scores: greedy where that is a tree, Chu-Liu-Edmonds where it is not."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Nodes = NDArray[np.intp]


class _Fold(NamedTuple):
    """A cycle folded into its first node, and which arcs the arcs from and to that node stand for."""

    cycle: list[int]
    heads: Nodes
    entered: Nodes
    """The node of the cycle that an arc from each node enters."""
    left: Nodes
    """The node of the cycle that an arc to each node leaves."""


def best_tree(scores: NDArray[np.floating]) -> Nodes:
    """Heads of the highest-scoring tree with exactly one child of the root.

    `scores[d, h]` is the score of head `h` for word `d`; row and column 0 are the root. Entry 0 of the answer is 0.
    """
    table = np.array(scores, dtype=np.float64)
    np.fill_diagonal(table, -np.inf)
    heads = _greedy(table)
    if np.count_nonzero(heads[1:] == 0) == 1 and _cycle(heads) is None:
        return heads
    finite = table[1:][np.isfinite(table[1:])]
    spread = float(finite.max() - finite.min()) + 1.0 if finite.size else 1.0
    table[1:, 0] -= spread * len(table)  # every arc from the root costs the same: the fewest possible, one, are kept
    return _chu_liu_edmonds(table)


def _greedy(table: Scores) -> Nodes:
    heads: Nodes = table.argmax(axis=1)
    heads[0] = 0
    return heads


def _cycle(heads: Nodes) -> list[int] | None:
    """The nodes of one cycle in ascending order, or None; node 0 points at itself and does not count."""
    pointers = heads.tolist()
    state = [0] * len(pointers)
    state[0] = -1
    for start in range(1, len(pointers)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = pointers[node]
        if state[node] == start:
            return _loop(pointers, node)
    return None


def _loop(pointers: list[int], node: int) -> list[int]:
    members = [node]
    while pointers[members[-1]] != node:
        members.append(pointers[members[-1]])
    return sorted(members)


def _chu_liu_edmonds(table: Scores) -> Nodes:
    """Heads of the best tree; changes the table."""
    folds: list[_Fold] = []
    heads = _greedy(table)
    while (cycle := _cycle(heads)) is not None:
        folds.append(_folded(table, heads, cycle))
        heads = _greedy(table)
    for fold in reversed(folds):
        _unfold(fold, heads)
    return heads


def _folded(table: Scores, heads: Nodes, cycle: list[int]) -> _Fold:
    """Fold a cycle into its first node, in place: the other nodes of the cycle can no longer be reached."""
    within = heads[cycle]
    entering = table[cycle] - table[cycle, within][:, None]
    leaving = table[:, cycle]
    nodes = np.array(cycle)
    fold = _Fold(cycle, within, nodes[entering.argmax(axis=0)], nodes[leaving.argmax(axis=1)])
    first, others = cycle[0], cycle[1:]
    table[first], table[:, first] = entering.max(axis=0), leaving.max(axis=1)
    table[others] = table[:, others] = -np.inf
    table[first, first] = -np.inf
    return fold


def _unfold(fold: _Fold, heads: Nodes) -> None:
    first = fold.cycle[0]
    entry = int(heads[first])
    below = heads == first
    heads[below] = fold.left[below]
    heads[fold.cycle] = fold.heads
    heads[fold.entered[entry]] = entry
    heads[0] = 0
