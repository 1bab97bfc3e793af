"""The claims of one source, replaced as a whole: new ones are added, missing ones retracted, none deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.model import Claim
from tracker.store import identity
from tracker.store.chunking import chunks
from tracker.store.rows import Source, claim_row, role_rows
from tracker.store.tables import ClaimRow, VerdictRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """The claims of one source are replaced: from when on, and why those are retracted that are not made again."""

    source: Source
    known_at: datetime
    reason: str
    heard_until: datetime | None
    """Until when the world heard what is retracted; ``None`` where the source never said it and was misread."""


def replace_claims(session: Session, claims: Iterable[Claim], change: ClaimChange) -> tuple[int, int, int]:
    """Let the source make exactly ``claims``; counts the new, unchanged and retracted ones."""
    made = _without_rejected(session, by_fingerprint(claims, change.source))
    earlier = claims_of(session, change.source)
    standing = {row.fingerprint: row for row in earlier if row.retracted_at is None}
    for mark in standing.keys() & made.keys():
        _move(standing[mark], made[mark], change.source)
    gone = [row for mark, row in standing.items() if mark not in made]
    for row in gone:
        retract(row, change.known_at, change.reason, change.heard_until)
    new = {mark: claim for mark, claim in made.items() if mark not in standing}
    insert(session, new, change, earlier)
    return len(new), len(made) - len(new), len(gone)


def by_fingerprint(claims: Iterable[Claim], source: Source) -> dict[str, Claim]:
    """The first of each where the same is said twice in the same words."""
    made: dict[str, Claim] = {}
    for claim in claims:
        made.setdefault(identity.fingerprint(source.article_id or f"record {source.reference_id}", claim), claim)
    return made


def _without_rejected(session: Session, made: dict[str, Claim]) -> dict[str, Claim]:
    """What a person found to be misread is not read again."""
    rejected: set[str] = set()
    for some in chunks(sorted(made)):
        wrong = select(VerdictRow.fingerprint).where(VerdictRow.fingerprint.in_(some), VerdictRow.right.is_(False))
        rejected |= set(session.scalars(wrong))
    return {mark: claim for mark, claim in made.items() if mark not in rejected}


def claims_of(session: Session, source: Source) -> Sequence[ClaimRow]:
    """All that the source ever said, retracted claims included."""
    article, record = ClaimRow.article_id == source.article_id, ClaimRow.reference_id == source.reference_id
    return session.scalars(select(ClaimRow).where(article if source.article_id else record)).all()


def retract(row: ClaimRow, known_at: datetime, reason: str, heard_until: datetime | None) -> None:
    """Mark a claim as one that no longer stands."""
    row.retracted_at, row.retraction_reason = known_at, reason
    row.heard_until = max(heard_until, row.heard_from) if heard_until else row.heard_from
    row.settled = False


def _move(row: ClaimRow, claim: Claim, source: Source) -> None:
    """The same words may stand elsewhere in the new text, and be read more or less surely by now."""
    if source.article_id:
        row.evidence_start, row.evidence_end = claim.evidence.start, claim.evidence.end
        row.document_digest = source.document_digest
    if row.reading_confidence != claim.confidence:
        row.reading_confidence, row.settled = claim.confidence, False


def insert(
    session: Session, claims: Mapping[str, Claim], change: ClaimChange, earlier: Iterable[ClaimRow]
) -> list[ClaimRow]:
    """Store claims, given by fingerprint, that stand from now on, beside all ``earlier`` ones of the source."""
    times = Counter(row.fingerprint for row in earlier)
    rows = {
        mark: claim_row(claim, change.source, (_claim_id(mark, times[mark]), mark), change.known_at)
        for mark, claim in claims.items()
    }
    session.add_all(rows.values())
    session.flush()
    session.add_all(role for mark, claim in claims.items() for role in role_rows(claim, rows[mark].id))
    return list(rows.values())


def _claim_id(mark: str, earlier: int) -> str:
    """A claim that is made again after it was retracted is a new one: both spans of time are kept."""
    return identity.digest(mark, earlier) if earlier else mark
