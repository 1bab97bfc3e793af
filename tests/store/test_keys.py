"""API keys as they are kept."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.errors import InputError, NotFound
from tracker.store import Store
from tracker.store.keys import KEY, KeyStore

NOW = datetime(2025, 8, 1, tzinfo=UTC)


def test_a_key_is_known_and_never_kept(store: Store, tmp_path: Path):
    view, key = KeyStore(store).add("Ada", ["read"], now=NOW)
    assert KEY.fullmatch(key)
    assert KeyStore(store).holder(key, NOW) == view
    secret = key.rpartition("_")[2]
    store.close()
    with sqlite3.connect(tmp_path / "store.db") as held:
        assert secret not in "\n".join(held.iterdump())
    held.close()


def test_no_two_keys_are_alike(store: Store):
    keys = {KeyStore(store).add("Ada", ["read"], now=NOW)[1] for _ in range(50)}
    assert len(keys) == len({key.rpartition("_")[2] for key in keys}) == 50


@pytest.mark.parametrize("wrong", ["", "trk_", "x", "trk_" + "0" * 12 + "_" + "A" * 43, "\ud800", "a" * 100_000])
def test_what_is_no_key_belongs_to_nobody(store: Store, wrong: str):
    KeyStore(store).add("Ada", ["read"], now=NOW)
    assert KeyStore(store).holder(wrong, NOW) is None


def test_a_right_identifier_with_a_wrong_secret_belongs_to_nobody(store: Store):
    view, key = KeyStore(store).add("Ada", ["read"], now=NOW)
    assert KeyStore(store).holder(f"trk_{view.id}_" + "A" * 43, NOW) is None
    assert KeyStore(store).holder(key, NOW) is not None


def test_a_key_expires_is_revoked_and_is_renewed(store: Store):
    keys = KeyStore(store)
    view, old = keys.add("Ada", ["read", "review"], now=NOW, expires_at=NOW + timedelta(days=1))
    assert keys.holder(old, NOW + timedelta(days=1)).state == "expired"  # type: ignore[union-attr]
    _, new = keys.rotate(view.id, now=NOW)
    assert keys.holder(old, NOW) is None
    assert keys.holder(new, NOW).scopes == ("read", "review")  # type: ignore[union-attr]
    keys.revoke(view.id, now=NOW)
    assert keys.holder(new, NOW).state == "revoked"  # type: ignore[union-attr]
    assert not keys.usable(NOW)
    with pytest.raises(InputError, match="revoked"):
        keys.rotate(view.id, now=NOW)
    with pytest.raises(NotFound, match="tracker keys list"):
        keys.revoke("nobody", now=NOW)


def test_a_key_for_nothing_or_for_the_past_is_not_made(store: Store):
    for scopes, name, days in (([], "Ada", 1), (["read"], " ", 1), (["read"], "Ada", -1)):
        with pytest.raises(InputError):
            KeyStore(store).add(name, scopes, now=NOW, expires_at=NOW + timedelta(days=days))
    assert KeyStore(store).all(NOW) == ()


def test_keys_are_no_content(store: Store):
    before = store.content_hash()
    KeyStore(store).add("Ada", ["read"], now=NOW)
    assert store.content_hash() == before
