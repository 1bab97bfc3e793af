"""The events that are counted: fetched once, and what belongs to them once it is asked for, whatever is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import String, cast, select
from sqlalchemy.orm import Session

from tracker.store.chunking import chunks
from tracker.store.filters import EventSelection
from tracker.store.lists import EVENTS
from tracker.store.looking import COUNTED, Looking
from tracker.store.tables import ArticleRow, ClaimRow, ConflictRow, EntityRow, EventClaimRow, EventRoleRow, EventRow


class Tallied:
    """The events that a selection finds, the newest of them where there are more than are counted."""

    def __init__(self, session: Session, chosen: EventSelection, most: int = COUNTED) -> None:
        """Find them, at most so many."""
        self._session = session
        columns = (
            EventRow.state,
            EventRow.type,
            EventRow.status,
            cast(EventRow.date_start, String).label("date_start"),
            cast(EventRow.date_end, String).label("date_end"),
            EventRow.attribution,
            EventRow.origin,
            EventRow.confidence,
        )
        newest = Looking(session, chosen, EVENTS["newest"]).rows(most + 1)
        found = self._read(newest.with_only_columns(*columns))
        self.all = len(found) <= most
        """Whether there are no more than those that are counted."""
        self.rows = found[:most]

    @cached_property
    def parts(self) -> Sequence[tuple[str, str, str]]:
        """Event, role and entity of everyone who plays a part."""
        return self._of_states(
            select(EventRoleRow.state, EventRoleRow.role, EventRoleRow.entity_key), EventRoleRow.state
        )

    @cached_property
    def entities(self) -> Mapping[str, Any]:
        """Those who play a part, by key."""
        columns = (EntityRow.key, EntityRow.kind, EntityRow.subkind, EntityRow.country)
        keys = sorted({key for _, _, key in self.parts})
        return {
            row.key: row for some in chunks(keys) for row in self._read(select(*columns).where(EntityRow.key.in_(some)))
        }

    @cached_property
    def outlets(self) -> Sequence[tuple[str, str | None]]:
        """Event, and who printed an article that speaks of it."""
        return [(state, outlet) for state, outlet, _ in self._articles]

    @cached_property
    def source_kinds(self) -> Sequence[tuple[str, str | None]]:
        """Event, and whose page speaks of it."""
        return [(state, kind) for state, _, kind in self._articles]

    @cached_property
    def conflicts(self) -> Sequence[tuple[str, str | None]]:
        """Event, and on what its sources contradict each other."""
        differing = select(ConflictRow.state, ConflictRow.kind).where(ConflictRow.contradiction.is_(True))
        return self._of_states(differing, ConflictRow.state)

    @cached_property
    def _articles(self) -> Sequence[tuple[str, str | None, str]]:
        """Event, outlet and kind of source; most articles speak of several events, so each is looked up once."""
        said = select(EventClaimRow.state, ClaimRow.article_id).join(ClaimRow, ClaimRow.id == EventClaimRow.claim_id)
        pairs = self._of_states(said.where(ClaimRow.article_id.is_not(None)), EventClaimRow.state)
        columns = (ArticleRow.id, ArticleRow.outlet, ArticleRow.source_kind)
        ids = sorted({article for _, article in pairs})
        held = {
            article: (outlet, kind)
            for some in chunks(ids)
            for article, outlet, kind in self._read(select(*columns).where(ArticleRow.id.in_(some)))
        }
        return [(state, *held[article]) for state, article in pairs]

    def _of_states(self, query: Any, state: Any) -> Sequence[Any]:
        found: list[Any] = []
        for some in chunks(row.state for row in self.rows):
            found += self._read(query.where(state.in_(some)))
        return found

    def _read(self, query: Any) -> Sequence[Any]:
        """As plain rows: mapped objects would cost more than finding them."""
        return self._session.connection().execute(query).all()
