"""How surely claims were read, and the best of it for events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for table in ("claims", "events"):
        op.add_column(table, sa.Column("reading_confidence", sa.Float(), nullable=True))


def downgrade() -> None:
    """Take back."""
    for table in ("events", "claims"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("reading_confidence")
