"""Conflicts as shown, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.store.tables import ArticleRow, ClaimRow, ConflictRow, EntityRow, EventRow
from tracker.store.views import ConflictView, SideView

_REFERENCE = "reference timeline"


def render_conflicts(session: Session, rows: Sequence[ConflictRow]) -> tuple[ConflictView, ...]:
    """Conflicts as shown, in the order of ``rows``."""
    events = {
        row.state: row
        for row in session.scalars(select(EventRow).where(EventRow.state.in_({row.state for row in rows})))
    }
    tellers = _tellers(session, {claim for row in rows for side in row.sides for claim in side["claims"]})
    names = _names(session, rows)
    return tuple(_conflict(row, events[row.state], tellers, names) for row in rows)


def _conflict(row: ConflictRow, event: EventRow, tellers: Mapping[str, str], names: Mapping[str, str]) -> ConflictView:
    return ConflictView(
        id=row.id,
        event_id=event.id,
        title=event.title,
        type=event.type,
        kind=cast("Any", row.kind),
        contradiction=row.contradiction,
        sides=tuple(
            SideView(
                value=_shown(row.kind, side["value"], names),
                claims=tuple(side["claims"]),
                outlets=_outlets(side["claims"], tellers),
            )
            for side in row.sides
        ),
        overclaims=tuple(row.overclaims),
        overclaiming=_outlets(row.overclaims, tellers),
        note=row.note,
    )


def _outlets(claims: Iterable[str], tellers: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tellers[claim] for claim in claims if claim in tellers))


def _tellers(session: Session, claims: set[str]) -> Mapping[str, str]:
    """By claim: the outlet that printed it, or the reference timeline."""
    found = session.execute(
        select(ClaimRow.id, ClaimRow.reference_id, ArticleRow.outlet)
        .outerjoin(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(ClaimRow.id.in_(claims))
    )
    return {claim: outlet or (_REFERENCE if record else "an unnamed outlet") for claim, record, outlet in found}


def _names(session: Session, rows: Iterable[ConflictRow]) -> Mapping[str, str]:
    keys = {
        key for row in rows if row.kind in ("actor", "scope") for side in row.sides for key in side["value"].split(", ")
    }
    found = session.execute(select(EntityRow.key, EntityRow.name).where(EntityRow.key.in_(keys)))
    return {key: name for key, name in found}  # noqa: C416


def _shown(kind: str, value: str, names: Mapping[str, str]) -> str:
    if kind in ("actor", "scope"):
        return ", ".join(names.get(key, key) for key in value.split(", "))
    return value.replace("_", " ") if kind == "status" else value
