"""Names that no knowledge base holds: which of them mean one and the same, kept as they come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.errors import InputError, NotFound
from tracker.resolution.names import Named, marks, same
from tracker.store.chunking import chunks
from tracker.store.tables import ArticleRow, ClaimRoleRow, ClaimRow, EntityRow, MarkRow, MentionRow
from tracker.store.views import Discovered

_SOURCES = 10


def join_names(session: Session) -> int:
    """Say of every name that is new, and of those like it, of which it is another; counts what changed."""
    fresh = session.scalars(select(EntityRow).where(EntityRow.joined.is_(False))).all()
    if not fresh:
        return 0
    added = {(mark, row.key) for row in fresh for named in _names(row) for mark in marks(named)}
    for some in chunks(sorted(added)):
        session.add_all(MarkRow(mark=mark, entity_key=key) for mark, key in some)
    for row in fresh:
        row.joined = True
    session.flush()
    touched = _alike(session, {mark for mark, _ in added})
    others = same(named for row in touched for named in _names(row))
    changed = [row for row in touched if row.kb_id is None and row.same_as != others.get(row.key)]
    for row in changed:
        row.same_as = others.get(row.key)
        playing = select(ClaimRoleRow.claim_id).where(ClaimRoleRow.entity_key == row.key)
        session.execute(update(ClaimRow).where(ClaimRow.id.in_(playing)).values(settled=False))
    session.flush()
    return len(changed)


def discovered(session: Session, key: str) -> Discovered:
    """A name that only articles know, under every form. Raises ``NotFound`` and ``InputError``."""
    row = session.get(EntityRow, key)
    if row is None:
        raise NotFound(f"There is no entity {key[:60]!r}: look it up by name in the list of entities")
    if row.kb_id or (row.same_as and "~" not in row.same_as):
        raise InputError(f"The knowledge base holds it already as {row.kb_id or row.same_as}")
    leader = session.get_one(EntityRow, row.same_as or key)
    keys = [leader.key, *session.scalars(select(EntityRow.key).where(EntityRow.same_as == leader.key))]
    named = select(EntityRow.name).where(EntityRow.key.in_(keys)).order_by(EntityRow.key)
    spoken = select(MentionRow.text).where(MentionRow.entity_key.in_(keys)).distinct().order_by(MentionRow.text)
    forms = dict.fromkeys([*session.scalars(named), *session.scalars(spoken)])
    articles = select(MentionRow.article_id).where(MentionRow.entity_key.in_(keys))
    urls = (
        select(ArticleRow.url).where(ArticleRow.id.in_(articles), ArticleRow.url.is_not(None)).order_by(ArticleRow.url)
    )
    return Discovered(
        key=leader.key,
        kind=cast("Any", leader.kind),
        name=leader.name,
        aliases=tuple(form for form in forms if form != leader.name),
        sources=tuple(str(url) for url in session.scalars(urls.limit(_SOURCES))),
    )


def _names(row: EntityRow) -> Iterable[Named]:
    known = row.kb_id is not None
    for name in (row.name, *(row.aliases if known else ())):
        yield Named(key=row.key, kind=row.kind, name=name, known=known)  # type: ignore[arg-type]


def _alike(session: Session, marked: set[str]) -> list[EntityRow]:
    """All that bear any of these marks, and those that share a mark with them."""
    keys: set[str] = set()
    for _ in range(2):
        for some in chunks(sorted(marked)):
            keys |= set(session.scalars(select(MarkRow.entity_key).where(MarkRow.mark.in_(some))))
        for some in chunks(sorted(keys)):
            marked |= set(session.scalars(select(MarkRow.mark).where(MarkRow.entity_key.in_(some))))
    rows: list[EntityRow] = []
    for some in chunks(sorted(keys)):
        rows += session.scalars(select(EntityRow).where(EntityRow.key.in_(some)))
    return rows
