"""A disk that is full: intake ends in one line, what was committed stays, reading goes on, and so does intake later."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.figures import Say
from tests.torture.old_schemas import revisions_of

SCRIPT = 'mount -t tmpfs -o size="$1" none "$2" && exec "$3" -m tests.torture.filling "$2" "$4"'


def own_disk(size: str, folder: Path, old: Path, root: Path) -> subprocess.CompletedProcess[str]:
    command = ["unshare", "-rm", "sh", "-c", SCRIPT, "sh", size, str(folder), sys.executable, str(old)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.torture("R14")
def test_a_full_disk_loses_nothing_and_heals(tmp_path: Path, root: Path, full: bool, figure: Say):
    if (
        not shutil.which("unshare")
        or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no disk of its own can be made here (unshare -rm)")
    old, wrong = tmp_path / "old.db", []
    command = [sys.executable, "-m", "tests.torture.filling", "old", str(old)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    disk = tmp_path / "disk"
    disk.mkdir()
    acknowledged = 0
    sizes = ["4m", "5m", "6m"] if full else ["4m"]
    for size in sizes:
        done = own_disk(size, disk, old, root)
        assert done.returncode == 0, done.stderr[-2000:]
        said = json.loads(done.stdout)
        acknowledged += said["acknowledged"]
        good = {
            "ingest": "full" in (said["ingest"] or ""),
            "backup": bool(said["backup"]) and not said["left over"],
            "reads": said["reads"] == [200] * 4,
            "nothing lost": said["faults"] == [],
            "upgrade": bool(said["upgrade"]["said"])
            and (said["upgrade"]["version"], said["upgrade"]["integrity"]) == (revisions_of()[0], "ok"),
            "healed": said["faults after"] == [],
        }
        wrong += [f"{size} {name}: {said}" for name, held in good.items() if not held]
    figure(
        "a disk that fills up in an ingest, a backup and an upgrade",
        f"{len(sizes)} disks, {acknowledged} pages acknowledged, {len(wrong)} faults; pages and API answered 200",
        "0 faults: nothing lost, one clear line, reads go on, writes do again",
    )
    assert wrong == []


@pytest.mark.torture("R14")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_an_export_to_a_full_disk_fails_in_one_line(root: Path, figure: Say, tmp_path: Path):
    run = [sys.executable, "-m", "tracker.cli"]
    environment = {"TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'store.db'}"}
    subprocess.run([*run, "load", "--no-samples"], cwd=root, env=environment, check=True, capture_output=True)
    with Path("/dev/full").open("w") as nowhere:
        done = subprocess.run(
            [*run, "events", "--json"],
            cwd=root,
            env=environment,
            stdout=nowhere,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    figure("a list written to a full disk", f"exit code {done.returncode}: {done.stderr.strip()}", "not 0, one line")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
