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
    with op.batch_alter_table("articles") as batch:
        batch.add_column(sa.Column("access", sa.Text(), nullable=True))
        batch.add_column(sa.Column("posts", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    with op.batch_alter_table("articles") as batch:
        batch.alter_column("posts", server_default=None)
