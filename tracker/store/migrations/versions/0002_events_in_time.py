"""Events as states in time, conflicts, decisions and near-copies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_LONG_AGO = sa.text("'1970-01-01 00:00:00'")


def upgrade() -> None:
    """Apply. What is derived is dropped; it is made again from the claims, none of which is settled yet."""
    for table in ("event_claims", "event_roles", "events"):
        op.drop_table(table)
    with op.batch_alter_table("articles") as batch:
        batch.add_column(sa.Column("changed_at", _MOMENT, nullable=True))
        batch.add_column(sa.Column("wire", sa.Text(), nullable=True))
    with op.batch_alter_table("article_versions") as batch:
        batch.add_column(sa.Column("seen_at", _MOMENT, nullable=False, server_default=_LONG_AGO))
    op.execute("UPDATE article_versions SET seen_at = known_at")
    with op.batch_alter_table("article_versions") as batch:
        batch.alter_column("seen_at", server_default=None)
    with op.batch_alter_table("entities") as batch:
        batch.add_column(sa.Column("above", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
        batch.add_column(sa.Column("generic", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("same_as", sa.Text(), nullable=True))
    with op.batch_alter_table("claims") as batch:
        batch.add_column(sa.Column("first_digest", sa.Text(), nullable=True))
        batch.add_column(sa.Column("heard_from", _MOMENT, nullable=False, server_default=_LONG_AGO))
        batch.add_column(sa.Column("heard_until", _MOMENT, nullable=True))
        batch.add_column(sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.create_index(batch.f("ix_claims_settled"), ["settled"])
    op.execute("UPDATE claims SET first_digest = document_digest")
    op.execute("UPDATE claims SET heard_from = COALESCE(published_at, known_at), heard_until = retracted_at")
    _new_tables()


def _new_tables() -> None:
    op.create_table(
        "article_prints",
        sa.Column("document_digest", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("told_at", _MOMENT, nullable=False),
        sa.Column("shingles", sa.LargeBinary(), nullable=False),
        sa.Column("copy_of", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_digest"], ["documents.digest"], name=op.f("fk_article_prints_document_digest")
        ),
        sa.PrimaryKeyConstraint("document_digest", name=op.f("pk_article_prints")),
    )
    op.create_index(op.f("ix_article_prints_article_id"), "article_prints", ["article_id"])
    op.create_table(
        "article_bands",
        sa.Column("document_digest", sa.Text(), nullable=False),
        sa.Column("band", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_digest"], ["documents.digest"], name=op.f("fk_article_bands_document_digest")
        ),
        sa.PrimaryKeyConstraint("document_digest", "band", name=op.f("pk_article_bands")),
    )
    op.create_index(op.f("ix_article_bands_band"), "article_bands", ["band"])
    op.create_table(
        "entity_marks",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("entity_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_key"], ["entities.key"], name=op.f("fk_entity_marks_entity_key")),
        sa.PrimaryKeyConstraint("mark", "entity_key", name=op.f("pk_entity_marks")),
    )
    op.create_index(op.f("ix_entity_marks_entity_key"), "entity_marks", ["entity_key"])
    op.create_table(
        "claim_places",
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_claim_places_claim_id")),
        sa.PrimaryKeyConstraint("claim_id", "place", name=op.f("pk_claim_places")),
    )
    op.create_index(op.f("ix_claim_places_place"), "claim_places", ["place"])
    op.create_table(
        "events",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("amounts", sa.JSON(), nullable=False),
        sa.Column("attribution", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("first_published", sa.Text(), nullable=True),
        sa.Column("first_published_precision", sa.Text(), nullable=True),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("state", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_id"), "events", ["id"])
    op.create_index(op.f("ix_events_type"), "events", ["type"])
    op.create_index(op.f("ix_events_sort_day_id"), "events", ["sort_day", "id"])
    op.create_index(op.f("ix_events_clock_since"), "events", ["clock", "since"])
    op.create_index(op.f("ix_events_clock_until_sort_day"), "events", ["clock", "until", "sort_day"])
    op.create_table(
        "event_roles",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity_key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_key"], ["entities.key"], name=op.f("fk_event_roles_entity_key")),
        sa.ForeignKeyConstraint(["state"], ["events.state"], name=op.f("fk_event_roles_state"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("state", "role", "position", name=op.f("pk_event_roles")),
    )
    op.create_index(op.f("ix_event_roles_entity_key"), "event_roles", ["entity_key"])
    op.create_table(
        "event_claims",
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_event_claims_claim_id")),
        sa.ForeignKeyConstraint(["state"], ["events.state"], name=op.f("fk_event_claims_state"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("state", "claim_id", name=op.f("pk_event_claims")),
    )
    op.create_index(op.f("ix_event_claims_claim_id"), "event_claims", ["claim_id"])
    op.create_table(
        "event_conflicts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("contradiction", sa.Boolean(), nullable=False),
        sa.Column("sides", sa.JSON(), nullable=False),
        sa.Column("overclaims", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("sort_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["state"], ["events.state"], name=op.f("fk_event_conflicts_state"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_conflicts")),
    )
    op.create_index(op.f("ix_event_conflicts_state"), "event_conflicts", ["state"])
    op.create_index(op.f("ix_event_conflicts_kind"), "event_conflicts", ["kind"])
    op.create_index(op.f("ix_event_conflicts_sort_day_id"), "event_conflicts", ["sort_day", "id"])
    op.create_table(
        "decisions",
        sa.Column("one", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["one"], ["claims.id"], name=op.f("fk_decisions_one")),
        sa.ForeignKeyConstraint(["other"], ["claims.id"], name=op.f("fk_decisions_other")),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_decisions")),
    )
    op.create_index(op.f("ix_decisions_other"), "decisions", ["other"])


def downgrade() -> None:
    """Take back."""
    raise NotImplementedError("the events of this version cannot be told as they were told before")
