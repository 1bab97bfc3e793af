"""Text as a reader sees it: white space squeezed, invisible characters gone, and keys that make copies compare
equal."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff\x00-\x08\x0e-\x1b\x7f]"
)
_ACCENT = re.compile("[\u0300-\u036f\u3099\u309a]")
_SPACE = re.compile(r"\s+")
_LONG = 100_000
"""Characters above which a list of all words would cost more memory than a page may."""
_NO_WORD = re.compile(r"\W+")
_MARKS = "’‘“”–—… "
"""The commonest characters that are neither of a word nor ASCII."""
_BLANKS = {code: " " for code in range(33) if chr(code).isspace()}
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128)}
_SENTENCE_END = re.compile(r"[.!?…。！？」』؟]['\"”’»)\]]*$")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


def squeeze(text: str) -> str:
    """One line: every run of white space is one blank, soft hyphens and zero-width characters are removed."""
    if len(text) < _LONG:
        line = " ".join(text.split())
    else:
        line = _single_spaced(text) if text.isascii() else _SPACE.sub(" ", text).strip()
    if line.isprintable():
        return line
    return " ".join(_INVISIBLE.sub("", text).split())


def visible(text: str) -> str:
    """The text without characters that cannot be seen; white space stays as it is."""
    return _INVISIBLE.sub("", text)


def fold(text: str) -> str:
    """A key under which two printings of one line are equal: case, accents, quotes, dashes and final stops do
    not count."""
    if not text.isascii():
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
            return _NO_WORD.sub(" ", text.casefold()).strip()
    text = text.translate(_PLAIN)
    return " ".join(text.split()) if len(text) < _LONG else _single_spaced(text)


def _single_spaced(text: str) -> str:
    """An ASCII text with one blank for every run of white space, without a list of its words."""
    text = text.translate(_BLANKS)
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def ends_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def weight(text: str) -> int:
    """Length in characters of an alphabetic script; an ideograph counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_CJK.findall(text))
