"""Fills a small disk until it is full, and sees what still works; run by ``test_disk.py`` on a disk of its own."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from tests.torture.ingesting import add, faults
from tests.torture.old_schemas import revisions_of, upgrade_to
from tracker.app import build_app
from tracker.errors import StoreError
from tracker.knowledge import Knowledge, load_knowledge
from tracker.store import Store, upgrade
from tracker.store.backups import backup


def refused(use: Any) -> str | None:
    """The one line with which something ends; ``None`` where it works."""
    try:
        use()
    except StoreError as error:
        return str(error)
    return None


def fill(folder: Path) -> dict[str, Any]:
    """What happened."""
    file, ballast = folder / "store.db", folder / "ballast"
    ballast.write_bytes(bytes(1_500_000))  # for the events of all that was taken in
    address = f"sqlite:///{file}"
    upgrade(address)
    shutil.copy(sys.argv[2], folder / "old.db")
    knowledge: Knowledge = load_knowledge()
    done: list[int] = []
    said: dict[str, Any] = {}
    with Store.open(address) as store:
        while len(done) < 500:
            number = len(done)
            if line := refused(lambda number=number: add(store, number)):
                said["ingest"] = line
                break
            done.append(number)
        (folder / "rest").write_bytes(b"")
        filler = (folder / "rest").open("wb", buffering=0)
        try:
            while filler.write(bytes(1000)):
                pass
        except OSError:
            pass
        said["acknowledged"] = len(done)
        said["backup"] = refused(lambda: backup(address, folder / "copy.db"))
        said["left over"] = sorted(path.name for path in folder.iterdir() if "copy" in path.name)
        with TestClient(build_app(store, knowledge)) as client:
            said["reads"] = [
                client.get(path).status_code for path in ("/api/events", "/api/articles", "/", "/api/health")
            ]
        said["faults"] = faults(store, file, done)
        said["upgrade"] = {"said": refused(lambda: upgrade(f"sqlite:///{folder / 'old.db'}"))}
        filler.close()
        (folder / "rest").unlink()
        ballast.unlink()
        said["upgrade"] |= state_of(folder / "old.db")
        for number in range(len(done), len(done) + 3):
            add(store, number)
            done.append(number)
        store.resolve()
        said["faults after"] = faults(store, file, done)
    return said


def state_of(file: Path) -> dict[str, Any]:
    """The version of a database, and whether its file is whole."""
    with sqlite3.connect(file) as plain:
        held = plain.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        whole = plain.execute("PRAGMA integrity_check").fetchone()[0]
    plain.close()
    return {"version": held, "integrity": whole}


if __name__ == "__main__":
    if sys.argv[1] == "old":
        upgrade_to(f"sqlite:///{sys.argv[2]}", revisions_of()[0], rows=60)
    else:
        sys.stdout.write(json.dumps(fill(Path(sys.argv[1]))))
