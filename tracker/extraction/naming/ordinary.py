"""Whether a word is an ordinary English one: those that the parser's training texts repeat."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np


def is_ordinary(word: str) -> bool:
    """Whether the word, in any case, belongs to the ordinary vocabulary; coined names do not."""
    return word.casefold() in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    with resources.files("tracker.extraction.grammar").joinpath("model.npz").open("rb") as file, np.load(file) as model:
        return frozenset(bytes(model["names:words"]).decode().split("\n"))
