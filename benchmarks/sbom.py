"""Writes the software bill of materials: what the lock file installs, with hashes and licences, as CycloneDX 1.5.

``make sbom`` writes ``sbom.json``, which scanners such as Grype, Trivy and Dependency-Track read.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from tracker import __version__

LOCK = Path(__file__).parent.parent / "requirements.lock"
_PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)((?:[^\n]*\\\n)(?:\s+--hash=[^\n]*\n?)*)", re.MULTILINE)


def bill(lock: str) -> dict[str, Any]:
    """The bill for what ``lock`` pins."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "trade-tracker",
                "version": __version__,
                "licenses": [{"expression": "Apache-2.0 AND CC-BY-SA-4.0"}],
            }
        },
        "components": [_component(*found.groups()) for found in _PINNED.finditer(lock)],
    }


def _component(name: str, version: str, rest: str) -> dict[str, Any]:
    url = f"pkg:pypi/{name.lower()}@{version}"
    hashes = [{"alg": "SHA-256", "content": found} for found in re.findall(r"sha256:([0-9a-f]{64})", rest)]
    licence = _licence(name)
    named = {"licenses": [{"license": {"name": licence}}]} if licence else {}
    return {"type": "library", "bom-ref": url, "name": name, "version": version, "purl": url, "hashes": hashes} | named


def _licence(name: str) -> str | None:
    """As the installed distribution says; what is for other systems is not installed here."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    classified = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier") or [] if each.startswith("License")]
    stated = told.get("License-Expression") or ", ".join(classified) or told.get("License") or ""
    return " ".join(stated.split())[:100] or None


if __name__ == "__main__":
    written = json.dumps(bill(LOCK.read_text("utf-8")), indent=1) + "\n"
    Path(sys.argv[1]).write_text(written, "utf-8")
