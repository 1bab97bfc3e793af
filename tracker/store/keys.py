"""API keys: made, checked, renewed and withdrawn. A key is shown once, when it is made; what is kept cannot be used.

A key is ``trk_ID_SECRET``: an identifier by which it is looked up and 256 random bits. Only its SHA-256 is stored,
enough for a secret that nobody can guess, and it is compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, cast

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tracker.errors import InputError, NotFound
from tracker.store.dialects import writing
from tracker.store.key_tables import KeyRow
from tracker.store.store import Store, _explained

Scope: TypeAlias = Literal["read", "ingest", "review"]

SCOPES: tuple[Scope, ...] = ("read", "ingest", "review")
"""What a key may do: ask; hand in addresses and documents; decide about events."""

KEY = re.compile(r"trk_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
"""How a key looks, with its identifier."""

State: TypeAlias = Literal["valid", "expired", "revoked"]

_NOBODY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyView:
    """A key without its secret."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    expires_at: datetime | None
    state: State


class KeyStore:
    """The keys that are held beside the articles of a ``Store``. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        """Use the database of ``store``, which stays the caller's to close."""
        self._engine: Engine = store._engine

    def add(
        self, name: str, scopes: Iterable[Scope], *, now: datetime, expires_at: datetime | None = None
    ) -> tuple[KeyView, str]:
        """Make a key; gives what is known of it and the key, which cannot be had again. Raises ``InputError``."""
        kept = [scope for scope in SCOPES if scope in set(scopes)]
        if not name.strip() or not kept:
            raise InputError("A key needs a name and at least one scope")
        if expires_at is not None and expires_at <= now:
            raise InputError("The key would have expired already: give a later day")
        identifier, key = _new(secrets.token_hex(6))
        row = KeyRow(
            id=identifier,
            name=name.strip()[:200],
            digest=_digest(key),
            scopes=list(kept),
            made_at=now,
            expires_at=expires_at,
            revoked_at=None,
        )
        with _explained(), Session(writing(self._engine), expire_on_commit=False) as session, session.begin():
            session.add(row)
        return _view(row, now), key

    def all(self, now: datetime) -> tuple[KeyView, ...]:
        """Every key that was ever made, the oldest first."""
        with _explained(), Session(self._engine) as session:
            rows = session.scalars(select(KeyRow).order_by(KeyRow.made_at, KeyRow.id))
            return tuple(_view(row, now) for row in rows)

    def rotate(self, identifier: str, *, now: datetime) -> tuple[KeyView, str]:
        """Give a valid key a new secret; the old one ends at once. Raises ``NotFound``, ``InputError``."""
        with _explained(), Session(writing(self._engine), expire_on_commit=False) as session, session.begin():
            row = _row(session, identifier)
            if (state := _state(row, now)) != "valid":
                raise InputError(f"The key {identifier} is {state}: make a new one with 'tracker keys add'")
            _, key = _new(row.id)
            row.digest, row.made_at = _digest(key), now
            return _view(row, now), key

    def revoke(self, identifier: str, *, now: datetime) -> KeyView:
        """Let a key open nothing any more, from now on. Raises ``NotFound``."""
        with _explained(), Session(writing(self._engine), expire_on_commit=False) as session, session.begin():
            row = _row(session, identifier)
            row.revoked_at = row.revoked_at or now
            return _view(row, now)

    def holder(self, key: str, now: datetime) -> KeyView | None:
        """Whose key this is, valid or not any more; ``None`` for what is no key of ours."""
        found = KEY.fullmatch(key)
        row = None
        if found:
            with _explained(), Session(self._engine) as session:
                row = session.get(KeyRow, found[1])
        same = hmac.compare_digest(row.digest if row else _NOBODY, _digest(key))
        return _view(row, now) if row and same else None

    def usable(self, now: datetime) -> bool:
        """Whether anybody holds a key that opens something."""
        return any(key.state == "valid" for key in self.all(now))


def _new(identifier: str) -> tuple[str, str]:
    return identifier, f"trk_{identifier}_{secrets.token_urlsafe(32)}"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _row(session: Session, identifier: str) -> KeyRow:
    row = session.get(KeyRow, identifier)
    if row is None:
        raise NotFound(f"There is no key {identifier[:60]!r}: 'tracker keys list' shows all")
    return row


def _state(row: KeyRow, now: datetime) -> State:
    if row.revoked_at is not None:
        return "revoked"
    return "expired" if row.expires_at is not None and row.expires_at <= now else "valid"


def _view(row: KeyRow, now: datetime) -> KeyView:
    return KeyView(
        id=row.id,
        name=row.name,
        scopes=cast("tuple[Scope, ...]", tuple(row.scopes)),
        made_at=row.made_at,
        expires_at=row.expires_at,
        state=_state(row, now),
    )
