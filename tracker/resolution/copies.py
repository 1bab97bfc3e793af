"""Near-copies of texts: wire reports that many print, and pages at two addresses, told by their fingerprints."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

_HASHES = 128
_ROWS = 4
_SHINGLE = 4
_ALIKE = 0.4
"""Texts that share so many of their four-word runs are one text, cut or edited."""
_SAME = 0.95
"""Pages of the same text share so much; a notice in the same words about another firm less."""
_LARGEST = (1 << 63) - 1
_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_]+")

_SEED: np.random.Generator = np.random.default_rng(20180801)
_FACTORS: Any = _SEED.integers(1, _LARGEST, _HASHES, dtype=np.uint64) | np.uint64(1)
_SHIFTS: Any = _SEED.integers(0, _LARGEST, _HASHES, dtype=np.uint64)
# The products must run over 64 bits: without wrapping every hash would keep the order, and pick the same run.


@lru_cache(maxsize=64)
def fingerprint(text: str) -> bytes:
    """A MinHash signature of the runs of four words in ``text``; empty where it has fewer."""
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    runs = {" ".join(tokens[at : at + _SHINGLE]) for at in range(len(tokens) - _SHINGLE + 1)}
    if not runs:
        return b""
    digests = (hashlib.blake2b(run.encode(), digest_size=4).digest() for run in runs)
    hashes = np.frombuffer(b"".join(digests), dtype="<u4").astype(np.uint64)
    mixed = (hashes[:, None] * _FACTORS[None, :] + _SHIFTS[None, :]) >> np.uint64(32)
    least: bytes = mixed.min(axis=0).astype("<u4").tobytes()
    return least


def bands(print_: bytes) -> Iterator[str]:
    """Slices of a fingerprint; near-copies share at least one of them."""
    size = 4 * _ROWS
    for number in range(len(print_) // size):
        yield f"{number}:{hashlib.blake2b(print_[number * size : (number + 1) * size], digest_size=8).hexdigest()}"


def is_copy(one: bytes, other: bytes) -> bool:
    """Whether two fingerprints are of nearly the same text."""
    return _share(one, other) >= _ALIKE


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two fingerprints are of the same text but for a few words, as on a page's print version."""
    return _share(one, other) >= _SAME


def _share(one: bytes, other: bytes) -> float:
    """How much of two fingerprints is the same."""
    if not one or not other:
        return 0.0
    return float((np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")).mean())
