"""Runs the schema versions inside the transaction that the caller opened."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from tracker.store import change_tables, crawl_tables, key_tables  # noqa: F401 - so that their tables are known
from tracker.store.tables import Row


def plain(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write new schema versions with the database's types, not with those of today's program."""
    return f"sa.{item.impl_instance!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    render_item=plain,
)
context.run_migrations()
