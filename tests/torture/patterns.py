"""Every regular expression that the program compiles, against text that is made to hurt it; run in a process of its own.

Prints a JSON object for each pattern: where it is used, and how long its worst text took at two lengths.
"""

from __future__ import annotations

import ast
import itertools
import json
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent / "tracker"
PATIENCE = 1.0
SUFFIXES = ("", "\x00")
USUAL = (
    " ",
    "\n",
    "a",
    "A",
    "0",
    "a ",
    "A ",
    "1 ",
    "a, ",
    "A. ",
    "1,",
    "-a",
    "“a",
    "<a ",
    "&a",
    "aA",
    "the ",
    "\t ",
    "'",
    '"',
    "(",
    "%",
    "$1",
)


def collect() -> dict[tuple[str, int], tuple[str, bool]]:
    """Import and use everything: the patterns of our own modules, where they are, and whether they only match at a
    given place."""
    found: dict[tuple[str, int], list[tuple[Path, int, str]]] = {}
    compile_it = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: int) -> Any:
        frame, through = sys._getframe(1), ""
        while frame and frame.f_globals.get("__name__") in ("re", __name__):
            frame, through = frame.f_back, frame.f_code.co_name
        place = Path(frame.f_code.co_filename) if frame else Path()
        if ROOT in place.parents and isinstance(pattern, str):
            found.setdefault((pattern, int(flags)), []).append((place, frame.f_lineno, through))
        return compile_it(pattern, flags)

    re._compile = noted  # type: ignore[attr-defined]
    try:
        use_everything()
    finally:
        re._compile = compile_it  # type: ignore[attr-defined]
    return {
        given: (f"{uses[0][0].relative_to(ROOT)}:{uses[0][1]}", all(is_anchored(*use) for use in dict.fromkeys(uses)))
        for given, uses in found.items()
    }


@cache
def program() -> str:
    """All of its text."""
    return "\n".join(path.read_text("utf-8") for path in sorted(ROOT.rglob("*.py")))


def is_anchored(place: Path, line: int, through: str) -> bool:
    """Whether a pattern is only ever tried at one place, so that a start elsewhere costs nothing."""
    if through != "compile":
        return through in ("match", "fullmatch")
    for node in ast.walk(ast.parse(place.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and node.lineno <= line <= (node.end_lineno or line):
            uses = set(re.findall(rf"\b{ast.unparse(node.targets[0])}\.(\w+)\(", program()))
            return bool(uses) and uses <= {"match", "fullmatch"}
    return False


def use_everything() -> None:
    """Import every module, read and extract the sample pages, so that patterns made on first use are made."""
    from importlib import import_module
    from pkgutil import walk_packages

    import tracker

    for module in walk_packages(tracker.__path__, "tracker."):
        if "__main__" not in module.name and "migrations.env" not in module.name:
            import_module(module.name)
    from datetime import UTC, datetime

    from tracker.extraction import extract
    from tracker.knowledge import load_knowledge
    from tracker.model import Document
    from tracker.pipeline import PAGE_TYPES
    from tracker.reading import read
    from tracker.sources.dates import read_date
    from tracker.store.text import terms

    knowledge = load_knowledge()
    now = datetime(2026, 11, 1, tzinfo=UTC)
    for page in sorted((ROOT / "samples").iterdir()):
        if page.suffix in PAGE_TYPES:
            given = {"url": page.as_uri(), "media_type": PAGE_TYPES[page.suffix], "charset": None, "fetched": now}
            extract(read(Document(**given, body=page.read_bytes())), knowledge)
    read_date("2026-01-01", now)
    terms("a b")


def units(pattern: str, flags: int) -> list[str]:
    """What to repeat: pieces of the pattern itself, and what text is usually made of."""
    drawn: list[str] = []
    try:
        parsed = re._parser.parse(pattern, flags & ~re.TEMPLATE if hasattr(re, "TEMPLATE") else flags)  # type: ignore[attr-defined]
        chance = random.Random(1)
        drawn = ["".join(itertools.islice(_draw(parsed, chance, 0), 40)) for _ in range(4)]
    except Exception:
        drawn = []
    alone = [unit[:length] for unit in drawn for length in (1, 4)]
    return [unit for unit in dict.fromkeys([*drawn, *alone, *USUAL]) if unit]


def _draw(parsed: Any, chance: random.Random, depth: int) -> Iterator[str]:
    """Some text that the pattern, or a part of it, matches."""
    for code, value in parsed:
        match str(code):
            case "LITERAL":
                yield chr(value)
            case "NOT_LITERAL" | "ANY":
                yield "a"
            case "IN":
                yield _one_of(value, chance)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                low, _, inner = value
                for _ in range(max(int(low), 1)):
                    yield from _draw(inner, chance, depth + 1)
            case "SUBPATTERN":
                yield from _draw(value[-1], chance, depth + 1)
            case "ATOMIC_GROUP":
                yield from _draw(value, chance, depth + 1)
            case "BRANCH":
                yield from _draw(chance.choice(value[1]), chance, depth + 1)
            case _:
                continue


def _one_of(choices: Any, chance: random.Random) -> str:
    code, value = chance.choice([choice for choice in choices if str(choice[0]) != "NEGATE"])
    if any(str(choice[0]) == "NEGATE" for choice in choices):
        return "a"
    match str(code):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return chr(value[0])
        case _:
            named = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}
            return named.get(str(value), "-")


class TooLong(Exception):
    """A search took longer than anyone waits."""


def _ring(*_: object) -> None:
    raise TooLong


def seconds(pattern: re.Pattern[str], text: str, anchored: bool) -> float:
    """CPU time of a search that goes through the whole text, or of one match."""
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    begun = time.process_time()
    try:
        if anchored:
            pattern.match(text)
        else:
            for _ in itertools.islice(pattern.finditer(text), 100_000):
                pass
    except TooLong:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def worst(pattern: re.Pattern[str], length: int, anchored: bool) -> tuple[float, float, str]:
    """The longest time at ``length`` and at half of it, and the text's unit."""
    slowest = (0.0, 0.0, "")
    for unit in units(pattern.pattern, pattern.flags):
        for suffix in SUFFIXES:
            small = seconds(pattern, (unit * (1_000 // len(unit) + 1))[:1_000] + suffix, anchored)
            if small < 0.0006:
                continue
            half, whole = (
                seconds(pattern, (unit * (n // len(unit) + 1))[:n] + suffix, anchored) for n in (length // 2, length)
            )
            slowest = max(slowest, (whole, half, unit + suffix))
    return slowest


if __name__ == "__main__":
    signal.signal(signal.SIGVTALRM, _ring)
    step, first = int(sys.argv[2]), int(sys.argv[3])
    for (pattern, flags), (place, anchored) in sorted(collect().items(), key=lambda item: item[1])[first::step]:
        whole, half, unit = worst(re.compile(pattern, flags), int(sys.argv[1]), anchored)
        told = {
            "place": place,
            "pattern": pattern[:200],
            "whole": whole,
            "half": half,
            "unit": unit,
            "anchored": anchored,
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
