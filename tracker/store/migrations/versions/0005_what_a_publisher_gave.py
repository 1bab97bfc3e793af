"""How much of an article its publisher gave, and the entries of live blogs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Articles that are held learn both when they are read again."""
    op.add_column("articles", sa.Column("access", sa.Text(), nullable=True))
    op.add_column("articles", sa.Column("posts", sa.JSON(), nullable=False, server_default="[]"))
