"""Seals on rows; those of older rows are made after the upgrade."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SEALED = (
    "articles claim_roles claims decisions documents entities event_claims event_conflicts event_roles events"
    " timeline_records"
)


def upgrade() -> None:
    """Apply."""
    for table in _SEALED.split():
        op.add_column(table, sa.Column("seal", sa.LargeBinary(), nullable=True))
