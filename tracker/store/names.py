"""Names that no knowledge base holds: which of them mean one and the same."""

from __future__ import annotations

from sqlalchemy.orm import Session


def join_names(session: Session) -> None:
    """Not yet."""
