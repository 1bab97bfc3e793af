"""The word lists beside this module, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicon"


@cache
def words(file: str, section: str) -> frozenset[str]:
    """The single words of a section, as written."""
    return frozenset(word for line in _sections(file).get(section, ()) for word in line.split())


@cache
def phrases(file: str, section: str) -> frozenset[str]:
    """The entries of a section whose lines hold phrases divided by ``|``."""
    entries = (entry.strip() for line in _sections(file).get(section, ()) for entry in line.split("|"))
    return frozenset(entry for entry in entries if entry)


@cache
def _sections(file: str) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    lines = sections.setdefault("", [])
    for line in (_FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = sections.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return sections
