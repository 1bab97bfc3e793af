"""What is asked for: families of items, kinds of sources, and who belongs to whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.resolution.origins import source_kind

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Families are filled in when the knowledge base is loaded next."""
    op.add_column("entities", sa.Column("subkind", sa.Text(), nullable=True))
    op.add_column("articles", sa.Column("source_kind", sa.Text(), nullable=False, server_default="press"))
    op.create_table(
        "entity_ties",
        sa.Column("entity_key", sa.Text(), nullable=False),
        sa.Column("above", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_key"], ["entities.key"], name=op.f("fk_entity_ties_entity_key")),
        sa.PrimaryKeyConstraint("entity_key", "above", name=op.f("pk_entity_ties")),
    )
    op.create_index(op.f("ix_entity_ties_above"), "entity_ties", ["above"])
    _fill()


def _fill() -> None:
    connection = op.get_bind()
    articles = sa.table("articles", sa.column("id"), sa.column("url"), sa.column("source_kind"))
    for identifier, url in connection.execute(sa.select(articles.c.id, articles.c.url)).all():
        if (kind := source_kind(url)) != "press":
            connection.execute(articles.update().where(articles.c.id == identifier).values(source_kind=kind))
    entities = sa.table("entities", sa.column("key"), sa.column("above", sa.JSON()))
    ties = sa.table("entity_ties", sa.column("entity_key"), sa.column("above"))
    for key, above in connection.execute(sa.select(entities.c.key, entities.c.above)).all():
        for other in dict.fromkeys(above):
            connection.execute(ties.insert().values(entity_key=key, above=other))


def downgrade() -> None:
    """Take back."""
    op.drop_table("entity_ties")
    with op.batch_alter_table("articles") as batch:
        batch.drop_column("source_kind")
    with op.batch_alter_table("entities") as batch:
        batch.drop_column("subkind")
