"""The best dependency tree for a table of arc scores: greedy where that is a tree, Chu-Liu-Edmonds where it is not."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Nodes = NDArray[np.intp]


class _Contraction(NamedTuple):
    """One cycle folded into a node: which nodes took part and which arcs the fold stands for."""

    kept: Nodes
    cycle: Nodes
    heads: Nodes
    entered: Nodes
    left: Nodes


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


def _cycle(heads: Nodes) -> Nodes | None:
    """The nodes of one cycle, or None; node 0 points at itself and does not count."""
    state = np.zeros(len(heads), dtype=np.intp)
    state[0] = -1
    pointers = heads.tolist()
    for start in range(1, len(pointers)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = pointers[node]
        if state[node] == start:
            return _loop(pointers, node)
    return None


def _loop(pointers: list[int], node: int) -> Nodes:
    members = [node]
    while pointers[members[-1]] != node:
        members.append(pointers[members[-1]])
    return np.array(sorted(members))


def _chu_liu_edmonds(table: Scores) -> Nodes:
    folds: list[_Contraction] = []
    heads = _greedy(table)
    while (cycle := _cycle(heads)) is not None:
        fold, table = _contract(table, heads, cycle)
        folds.append(fold)
        heads = _greedy(table)
    for fold in reversed(folds):
        heads = _expand(fold, heads)
    return heads


def _contract(table: Scores, heads: Nodes, cycle: Nodes) -> tuple[_Contraction, Scores]:
    kept = np.setdiff1d(np.arange(len(table)), cycle)
    within = table[cycle, heads[cycle]]
    entering = table[np.ix_(cycle, kept)] - within[:, None]
    leaving = table[np.ix_(kept, cycle)]
    fold = _Contraction(kept, cycle, heads, cycle[entering.argmax(axis=0)], cycle[leaving.argmax(axis=1)])
    smaller = np.full((len(kept) + 1, len(kept) + 1), -np.inf)
    smaller[:-1, :-1] = table[np.ix_(kept, kept)]
    smaller[-1, :-1] = entering.max(axis=0)
    smaller[:-1, -1] = leaving.max(axis=1)
    return fold, smaller


def _expand(fold: _Contraction, heads: Nodes) -> Nodes:
    whole = fold.heads.copy()
    last = len(fold.kept)
    for position, node in enumerate(fold.kept.tolist()):
        head = int(heads[position])
        whole[node] = fold.left[position] if head == last else fold.kept[head]
    entry = int(heads[last])
    whole[fold.entered[entry]] = fold.kept[entry]
    whole[0] = 0
    return whole
