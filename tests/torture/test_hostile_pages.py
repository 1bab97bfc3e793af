"""Pages that are made to hurt: each ends in time and memory, breaks nothing, and the true report on it is found."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.figures import Say
from tests.torture.hostile import pages

CPU_SECONDS = 5
GROWTH = 300
"""Megabytes above the knowledge base and the grammar model."""


def read_all(root: Path, step: int) -> list[dict[str, Any]]:
    """What became of every page; a process that dies leaves its page as broken, and the next goes on behind it."""
    said: list[dict[str, Any]] = []
    first, total = 0, sum(1 for _ in pages())
    while first < total:
        done = subprocess.run(
            [sys.executable, "-m", "tests.torture.hostile", str(first), str(step)],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2_500_000_000, 2_500_000_000)),
        )
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        said += [line for line in lines if "number" in line]
        if done.returncode == 0:
            break
        begun = lines[-1] if lines and "begun" in lines[-1] else {"begun": first, "name": done.stderr[-300:]}
        said.append({"number": begun["begun"], "name": begun["name"], "died": done.returncode})
        first = begun["begun"] + 1
    return said


@pytest.mark.torture("R5")
def test_a_hostile_page_ends_in_time_and_its_true_report_is_found(root: Path, full: bool, figure: Say):
    said = read_all(root, 1 if full else 12)
    whole = [line for line in said if "died" not in line]
    dead = [line["name"] for line in said if "died" in line]
    broke = [(line["name"], line["broke"]) for line in whole if "broke" in line]
    slow = [(line["name"], round(line["seconds"], 1)) for line in whole if line["seconds"] > CPU_SECONDS]
    large = [(line["name"], round(line["grown"])) for line in whole if line["grown"] > GROWTH]
    unsaid = [
        line["name"] for line in whole if line["error"] is not None and (not line["error"] or "\n" in line["error"])
    ]
    carrying = [line for line in whole if line["carries"]]
    missed = [line["name"] for line in carrying if not line["found"]]
    figure(
        "hostile pages, read and extracted",
        f"{len(said)} pages: {len(dead)} deaths, {len(broke)} breaks; at most {max(line['seconds'] for line in whole):.1f} "
        f"CPU seconds and {max(line['grown'] for line in whole):.0f} MB more; the true report was found on "
        f"{len(carrying) - len(missed)} of {len(carrying)} that show it",
        "0 deaths, 0 breaks, <= 5 s, <= 300 MB, >= 95 % found",
    )
    assert (dead, broke, slow, large, unsaid) == ([], [], [], [], [])
    assert len(missed) <= max(1, 0.05 * len(carrying)), missed  # one page of the small size is more than that
