"""Asks the public lists of weaknesses about all that is locked: ``make audit``, by pip-audit, which uv fetches.

Exit code 0 where every package was looked up and none has a known weakness, 1 where one has, 2 where some could not be
looked up, for want of a network or of a list: then nothing is said of them. The floors of versions that
``tests/torture/test_static.py`` keeps need no network.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LOCKS = tuple(Path(__file__).parent.parent / name for name in ("requirements.lock", "requirements-dev.lock"))
SERVICES = ("pypi", "osv")


def ask(lock: Path, service: str, uv: str) -> list[dict[str, Any]]:
    """What a service says of each package of a lock file; nothing where it could not be asked."""
    command = [uv, "tool", "run", "pip-audit", "--requirement", str(lock), "--require-hashes", "--disable-pip"]
    command += ["--vulnerability-service", service, "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"{service} could not be asked: {(done.stderr.strip().splitlines() or ['no answer'])[-1][:300]}")
        return []
    return told


def verdict(lock: str, told: Sequence[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit code and the lines for one lock file."""
    looked_up = [each for each in told if "skip_reason" not in each]
    weak = [(each, found) for each in looked_up for found in each["vulns"]]
    lines = [
        f"{each['name']} {each['version']}: {found['id']}, mended in {found['fix_versions']}" for each, found in weak
    ]
    lines.append(
        f"{lock}: {len(looked_up)} packages looked up, {len(weak)} weaknesses, {len(told) - len(looked_up)} not known"
    )
    if weak:
        return 1, lines
    return (0 if told and len(looked_up) == len(told) else 2), lines


def main(uv: str) -> int:
    """Ask about both lock files; says plainly where nothing could be found out."""
    worst = 0
    for lock in LOCKS:
        answers = [told for service in SERVICES if (told := ask(lock, service, uv))]
        best = max(answers, key=lambda told: sum("skip_reason" not in each for each in told), default=[])
        code, lines = verdict(lock.name, best)
        print("\n".join(lines))
        worst = 1 if 1 in (code, worst) else max(code, worst)
    if worst == 2:
        print("Not all could be looked up: run it again where pypi.org or api.osv.dev can be reached")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "uv"))
