"""Newspapers, broadcasters and wires: who reports is no party to the story."""

from __future__ import annotations

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.words import Words

_TITLES = lexicon.words("heads", "press_last")


def is_outlet(words: Words, first: int, last: int) -> bool:
    """Whether the name is a newspaper's, or stands where only an outlet reports: ``X reported that``."""
    if words.at(last - 1) in _TITLES and (last - first > 1 or words.fold(first - 1) == "the"):
        return True
    if words.fold(last) in {"reported", "reports"} and (words.fold(last + 1) in {"that", ",", ".", "on"}):
        return words.fold(last + 1) == "that" or words.at(last + 1) == ","
    return words.fold(first - 1) in {"by", "to"} and words.fold(first - 2) in {"reported", "seen"}
