"""A text cut into pieces for display: which words name whom, and which sentences prove what.

The pieces are plain values; the templates escape and mark them up. Spans are half-open offsets
into the whole text, as everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from tracker.store import MentionView


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Words in the text that support a claim."""

    start: int
    end: int
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Adjacent words, naming one entity or none."""

    text: str
    name: MentionView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Adjacent pieces that support the same claims."""

    claims: tuple[str, ...]
    """Ids of the claims; empty for words that prove nothing."""
    begun: tuple[str, ...]
    """Those of them whose proof begins with this run: each claim has one place to link to."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph of a text."""

    start: int
    runs: tuple[Run, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims whose proof begins here."""
        return tuple(claim for run in self.runs for claim in run.begun)


def paragraphs(text: str, names: Iterable[MentionView], proofs: Iterable[Proof]) -> tuple[Paragraph, ...]:
    """Cut ``text`` at its blank lines and mark ``names`` and ``proofs`` in each paragraph."""
    kept, ordered = apart(names), sorted(proofs, key=lambda proof: (proof.start, proof.end, proof.claim))
    starts, ends = [name.start for name in kept], [name.end for name in kept]
    return tuple(
        _paragraph(
            text[start:end],
            start,
            kept[bisect_right(ends, start) : bisect_left(starts, end)],
            [proof for proof in ordered if proof.start < end and proof.end > start],
        )
        for start, end in _bounds(text)
    )


def apart(names: Iterable[MentionView]) -> list[MentionView]:
    """Names in order without overlaps; of two that overlap the earlier, then the longer, stays."""
    kept: list[MentionView] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if name.start < name.end and (not kept or name.start >= kept[-1].end):
            kept.append(name)
    return kept


def _bounds(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            found.append((start, start + len(part)))
        start += len(part) + 2
    return found


def _paragraph(text: str, start: int, names: Sequence[MentionView], proofs: Sequence[Proof]) -> Paragraph:
    """``text`` is the paragraph's own and begins at ``start``; ``names`` and ``proofs`` are those that touch it."""
    spans = (*((name.start, name.end) for name in names), *((proof.start, proof.end) for proof in proofs))
    inner = {edge for span in spans for edge in span if start < edge < start + len(text)}
    bounds = list(pairwise((start, *sorted(inner), start + len(text))))
    runs = []
    for covering, pieces in groupby(bounds, lambda bound: _covering(proofs, *bound)):
        cut = list(pieces)
        runs.append(
            Run(
                claims=tuple(proof.claim for proof in covering),
                begun=tuple(proof.claim for proof in covering if proof.start == cut[0][0]),
                pieces=tuple(
                    Piece(text=text[left - start : right - start], name=_named(names, left, right))
                    for left, right in cut
                ),
            )
        )
    return Paragraph(start=start, runs=tuple(runs))


def _covering(proofs: Sequence[Proof], left: int, right: int) -> tuple[Proof, ...]:
    return tuple(proof for proof in proofs if proof.start <= left and right <= proof.end)


def _named(names: Sequence[MentionView], left: int, right: int) -> MentionView | None:
    place = bisect_right(names, left, key=lambda name: name.start) - 1
    return names[place] if place >= 0 and right <= names[place].end else None
