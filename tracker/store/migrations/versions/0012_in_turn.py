"""Indexes by which a page costs what it shows and not what is held."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NOW = sa.text("clock = 'world' AND until IS NULL")
_LISTED = sa.text("listed IS NOT NULL")


def upgrade() -> None:
    """Apply."""
    op.add_column("event_roles", sa.Column("event_id", sa.Text()))
    op.add_column("event_roles", sa.Column("listed", sa.Date()))
    op.execute("UPDATE event_roles SET event_id = (SELECT id FROM events WHERE events.state = event_roles.state)")
    op.execute(
        "UPDATE event_roles SET listed = (SELECT sort_day FROM events WHERE events.state = event_roles.state"
        " AND clock = 'world' AND until IS NULL)"
    )
    for old, table in (
        ("ix_events_sort_day_id", "events"),
        ("ix_events_clock_until_sort_day", "events"),
        ("ix_event_roles_entity_key", "event_roles"),
        ("ix_claim_roles_entity_key", "claim_roles"),
    ):
        op.drop_index(old, table_name=table)
    _partial("ix_events_now", "events", ["sort_day", "id"], _NOW)
    _partial("ix_events_now_sources", "events", ["sources", "id"], _NOW)
    op.create_index("ix_events_clock_sort_day", "events", ["clock", "sort_day", "id", "since", "until"])
    op.create_index("ix_event_roles_entity_key_state", "event_roles", ["entity_key", "state"])
    in_order = ["entity_key", "listed", "event_id", "role", "state"]
    _partial("ix_event_roles_listed", "event_roles", in_order, _LISTED)
    op.create_index("ix_claim_roles_entity_key_claim_id", "claim_roles", ["entity_key", "claim_id"])


def _partial(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Take back."""
    raise NotImplementedError("an older version would take the new columns for damage")
