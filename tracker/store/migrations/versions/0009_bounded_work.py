"""Indices that keep the work for one more article the same however much is held; claims are placed anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("entities", sa.Column("joined", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute('UPDATE entities SET joined = true WHERE "key" IN (SELECT entity_key FROM entity_marks)')
    op.create_index(op.f("ix_entities_joined"), "entities", ["joined"])
    op.create_index(op.f("ix_entities_kb_id"), "entities", ["kb_id"])
    op.drop_index(op.f("ix_events_id"), table_name="events")
    op.create_index(op.f("ix_events_id_clock_until"), "events", ["id", "clock", "until"])
    op.execute("UPDATE claims SET settled = false")


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_events_id_clock_until"), table_name="events")
    op.create_index(op.f("ix_events_id"), "events", ["id"])
    op.drop_index(op.f("ix_entities_kb_id"), table_name="entities")
    op.drop_index(op.f("ix_entities_joined"), table_name="entities")
    op.drop_column("entities", "joined")
