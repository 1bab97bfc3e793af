"""Guards that are broken on purpose: for each there is a test that notices. A test of the tests."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.figures import Say

ADDRESSES = "tests/fetch/test_addresses.py"
FORBIDDEN = "tests/fetch/test_forbidden.py"
FETCHING = "tests/fetch/test_fetching.py"
FAULTS = "tests/fetch/test_faults.py"
PAGES = "tests/web/test_pages.py"
GUARDING = "tests/api/test_guarding.py"
OPENING = "tests/store/test_opening.py"
SAFETY = "tests/store/test_safety.py"
CORRUPTION = "tests/torture/test_corruption.py"
WRITERS = "tests/torture/test_writers.py"
FORMATS = "tests/exports/test_formats.py"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One line of the program that is made wrong, and the tests that must notice."""

    file: str
    old: str
    new: str
    tests: str


MUTANTS = (
    Mutant("fetch/addresses.py", '"169.254.0.0/16",', "", ADDRESSES),
    Mutant("fetch/addresses.py", '"100.64.0.0/10",', "", ADDRESSES),
    Mutant("fetch/addresses.py", "parsed in _GLOBAL_6 and not", "not", ADDRESSES),
    Mutant("fetch/addresses.py", '"2002::/16", ', "", ADDRESSES),
    Mutant("fetch/connections.py", "host not in self._trusted and not self._permits(address)", "False", FETCHING),
    Mutant(
        "fetch/connections.py",
        "for address in self._vetted(host):",
        "for address in (self._vetted(host), self._find(host))[1]:",
        FETCHING,
    ),
    Mutant("fetch/connections.py", "self._watchdog.start()", "pass", FAULTS),
    Mutant("fetch/fetcher.py", "allow_redirects=False", "allow_redirects=True", f"{FETCHING} {FORBIDDEN}"),
    Mutant("fetch/fetcher.py", "session.trust_env = False", "session.trust_env = True", FETCHING),
    Mutant(
        "fetch/fetcher.py",
        "range(self.limits.redirects + 1):\n            self.breaker",
        "range(10_000):\n            self.breaker",
        FETCHING,
    ),
    Mutant("fetch/fetcher.py", 'url.startswith("https:") and target.startswith("http:")', "False", FORBIDDEN),
    Mutant("fetch/fetcher.py", "self._is_allowed(target) and _host(target) != _host(first)", "False", FORBIDDEN),
    Mutant("fetch/fetcher.py", "if len(received) > wish.largest:", "if len(received) > 100 * wish.largest:", FETCHING),
    Mutant(
        "fetch/fetcher.py", 'parsed.scheme not in ("http", "https") or not parsed.host', "not parsed.host", FETCHING
    ),
    Mutant("fetch/fetcher.py", "if self.proxy:\n            line.vet", "if False:\n            line.vet", FORBIDDEN),
    Mutant("fetch/unpacking.py", "self._stream.decompress(piece, room)", "self._stream.decompress(piece)", FETCHING),
    Mutant("fetch/robots.py", "if not rules.can_fetch(url, self.agent):", "if False:", FAULTS),
    Mutant("fetch/robots.py", "or answer.status >= 500", "", FETCHING),
    Mutant("store/dialects.py", '"BEGIN IMMEDIATE" if immediate else "BEGIN DEFERRED"', '"BEGIN DEFERRED"', WRITERS),
    Mutant("store/dialects.py", '"synchronous = FULL"', '"synchronous = OFF"', OPENING),
    Mutant("store/dialects.py", '_REFUSED.sub("\\ufffd", text)', "text", "tests/store/test_adding.py"),
    Mutant("store/verifying.py", 'row["seal"] != seal(table, row)', "False", CORRUPTION),
    Mutant("store/verifying.py", "hashlib.sha256(plain).hexdigest() == digest", "True", f"{SAFETY} {CORRUPTION}"),
    Mutant("store/backups.py", "    if faults:\n        raise", "    if False:\n        raise", CORRUPTION),
    Mutant("web/rendering.py", "autoescape=True", "autoescape=False", PAGES),
    Mutant("web/rendering.py", "url if url and _WEB_ADDRESS.fullmatch(url) else None", "url", PAGES),
    Mutant("app.py", "script-src 'self'", "script-src 'self' 'unsafe-inline'", PAGES),
    Mutant("exports/text.py", 'return f"\'{text}" if', "return text if", FORMATS),
    Mutant("api/guarding.py", 'if holder is None or holder.state != "valid":', "if holder is None:", GUARDING),
    Mutant("api/guarding.py", "if needed not in holder.scopes:", "if False:", GUARDING),
    Mutant(
        "store/keys.py",
        "return _view(row, now) if row and same else None",
        "return _view(row, now) if row else None",
        f"{GUARDING} tests/store",
    ),
    Mutant("api/guarding.py", "if self._access.names and host not in self._access.names:", "if False:", GUARDING),
)


def notices(mutant: Mutant, root: Path, folder: Path) -> bool:
    """Whether a test fails in a copy of the tree in which one guard is broken."""
    copy = folder / "copy"
    if not copy.exists():
        for name in ("tracker", "tests", "benchmarks", "docs"):
            shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile"):
            shutil.copy(root / name, copy / name)
    file = copy / "tracker" / mutant.file
    sound = file.read_text("utf-8")
    assert sound.count(mutant.old) >= 1, f"{mutant.file} holds no {mutant.old!r}: bring the mutant up to date"
    file.write_text(sound.replace(mutant.old, mutant.new, 1), "utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *mutant.tests.split()]
        return subprocess.run(command, cwd=copy, capture_output=True, check=False).returncode == 1
    finally:
        file.write_text(sound, "utf-8")


def test_every_mutant_can_be_made(root: Path):
    stale = [m.old for m in MUTANTS if m.old not in (root / "tracker" / m.file).read_text("utf-8")]
    assert stale == []
    assert len(MUTANTS) >= 30


@pytest.mark.torture("R30")
def test_broken_guards_are_noticed(root: Path, tmp_path: Path, full: bool, figure: Say):
    if not full:
        pytest.skip("takes ten minutes: run make torture")
    alive = [f"{m.file}: {m.old}" for m in MUTANTS if not notices(m, root, tmp_path)]
    figure(
        "guards that are broken on purpose", f"{len(MUTANTS) - len(alive)} of {len(MUTANTS)} are noticed", "all but one"
    )
    assert len(alive) <= 1, alive
