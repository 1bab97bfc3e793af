"""Finds articles that say nearly the same words: MinHash signatures in bands (Broder 1997; Leskovec et al., ch. 3).

Sixteen bands of eight meet with a chance of a half at a likeness of 0.7 and nearly always above 0.85.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from rensa import RMinHash
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from tracker.store.crawl_tables import LikenessBandRow, LikenessRow
from tracker.store.dialects import writing
from tracker.store.store import Store, _explained

FORMAT = b"1"
"""Of signatures; those of another format are not compared."""
COPY = 0.8
"""Likeness from which two articles count as copies of one."""
_HASHES, _ROWS, _SEED = 128, 8, 1
_SHORTEST = 40
"""Words below which nothing is compared: short notices are alike and not the same."""
_WORD = re.compile(r"[^\W_]+")
_IDEOGRAPH = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Like:
    """An article that says nearly the same."""

    article_id: str
    outlet: str | None
    likeness: float


def signature(text: str) -> bytes | None:
    """The signature of a text by runs of three words, or of three ideographs; ``None`` for a short one."""
    words = _WORD.findall(_IDEOGRAPH.sub(r" \1 ", text.casefold()))
    if len(words) < _SHORTEST:
        return None
    sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
    sketch.update([" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)])
    return FORMAT + struct.pack(f"<{_HASHES}I", *sketch.digest())


class LikenessStore:
    """Signatures of the articles that are held. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        """Use the database of ``store``."""
        self._engine: Engine = store._engine

    def nearest(self, mark: bytes, *, other_than: str | None = None) -> Like | None:
        """The most similar article from ``COPY`` upwards, if there is one."""
        with _explained(), Session(self._engine) as session:
            near = select(LikenessBandRow.article_id).where(LikenessBandRow.band.in_(_bands(mark)))
            rows = session.scalars(select(LikenessRow).where(LikenessRow.article_id.in_(near)).limit(200))
            found = [
                Like(article_id=row.article_id, outlet=row.outlet, likeness=_likeness(mark, row.signature))
                for row in rows
                if row.article_id != other_than
            ]
        best = max(found, key=lambda like: (like.likeness, like.article_id), default=None)
        return best if best is not None and best.likeness >= COPY else None

    def keep(self, article_id: str, outlet: str | None, mark: bytes) -> None:
        """Keep the signature of an article's newest version."""
        with self._write() as session:
            held = session.get(LikenessRow, article_id)
            if held is not None and held.signature == mark:
                return
            session.execute(delete(LikenessBandRow).where(LikenessBandRow.article_id == article_id))
            session.merge(LikenessRow(article_id=article_id, outlet=outlet, signature=mark))
            session.add_all(LikenessBandRow(band=band, article_id=article_id) for band in _bands(mark))

    @contextmanager
    def _write(self) -> Iterator[Session]:
        with _explained(), Session(writing(self._engine)) as session, session.begin():
            yield session


def _bands(mark: bytes) -> Sequence[str]:
    step = 4 * _ROWS
    parts = [mark[start : start + step] for start in range(len(FORMAT), len(mark), step)]
    return [f"{number:x}{hashlib.sha256(part).hexdigest()[:16]}" for number, part in enumerate(parts)]


def _likeness(one: bytes, other: bytes) -> float:
    if one[: len(FORMAT)] != other[: len(FORMAT)] or len(one) != len(other):
        return 0.0
    size = f"<{_HASHES}I"
    pairs = zip(struct.unpack(size, one[len(FORMAT) :]), struct.unpack(size, other[len(FORMAT) :]), strict=True)
    return float(sum(a == b for a, b in pairs)) / _HASHES
