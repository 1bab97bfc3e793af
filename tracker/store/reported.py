"""What articles say was done with measures, as plain values for the legal status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.controls import REPORTED_TYPES, Said
from tracker.model import DateInterval
from tracker.store.conditions import AsKnown, heard, moment
from tracker.store.tables import ArticleRow, ClaimRoleRow, ClaimRow, EntityRow


def said_of_measures(session: Session, measures: Mapping[str, str], known_at: date) -> Sequence[Said]:
    """The dated claims of articles that stand, were public by the end of ``known_at`` and name one instrument.

    ``measures`` maps instruments to the measure that each is.
    """
    name = func.coalesce(EntityRow.same_as, EntityRow.key).label("instrument")
    query = (
        select(ClaimRow, ArticleRow, name, ClaimRoleRow.words)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .join(ClaimRoleRow, ClaimRoleRow.claim_id == ClaimRow.id)
        .join(EntityRow, EntityRow.key == ClaimRoleRow.entity_key)
        .where(ClaimRow.type.in_(REPORTED_TYPES), ClaimRow.status.in_(("occurred", "planned")))
        .where(ClaimRow.retracted_at.is_(None), ClaimRow.date_start.is_not(None))
        .where(ClaimRoleRow.role == "instrument", *heard(AsKnown(at=moment(known_at), by="world")))
        .order_by(ClaimRow.id, ClaimRoleRow.position)
    )
    named: dict[str, list[Any]] = {}
    for row in session.execute(query):
        named.setdefault(row[0].id, []).append(row)
    return [_said(row, measures[row.instrument]) for row in _clear(named.values()) if row.instrument in measures]


def _clear(found: Iterable[list[Any]]) -> Iterable[Any]:
    """Claims about one instrument whose date is not a part of its name, as in *the October 2022 rule*."""
    for rows in found:
        one = len({row.instrument for row in rows}) == 1
        if one and not any(row[0].date_words and row[0].date_words in row.words for row in rows):
            yield rows[0]


def _said(row: Any, measure: str) -> Said:
    claim: ClaimRow = row[0]
    article: ArticleRow = row[1]
    # A claim that a model proposed quotes its whole sentence as the trigger.
    triggers = [r["words"] for r in claim.reasons if r["field"] == "type" and r["rule"] != "proposed"]
    return Said(
        measure=measure,
        type=claim.type,
        trigger=" ".join(triggers),
        status=cast("Any", claim.status),
        date=DateInterval(
            start=cast("date", claim.date_start),
            end=cast("date", claim.date_end),
            precision=cast("Any", claim.date_precision),
            words=claim.date_words or "",
            rule=claim.date_rule or "",
        ),
        known=claim.heard_from.astimezone(UTC).date(),
        source=article.url,
        title=": ".join(filter(None, (article.outlet, article.headline))) or "an article without a title",
        quote=" ".join(claim.evidence_text.split()),
    )
