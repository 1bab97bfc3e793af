"""What text must not carry into another program: characters that no format may hold, and formulas."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def plain(text: str) -> str:
    """``text`` with every control character and lone surrogate as U+FFFD, one for one; tabs and line ends stay."""
    return _UNPRINTABLE.sub("\ufffd", text)


def defused(text: str) -> str:
    """``text`` that no spreadsheet takes for a formula: an apostrophe goes before one that could be.

    Such are ``=``, ``+``, ``-`` and ``@``, also in full width, after any blanks, and tabs and line ends at the start.
    """
    return f"'{text}" if text[:1] in ("\t", "\r", "\n") or _FORMULA.match(text) else text
