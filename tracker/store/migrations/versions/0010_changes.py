"""Numbered changes of events; those that there are already come first, in the order in which they became known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "event_changes",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_event_changes")),
        sa.UniqueConstraint("event_id", name=op.f("uq_event_changes_event_id")),
        info={"workings": True},
        sqlite_autoincrement=True,
    )
    op.execute(
        "INSERT INTO event_changes (event_id, at, gone) SELECT id, max(since), false FROM events"
        " WHERE clock = 'tracker' AND until IS NULL GROUP BY id ORDER BY max(since), id"
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("event_changes")
