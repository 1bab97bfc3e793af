"""What fell over on the disk is found, nothing is written on top of it, and a backup brings everything back."""

import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.figures import Say
from tests.torture.ingesting import fresh, ingest
from tracker.cli import main
from tracker.errors import StoreError, TrackerError
from tracker.store import ArticleFilter, ClaimFilter, EventFilter, Store
from tracker.store.backups import backup, restore

CONTENT = {
    "documents": ("digest", "url", "media_type", "charset", "body", "size"),
    "articles": ("headline", "text", "search", "url", "published", "byline"),
    "claims": ("type", "status", "evidence_text", "date_words", "amounts", "search", "fingerprint"),
    "events": ("title", "type", "status", "amounts", "search", "origins"),
    "claim_roles": ("role", "words", "entity_key"),
    "event_roles": ("role", "entity_key"),
    "entities": ("name", "kind", "search"),
}


@pytest.fixture(scope="module")
def filled(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some pages, closed, in one file."""
    address, file, _ = fresh(empty, tmp_path_factory.mktemp("filled"))
    with Store.open(address) as store:
        ingest(store, 0, 8)
    with sqlite3.connect(file) as plain:
        plain.execute("PRAGMA journal_mode = DELETE")
    plain.close()
    return file


def cells(file: Path) -> list[tuple[str, str, int, bytes]]:
    """Every filled field of what was stored: table, column, row and content."""
    found = []
    with sqlite3.connect(file) as plain:
        plain.text_factory = bytes
        for table, columns in CONTENT.items():
            for column in columns:
                rows = plain.execute(f'SELECT rowid, "{column}" FROM {table} WHERE length("{column}") > 0')
                found += [(table, column, row, value) for row, value in rows if isinstance(value, bytes)]
    plain.close()
    return found


@pytest.mark.torture("R15")
def test_a_bit_that_falls_over_in_what_was_stored_is_found(tmp_path: Path, filled: Path, full: bool, figure: Say):
    chance, flips = random.Random(2), 300 if full else 20
    places = cells(filled)
    weights = [len(value) for *_, value in places]
    found = raised = alone = 0
    missed = []
    for table, column, row, value in chance.choices(places, weights, k=flips):
        file = tmp_path / "flipped.db"
        shutil.copy(filled, file)
        at, bit = chance.randrange(len(value)), 1 << chance.randrange(8)
        flipped = value[:at] + bytes([value[at] ^ bit]) + value[at + 1 :]
        with sqlite3.connect(file) as plain:
            as_text = "CAST(? AS TEXT)" if column != "body" else "?"
            plain.execute("PRAGMA foreign_keys = OFF")
            plain.execute(f'UPDATE {table} SET "{column}" = {as_text} WHERE rowid = ?', (flipped, row))
            alone += plain.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
        plain.close()
        said = look(file)
        raised += said is None
        if said:
            found += 1
        else:
            missed.append((table, column, at, bit))
    figure(
        "one bit flipped in a stored field",
        f"db verify finds {found} of {flips}; SQLite's own check {alone}; {raised} tracebacks",
        ">= 99 %, no traceback",
    )
    assert raised == 0
    assert found >= 0.99 * flips, missed


def look(file: Path) -> list[str] | None:
    """What verifying says; a refusal is an answer, a traceback is none."""
    try:
        with Store.open(f"sqlite:///{file}") as store:
            return store.verify()
    except TrackerError as error:
        return [str(error)]
    except Exception:
        return None


DAMAGES = ("flips", "cut", "zeros", "header", "schema", "swapped journal", "no journal")


@pytest.mark.torture("R15")
def test_a_damaged_file_is_one_line_and_never_a_traceback(tmp_path: Path, filled: Path, full: bool, figure: Say):
    chance, files = random.Random(4), 200 if full else 14
    broken, silent = [], 0
    for number in range(files):
        file = tmp_path / "damaged.db"
        for tail in ("", "-wal", "-shm"):
            file.with_name(file.name + tail).unlink(missing_ok=True)
        file.write_bytes(damaged(filled.read_bytes(), DAMAGES[number % len(DAMAGES)], chance))
        if DAMAGES[number % len(DAMAGES)] == "swapped journal":
            file.with_name("damaged.db-wal").write_bytes(chance.randbytes(90_000))
        for use in (look, read_all, write_one):
            said = use(file)
            if said is None:
                broken.append((DAMAGES[number % len(DAMAGES)], use.__name__))
        silent += not look(file)
    figure(
        "a file that is cut, zeroed, flipped or has another's journal",
        f"{files} files, {len(broken)} tracebacks in verifying, reading and writing; {silent} were whole all the same",
        "0 tracebacks",
    )
    assert broken == []


def damaged(whole: bytes, how: str, chance: random.Random) -> bytes:
    at = chance.randrange(4096, len(whole))
    match how:
        case "flips":
            torn = bytearray(whole)
            for _ in range(200):
                torn[chance.randrange(100, len(torn))] ^= 1 << chance.randrange(8)
            return bytes(torn)
        case "cut":
            return whole[:at]
        case "zeros":
            page = at - at % 4096
            return whole[:page] + bytes(4096) + whole[page + 4096 :]
        case "header":
            return chance.randbytes(100) + whole[100:]
        case "schema":
            return whole.replace(b"TABLE", b"TABLF", 3)
        case _:
            return whole


def read_all(file: Path) -> list[str] | None:
    try:
        with Store.open(f"sqlite:///{file}") as store:
            for event in store.events(EventFilter()).items:
                store.event(event.id)
            for article in store.articles(ArticleFilter()).items:
                store.article(article.id)
            store.claims(ClaimFilter())
            return []
    except TrackerError as error:
        return [str(error)]
    except Exception:
        return None


def write_one(file: Path) -> list[str] | None:
    try:
        with Store.open(f"sqlite:///{file}") as store:
            ingest(store, 8, 9)
            return []
    except TrackerError as error:
        return [str(error)]
    except Exception:
        return None


@pytest.mark.torture("R15")
def test_the_drill_a_lost_database_comes_back_from_its_backup(
    tmp_path: Path, filled: Path, figure: Say, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    file, kept = tmp_path / "live" / "store.db", tmp_path / "backups"
    file.parent.mkdir()
    kept.mkdir()
    shutil.copy(filled, file)
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{file}")
    with Store.open(f"sqlite:///{file}") as store:
        before = store.content_hash()
        assert main(["db", "backup", str(kept)]) == 0
        ingest(store, 8, 9)
        after = store.content_hash()
    (copy,) = kept.glob("tracker-*.db")
    assert [path.name for path in kept.iterdir()] == [copy.name]
    file.write_bytes(file.read_bytes()[:50_000])
    assert main(["db", "restore", str(copy)]) == 2
    assert "--replace" in capsys.readouterr().err
    assert main(["db", "restore", str(copy), "--replace"]) == 0
    assert main(["db", "verify"]) == 0
    with Store.open(f"sqlite:///{file}") as store:
        restored = store.content_hash()
        ingest(store, 8, 9)
        assert store.content_hash() == after
    figure("backup, loss, restore", "the content is that of the backup" if restored == before else "differs", "equal")
    assert restored == before
    assert (file.parent / "store.db.before-restore-1").stat().st_size == 50_000


def test_a_backup_that_is_damaged_is_not_restored(tmp_path: Path, filled: Path):
    copy, file = tmp_path / "copy.db", tmp_path / "store.db"
    shutil.copy(filled, copy)
    with sqlite3.connect(copy) as plain:
        plain.execute("UPDATE articles SET headline = 'Another'")
    plain.close()
    with pytest.raises(StoreError, match="faults"):
        restore(copy, f"sqlite:///{file}")
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]


def test_a_damaged_database_is_backed_up_only_on_demand(tmp_path: Path, filled: Path):
    file, copy = tmp_path / "store.db", tmp_path / "copy.db"
    shutil.copy(filled, file)
    with sqlite3.connect(file) as plain:
        plain.execute("UPDATE articles SET headline = 'Another'")
    plain.close()
    with pytest.raises(StoreError, match="tracker db verify"):
        backup(f"sqlite:///{file}", copy)
    assert not copy.exists()
    assert backup(f"sqlite:///{file}", copy, verify=False) == copy.stat().st_size


def test_a_backup_overwrites_nothing_and_a_restore_waits_for_nobody(tmp_path: Path, filled: Path):
    file, copy = tmp_path / "store.db", tmp_path / "copy.db"
    shutil.copy(filled, file)
    address = f"sqlite:///{file}"
    backup(address, copy)
    with pytest.raises(StoreError, match="already"):
        backup(address, copy)
    with Store.open(address) as store:
        store.counts()
        with pytest.raises(StoreError, match="in use"):
            restore(copy, address, replace=True)


def test_only_so_many_backups_are_kept(
    tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("TRACKER_DATABASE_URL", f"sqlite:///{filled}")
    for day in range(1, 5):
        (tmp_path / f"tracker-2020010{day}T000000.db").write_text("old")
    (tmp_path / "tracker-notes.db").write_text("not ours")
    assert main(["db", "backup", str(tmp_path), "--keep", "2"]) == 0
    names = sorted(path.name for path in tmp_path.glob("*.db"))
    assert [bool(re.match(r"tracker-20200104T|tracker-2\d{7}T|tracker-notes", name)) for name in names] == [True] * 3
    assert capsys.readouterr().out.count("Deleted") == 3
