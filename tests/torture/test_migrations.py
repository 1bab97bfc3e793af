"""Every older schema comes to the newest one with all its rows, though it is killed on the way."""

import random
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from tests.figures import Say
from tests.torture.old_schemas import content, kept, revisions_of, upgrade_to
from tests.torture.workers import bring_up, spawning
from tracker.errors import StoreError
from tracker.store import Store, upgrade
from tracker.store.migrations import newest

OLDER = revisions_of()[:-1]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("old")
    for revision in OLDER:
        upgrade_to(f"sqlite:///{folder / revision}.db", revision, rows=30)
        with sqlite3.connect(folder / f"{revision}.db") as plain:
            plain.execute("PRAGMA journal_mode = DELETE")
        plain.close()
    return {revision: folder / f"{revision}.db" for revision in OLDER}


def version(file: Path) -> str:
    with sqlite3.connect(file) as plain:
        held = plain.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        assert plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    plain.close()
    return str(held)


@pytest.mark.torture("R16")
def test_an_upgrade_that_is_killed_leaves_the_old_or_the_new(
    tmp_path: Path, old: dict[str, Path], full: bool, figure: Say
):
    chance, wanted, between, wrong = random.Random(6), 50 if full else 5, 0, []
    file = tmp_path / "store.db"
    address = f"sqlite:///{file}"
    revisions = [OLDER[n % len(OLDER)] for n in range(wanted)]
    for revision in revisions:
        for tail in ("", "-wal", "-shm"):
            file.with_name(file.name + tail).unlink(missing_ok=True)
        shutil.copy(old[revision], file)
        before = content(address)
        line, end = spawning.Pipe()
        process = spawning.Process(target=bring_up, args=(address, end))
        process.start()
        end.close()
        line.recv()
        line.send("go")
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        process.join()
        held = version(file)
        between += held == revision
        if held not in (revision, newest()) or kept(before, content(address)):
            wrong.append((revision, held, "after the kill"))
        upgrade(address)
        if lost := kept(before, content(address)):
            wrong.append((revision, newest(), str(lost)))
    figure(
        "kill -9 in the middle of an upgrade",
        f"{wanted} kills from {len(set(revisions))} older schemas, {between} before its end: {len(wrong)} faults",
        "0 faults: old or new, no row lost, the next upgrade completes",
    )
    assert wrong == []


@pytest.mark.torture("R16")
def test_every_older_schema_is_upgraded_with_all_its_rows_and_sealed(tmp_path: Path, old: dict[str, Path], figure: Say):
    lost, unsealed = [], []
    for revision, path in old.items():
        file = tmp_path / path.name
        shutil.copy(path, file)
        address = f"sqlite:///{file}"
        before = content(address)
        upgrade(address)
        lost += kept(before, content(address))
        with Store.open(address) as store:
            unsealed += [
                f"{revision}: {line}" for line in store.verify() if "seal" in line or "not what was stored" in line
            ]
    figure("older schemas that are upgraded", f"{len(old)} schemas, {len(lost)} tables lost a row", "0 lost")
    assert lost == []
    assert unsealed == []


@pytest.mark.torture("R16")
def test_a_database_of_a_newer_program_is_refused_untouched(tmp_path: Path, empty: Path, figure: Say):
    file = tmp_path / "store.db"
    shutil.copy(empty, file)
    with sqlite3.connect(file) as plain:
        plain.execute("UPDATE alembic_version SET version_num = '9999'")
    plain.close()
    with pytest.raises(StoreError) as caught:
        upgrade(f"sqlite:///{file}")
    figure("a database of a newer program", f"refused: {caught.value}", "refused")
    assert version(file) == "9999"
    assert "\n" not in str(caught.value)
