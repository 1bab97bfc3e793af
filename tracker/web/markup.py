"""A text cut into pieces for display: which words name whom, and which sentences prove what.

The pieces are plain values; the templates escape and mark them up. Spans are half-open offsets
into the whole text, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

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
    names, proofs = apart(names), sorted(proofs, key=lambda proof: (proof.start, proof.end, proof.claim))
    return tuple(_paragraph(text, start, end, names, proofs) for start, end in _bounds(text))


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


def _paragraph(text: str, start: int, end: int, names: Sequence[MentionView], proofs: Sequence[Proof]) -> Paragraph:
    here = [name for name in names if name.start < end and name.end > start]
    proven = [proof for proof in proofs if proof.start < end and proof.end > start]
    edges = {start, end}
    edges.update(edge for name in here for edge in (name.start, name.end) if start < edge < end)
    edges.update(edge for proof in proven for edge in (proof.start, proof.end) if start < edge < end)
    runs: list[Run] = []
    for left, right in pairwise(sorted(edges)):
        piece = Piece(text=text[left:right], name=next((n for n in here if n.start <= left and right <= n.end), None))
        covering = [proof for proof in proven if proof.start <= left and right <= proof.end]
        claims = tuple(proof.claim for proof in covering)
        if runs and runs[-1].claims == claims:
            runs[-1] = replace(runs[-1], pieces=(*runs[-1].pieces, piece))
        else:
            begun = tuple(proof.claim for proof in covering if proof.start == left)
            runs.append(Run(claims=claims, begun=begun, pieces=(piece,)))
    return Paragraph(start=start, runs=tuple(runs))
