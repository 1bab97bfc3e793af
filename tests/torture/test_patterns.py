"""No pattern takes time that grows with the square of what it is given."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.figures import Say

SLOWEST = 0.35
"""CPU seconds for 16 KB; a square would take minutes for a page."""


@pytest.mark.torture("R7")
def test_no_pattern_explodes(root: Path, full: bool, figure: Say):
    length, step = (16_384, 1) if full else (16_384, 40)
    command = [sys.executable, "-m", "tests.torture.patterns", str(length), str(step), "0"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    slow = [(line["place"], line["unit"], round(line["whole"], 2)) for line in said if line["whole"] > SLOWEST]
    square = [
        (line["place"], line["unit"], round(line["whole"] / line["half"], 1))
        for line in said
        if line["whole"] > 0.05 and line["whole"] > 3.2 * line["half"]
    ]
    worst = max(line["whole"] for line in said)
    figure(
        "every pattern of the program against text made to hurt it",
        f"{len(said)} patterns, at most {worst:.2f} CPU seconds for {length // 1024} KB; {len(slow) + len(square)} explode",
        "0; linear in the length",
    )
    assert slow == []
    assert square == []
