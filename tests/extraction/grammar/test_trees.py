"""The best tree is a tree, and it is the best."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tracker.extraction.grammar.trees import best_tree

TABLES = st.integers(1, 5).flatmap(lambda n: arrays(np.float64, (n + 1, n + 1), elements=st.floats(-50, 50, width=32)))


def is_tree(heads: tuple[int, ...]) -> bool:
    """Heads of words 1 to n: one child of the root, and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        above, passed = word, set()
        while above and above not in passed:
            passed.add(above)
            above = heads[above - 1]
        if above:
            return False
    return True


def weight(table: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(table[word, head] for word, head in enumerate(heads, start=1)))


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_no_tree_with_one_root_scores_higher(table: np.ndarray) -> None:
    n = len(table) - 1
    found = tuple(best_tree(table)[1:].tolist())
    assert is_tree(found)
    best = max(weight(table, heads) for heads in product(range(n + 1), repeat=n) if is_tree(heads))
    assert weight(table, found) >= best - 1e-6


def test_a_greedy_tree_is_kept() -> None:
    table = np.array([[0, 0, 0], [9, 0, 1], [1, 8, 0]])
    assert best_tree(table).tolist() == [0, 0, 1]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    table = np.array([[0, 0, 0], [5, 0, 9], [1, 9, 0]])
    assert best_tree(table).tolist() == [0, 0, 1]
