"""Terms instead of folded text, and a full-text index over them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tracker.store.indexing import SEARCHED, keep_index
from tracker.store.text import index

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_AT_ONCE = 5_000


def upgrade() -> None:
    """Apply. Events are found by their claims, so that they need no words of their own."""
    op.execute("ALTER TABLE events DROP COLUMN search")
    _again("articles", "id", ("headline", "standfirst", "text"))
    _again("claims", "id", ("type", "evidence_text", "search"))
    _again("entities", "key", ("name", "aliases"))
    for table in ("articles", "claims", "entities", "events"):
        op.execute(f"UPDATE {table} SET seal = NULL")  # noqa: S608 - their words count in it; it is made again
    keep_index(op.get_bind())
    if op.get_bind().dialect.name == "sqlite":
        _fill()


def _again(name: str, key: str, columns: tuple[str, ...]) -> None:
    """Write the terms of every row."""
    connection = op.get_bind()
    kinds = {"aliases": sa.JSON()}
    table = sa.table(name, *(sa.column(c, kinds.get(c)) for c in dict.fromkeys((key, "search", *columns))))
    write = table.update().where(table.c[key] == sa.bindparam("of")).values(search=sa.bindparam("terms"))
    progress = op.get_context().config.attributes.get("progress")  # type: ignore[union-attr]
    after, done = "", 0
    while True:
        rows = connection.execute(
            sa.select(table).where(table.c[key] > after).order_by(table.c[key]).limit(_AT_ONCE)
        ).all()
        if not rows:
            return
        made = []
        for row in rows:
            said = [getattr(row, column) for column in columns if column != "aliases"]
            if name == "claims":
                said[0] = said[0].replace("_", " ")
            terms = index(*said, *(row.aliases if name == "entities" else ()))
            made.append({"of": getattr(row, key), "terms": terms})
        connection.execute(write, made)
        after, done = getattr(rows[-1], key), done + len(rows)
        if progress and len(rows) == _AT_ONCE:
            progress(f"{name}: the words of {done:,} rows")


def _fill() -> None:
    """The triggers were made after the rows."""
    for name, (table, key) in SEARCHED.items():
        op.execute(f"INSERT INTO {name}_numbers (key) SELECT {key} FROM {table} ORDER BY rowid")  # noqa: S608
        op.execute(
            f"INSERT INTO {name}_words (rowid, words)"  # noqa: S608
            f" SELECT number, search FROM {name}_numbers JOIN {table} ON {table}.{key} = {name}_numbers.key"
        )


def downgrade() -> None:
    """Take back."""
    raise NotImplementedError("the words of this version cannot be told as they were told before")
