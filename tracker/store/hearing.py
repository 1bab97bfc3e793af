"""Claims out of the tables, as resolution takes them, with what their events show of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Text, func, or_, select
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session, aliased

from tracker.model import DateInterval, Role, slug
from tracker.resolution import Decision, Features, Heard, Kinship, SourcedClaim, features
from tracker.resolution.origins import is_unnamed, origin, standing
from tracker.store.chunking import chunks
from tracker.store.rendering import amounts
from tracker.store.tables import ArticleRow, ClaimRoleRow, ClaimRow, DecisionRow, EntityRow, PrintRow

_COMPARED = (
    ClaimRow.id, ClaimRow.type, ClaimRow.status, ClaimRow.date_start, ClaimRow.date_end, ClaimRow.date_precision,
    ClaimRow.date_words, ClaimRow.date_rule, ClaimRow.amounts, ClaimRow.evidence_text, ClaimRow.article_id,
    ClaimRow.reference_id, ClaimRow.published_at,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with what its event shows of it."""

    features: Features
    heard_from: datetime
    heard_until: datetime | None
    reference: bool
    confidence: str | None
    reading_confidence: float | None
    published: str | None
    """Of the article, in the outlet's own offset."""
    precision: str | None
    sort_day: date

    @property
    def heard(self) -> Heard:
        """From when until when the world heard it."""
        return Heard(features=self.features, since=self.heard_from, until=self.heard_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Whom the knowledge base holds, with whom they act for; and the names of all others that were met so far."""

    names: dict[str, str]
    kinship: Kinship
    publishers: Mapping[str, tuple[str, str]]
    """The slug of a name to the kind and the key of the agency or company that bears it."""


def cast_of(session: Session) -> Cast:
    """Everyone whom the knowledge base holds; those whom only articles name are met with their claims."""
    shown = (as_type(column, Text) for column in (EntityRow.aliases, EntityRow.above))
    query = select(EntityRow.key, EntityRow.kind, EntityRow.name, EntityRow.generic, *shown)
    # Put in order here: to have it in order, SQLite would go through all entities.
    known = sorted(tuple(row) for row in session.execute(query.where(EntityRow.kb_id > "")))
    found = _cast(tuple(known))
    return Cast(names=dict(found.names), kinship=found.kinship, publishers=found.publishers)


@lru_cache(maxsize=4)
def _cast(known: tuple[tuple[str, str, str, bool, str, str], ...]) -> Cast:
    """The same for the same rows, which seldom change: key, kind, name, whether it is a sort, other names, above."""
    above = {key: tuple(json.loads(told)) for key, *_, told in known}
    forms = [(slug(form), key, kind) for key, kind, name, _, others, _ in known for form in (name, *json.loads(others))]
    return Cast(
        names={key: name for key, _, name, *_ in known},
        kinship=Kinship(
            {key: kin for key, kin in above.items() if kin},
            {form: key for form, key, kind in forms if kind == "company"},
            frozenset(form for form, _, kind in forms if kind == "place"),
            frozenset(key for key, _, _, generic, *_ in known if generic),
        ),
        publishers={form: (kind, key) for form, key, kind in forms if kind in ("agency", "company")},
    )


def audible() -> ColumnElement[bool]:
    """What the world heard at any time: a claim that was only misread never was."""
    return or_(ClaimRow.heard_until.is_(None), ClaimRow.heard_until > ClaimRow.heard_from)


def told(session: Session, ids: Collection[str] | None, everyone: Cast) -> dict[str, Told]:
    """The claims of these ids, or all, that the world heard at any time."""
    if ids is None:
        return _told(session, None, everyone)
    found: dict[str, Told] = {}
    for some in chunks(sorted(ids)):
        found |= _told(session, some, everyone)
    return found


def decisions(session: Session) -> tuple[Decision, ...]:
    """What people decided; two claims that someone put together stay together."""
    rows = session.scalars(select(DecisionRow).order_by(DecisionRow.one, DecisionRow.other))
    return tuple(Decision(one=row.one, other=row.other, same=row.same) for row in rows)


def _told(session: Session, ids: Collection[str] | None, everyone: Cast) -> dict[str, Told]:
    chosen = [audible()] if ids is None else [audible(), ClaimRow.id.in_(ids)]
    roles = _roles(session, chosen, everyone.names)
    articles = (
        select(ClaimRow, ArticleRow.id, ArticleRow.outlet, ArticleRow.url, ArticleRow.wire, PrintRow.copy_of)
        .add_columns(ArticleRow.published, ArticleRow.published_precision, ArticleRow.published_utc)
        .outerjoin(ArticleRow, ArticleRow.id == ClaimRow.article_id)
        .outerjoin(PrintRow, PrintRow.document_digest == ClaimRow.first_digest)
        .where(*chosen)
    )
    found = session.execute(articles).all()
    firsts = _outlets(session, {row.copy_of for row in found if row.copy_of})
    return {
        row[0].id: Told(
            features=features(_sourced(row, roles.get(row[0].id, {}), firsts, everyone), everyone.kinship),
            heard_from=row[0].heard_from,
            heard_until=row[0].heard_until,
            reference=row[0].reference_id is not None,
            confidence=row[0].confidence,
            reading_confidence=row[0].reading_confidence,
            published=row.published,
            precision=row.published_precision,
            sort_day=row[0].sort_day,
        )
        for row in found
    }


def comparable(session: Session, ids: Collection[str], everyone: Cast) -> dict[str, Features]:
    """The claims of these ids as far as they are compared: whose word they are is left open, which costs less."""
    found: dict[str, Features] = {}
    for some in chunks(sorted(ids)):
        chosen = [audible(), ClaimRow.id.in_(some)]
        roles = _roles(session, chosen, everyone.names)
        query = select(*_COMPARED).where(*chosen)
        found |= {
            row.id: features(_compared(row, roles.get(row.id, {})), everyone.kinship) for row in session.execute(query)
        }
    return found


def _compared(row: Any, roles: Mapping[Role, tuple[str, ...]]) -> SourcedClaim:
    return SourcedClaim(
        id=row.id,
        type=row.type,
        status=row.status,
        date=_interval(row),
        roles=roles,
        amounts=amounts(row.amounts),
        attribution=None,
        evidence=row.evidence_text,
        source=row.article_id or f"record {row.reference_id}",
        outlet=None,
        standing="reference" if row.reference_id is not None else "press",
        origin="",
        published=row.published_at,
        revised=False,
    )


def _roles(session: Session, chosen: Any, names: dict[str, str]) -> Mapping[str, Mapping[Role, tuple[str, ...]]]:
    """Entity keys by claim and role, one for all names of one thing; what they are called is added to ``names``."""
    leader = aliased(EntityRow)
    found = session.execute(
        select(ClaimRoleRow.claim_id, ClaimRoleRow.role, func.coalesce(leader.key, EntityRow.key))
        .add_columns(func.coalesce(leader.name, EntityRow.name))
        .join(ClaimRow, ClaimRow.id == ClaimRoleRow.claim_id)
        .join(EntityRow, EntityRow.key == ClaimRoleRow.entity_key)
        .outerjoin(leader, leader.key == EntityRow.same_as)
        .where(*chosen)
        .order_by(ClaimRoleRow.claim_id, ClaimRoleRow.position)
    )
    roles: defaultdict[str, dict[Role, tuple[str, ...]]] = defaultdict(dict)
    for claim, role, one, name in found:
        filled, names[one] = roles[claim], name
        keys = filled.get(cast("Any", role), ())
        filled[cast("Any", role)] = keys if one in keys else (*keys, one)
    return roles


def _outlets(session: Session, articles: set[str]) -> Mapping[str, str | None]:
    """Who printed the originals of copies."""
    found: dict[str, str | None] = {}
    for some in chunks(sorted(articles)):
        query = select(ArticleRow.id, ArticleRow.outlet, ArticleRow.wire).where(ArticleRow.id.in_(some))
        found |= {row.id: row.wire or row.outlet for row in session.execute(query)}
    return found


def _sourced(
    found: Any, roles: Mapping[Role, tuple[str, ...]], firsts: Mapping[str, str | None], everyone: Cast
) -> SourcedClaim:
    row: ClaimRow = found[0]
    kind, key = everyone.publishers.get(slug(found.outlet or ""), (None, None))
    about = {filler for keys in roles.values() for filler in keys}
    teller = found.wire or (firsts.get(found.copy_of) if found.copy_of else None) or found.outlet or row.article_id
    reference = row.reference_id is not None
    name = row.attribution_name
    return SourcedClaim(
        id=row.id,
        type=row.type,
        status=cast("Any", row.status),
        date=_interval(row),
        roles=roles,
        amounts=amounts(row.amounts),
        attribution=name,
        evidence=row.evidence_text,
        source=row.article_id or f"record {row.reference_id}",
        outlet=found.outlet,
        standing="reference"
        if reference
        else standing(
            found.url,
            "agency" if kind == "agency" else "party" if key in about else None,
            name,
            source_known=row.attribution_key is not None or name in {everyone.names[filler] for filler in about},
        ),
        origin="reference timeline" if reference else origin(_named(name, kind, found.outlet), teller or "unknown"),
        published=row.published_at,
        revised=bool(row.published_at and found.published_utc and row.published_at > found.published_utc),
    )


def _named(attribution: str | None, kind: str | None, outlet: str | None) -> str | None:
    """Whom it names; an authority that speaks of itself in its own document is the document."""
    if attribution is None or is_unnamed(attribution):
        return None
    return outlet if kind == "agency" and slug(attribution) == slug(outlet or "") else attribution


def _interval(row: ClaimRow) -> DateInterval | None:
    if row.date_start is None or row.date_end is None:
        return None
    return DateInterval(
        start=row.date_start,
        end=row.date_end,
        precision=cast("Any", row.date_precision),
        words=row.date_words or "",
        rule=row.date_rule or "",
    )
