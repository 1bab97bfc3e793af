"""The body of a page that shows none before its scripts have run: as markup in a string of their data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from tracker.reading.body import Page, find_body
from tracker.reading.cutting import cut
from tracker.reading.tree import Tree, parse

_PARAGRAPH = re.compile(r"\\u003cp\b|<p\b", re.IGNORECASE)
_REST = re.compile(r'(?:[^"\\]|\\.)*+', re.DOTALL)
_FEWEST = 2
"""Paragraphs of a string that may hold a body."""
_MOST = 20
"""Strings that are looked at."""
_LONGEST = 500_000
_REACH = 20_000
"""Characters before a paragraph in which its string begins."""
_NESTED = 2
"""How often a string may hold the text of another object."""


def body_in_scripts(tree: Tree) -> str:
    """The longest body that a string in a page's scripts holds, one paragraph a line; empty where none does."""
    scripts = (node.raw for node in tree.matching("script"))
    told = [script for script in scripts if "\\u003cp" in script or "<p" in script][:_MOST]
    return max((text for script in told for text in map(_body_of, _strings(script, _NESTED))), key=len, default="")


def _strings(script: str, nested: int) -> Iterator[str]:
    """The strings in a script that hold paragraphs."""
    at = 0
    for _ in range(_MOST):
        mark = _PARAGRAPH.search(script, at)
        begin = _opening_quote(script, at, mark.start()) if mark else -1
        if mark is None:
            return
        end = _REST.match(script, begin + 1)
        at = max(mark.end(), end.end() if end and begin >= 0 else 0)
        string = _loaded(script[begin : at + 1]) if begin >= 0 and at - begin < _LONGEST else ""
        if len(_PARAGRAPH.findall(string)) >= _FEWEST:
            if nested and ("\\u003cp" in string or '\\"' in string):
                yield from _strings(string, nested - 1)
            yield string


def _opening_quote(script: str, first: int, last: int) -> int:
    """Where the string that holds ``last`` begins; -1 where none does."""
    at = script.rfind('"', max(first, last - _REACH), last)
    while at > first and (len(before := script[max(first, at - 8) : at]) - len(before.rstrip("\\"))) % 2:
        at = script.rfind('"', max(first, last - _REACH), at)
    return at


def _loaded(literal: str) -> str:
    try:
        loaded = json.loads(literal, strict=False)
    except ValueError:
        return ""
    return loaded if isinstance(loaded, str) else ""


def _body_of(string: str) -> str:
    blocks, _ = cut(parse(string).root)
    return "\n".join(block.text for block in find_body(Page(blocks)).kept)
