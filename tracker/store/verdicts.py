"""What people say of single claims: rightly read, or misread. It outlives every later reading of the same words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.errors import InputError, NotFound
from tracker.store.claims import retract
from tracker.store.tables import ClaimRow, VerdictRow


def confirm(session: Session, claim: str, by: str, reason: str, now: datetime) -> None:
    """A claim says what its source says. Raises ``NotFound``, ``InputError``."""
    row = _standing(session, claim)
    session.merge(VerdictRow(fingerprint=row.fingerprint, right=True, reason=reason, decided_by=by, decided_at=now))


def reject(session: Session, claim: str, by: str, reason: str, now: datetime) -> None:
    """A claim was misread: its source never said so, and it is not read again. Raises ``NotFound``, ``InputError``."""
    row = _standing(session, claim)
    if row.article_id is None:
        raise InputError("A reference record is corrected in the data file of the knowledge base")
    session.merge(VerdictRow(fingerprint=row.fingerprint, right=False, reason=reason, decided_by=by, decided_at=now))
    retract(row, now, f"rejected by {by}: {reason}", None)


def _standing(session: Session, claim: str) -> ClaimRow:
    row = session.get(ClaimRow, claim)
    if row is None:
        raise NotFound(f"There is no claim {claim[:60]!r}")
    if row.retracted_at is not None:
        raise InputError(f"The claim {claim} does not stand any more: {row.retraction_reason}")
    return row
