"""What articles say was done with measures and about licences, as plain values for the legal status."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Any, cast

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from tracker.controls import LADDER_TYPES, REPORTED_TYPES, LicenceSaid, Said
from tracker.model import DateInterval, Role
from tracker.store.chunking import chunks
from tracker.store.conditions import AsKnown, heard, moment
from tracker.store.tables import ArticleRow, ClaimRoleRow, ClaimRow, EntityRow

_JOINING = re.compile(r"(?:\s|,|and|or|both|as well as|the|its|their)+")
"""What stands between names in a list."""


def said_of_measures(session: Session, measures: Mapping[str, str], known_at: date) -> Sequence[Said]:
    """The dated claims of articles that stand and were public by the end of ``known_at``, by the measure they name.

    ``measures`` maps instruments to the measure that each is. Where a claim names several of these, all count if its
    sentence lists them (*the first and the second rule*), else none: which of them is meant is not clear.
    """
    query = (
        select(ClaimRow, ArticleRow, _one_name().label("instrument"), ClaimRoleRow.words)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .join(ClaimRoleRow, ClaimRoleRow.claim_id == ClaimRow.id)
        .join(EntityRow, EntityRow.key == ClaimRoleRow.entity_key)
        .where(ClaimRow.type.in_(REPORTED_TYPES), ClaimRow.status.in_(("occurred", "planned")))
        .where(ClaimRow.retracted_at.is_(None), ClaimRow.date_start.is_not(None))
        .where(ClaimRoleRow.role == "instrument", _one_name().in_(measures))
        .where(*heard(AsKnown(at=moment(known_at), by="world")))
        .order_by(ClaimRow.id, ClaimRoleRow.position)
    )
    named: dict[str, list[Any]] = {}
    for row in session.execute(query):
        named.setdefault(row[0].id, []).append(row)
    return [_said(row, measures[row.instrument]) for rows in named.values() for row in _clear(rows)]


def said_of_licences(session: Session, item: str, known_at: date) -> Sequence[LicenceSaid]:
    """What articles that were public by the end of ``known_at`` say about licences for an item."""
    about = (
        select(ClaimRoleRow.claim_id)
        .join(EntityRow, EntityRow.key == ClaimRoleRow.entity_key)
        .where(ClaimRoleRow.role == "item", _one_name() == item)
    )
    query = (
        select(ClaimRow, ArticleRow.url)
        .join(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .where(ClaimRow.type.in_(LADDER_TYPES), ClaimRow.id.in_(about), ClaimRow.retracted_at.is_(None))
        .where(*heard(AsKnown(at=moment(known_at), by="world")))
        .order_by(ClaimRow.heard_from, ClaimRow.id)
    )
    found = session.execute(query).all()
    roles = _roles(session, [row[0].id for row in found])
    return [_licence_said(row[0], row.url, roles[row[0].id]) for row in found]


def _one_name() -> ColumnElement[str]:
    """The key of an entity, or of the one of which it is another name."""
    return func.coalesce(EntityRow.same_as, EntityRow.key)


def _roles(session: Session, ids: Sequence[str]) -> Mapping[str, Mapping[Role, tuple[str, ...]]]:
    found: defaultdict[str, dict[Role, tuple[str, ...]]] = defaultdict(dict)
    for some in chunks(ids):
        query = (
            select(ClaimRoleRow.claim_id, ClaimRoleRow.role, _one_name())
            .join(EntityRow, EntityRow.key == ClaimRoleRow.entity_key)
            .where(ClaimRoleRow.claim_id.in_(some))
            .order_by(ClaimRoleRow.claim_id, ClaimRoleRow.role, ClaimRoleRow.position)
        )
        for claim, named, key in session.execute(query):
            role = cast("Role", named)
            found[claim][role] = (*found[claim].get(role, ()), key)
    return found


def _licence_said(claim: ClaimRow, url: str | None, roles: Mapping[Role, tuple[str, ...]]) -> LicenceSaid:
    return LicenceSaid(
        type=claim.type,
        status=cast("Any", claim.status),
        trigger=_trigger(claim),
        roles=roles,
        known=_known(claim),
        date=_date(claim) if claim.date_start else None,
        words=_quote(claim),
        source=url,
    )


def _clear(rows: Sequence[Any]) -> Sequence[Any]:
    """Of the instruments of one claim those that are clearly meant.

    None if the date is a part of a name, as in *the October 2022 rule*.
    """
    if any(row[0].date_words and row[0].date_words in row.words for row in rows):
        return ()
    meant = {row.instrument: row for row in rows}
    listed = _are_listed([row.words for row in meant.values()], rows[0][0].evidence_text)
    return tuple(meant.values()) if len(meant) == 1 or listed else ()


def _are_listed(names: Sequence[str], sentence: str) -> bool:
    """Whether nothing but *and*, *or* and commas stands between the names, each of which is there once."""
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    between = re.split(any_name, sentence)[1:-1]
    return len(between) == len(names) - 1 and all(_JOINING.fullmatch(words) for words in between)


def _said(row: Any, measure: str) -> Said:
    claim: ClaimRow = row[0]
    article: ArticleRow = row[1]
    return Said(
        measure=measure,
        type=claim.type,
        trigger=_trigger(claim),
        status=cast("Any", claim.status),
        date=_date(claim),
        known=_known(claim),
        source=article.url,
        title=": ".join(filter(None, (article.outlet, article.headline))) or "an article without a title",
        quote=_quote(claim),
    )


def _trigger(claim: ClaimRow) -> str:
    """The words that made the type; none for a claim that a model proposed, which quotes its whole sentence."""
    return " ".join(r["words"] for r in claim.reasons if r["field"] == "type" and r["rule"] != "proposed")


def _date(claim: ClaimRow) -> DateInterval:
    return DateInterval(
        start=cast("date", claim.date_start),
        end=cast("date", claim.date_end),
        precision=cast("Any", claim.date_precision),
        words=claim.date_words or "",
        rule=claim.date_rule or "",
    )


def _known(claim: ClaimRow) -> date:
    return claim.heard_from.astimezone(UTC).date()


def _quote(claim: ClaimRow) -> str:
    return " ".join(claim.evidence_text.split())
