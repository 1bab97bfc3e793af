"""Verbs that tell whether a clause looks back or ahead."""

from __future__ import annotations

import re

from tracker.extraction.dates.spans import Direction

BREAKS = frozenset(', ; : ( ) “ ” " — – that which who whom while because although though whereas if'.split())
_FUTURE = frozenset(
    """will shall 'll ’ll wo must upcoming due expected expects expect deadline expires expire enters coming begins
    starts opens meets meet arrives visits travels ends goes flies leaves resumes lapses would should can could
    might may""".split()
)
_MODALS = frozenset("would should could might may must".split())
"""Before 'have' they look back: 'may have left on Friday'."""
_ARRANGED = frozenset("planned scheduled slated set booked".split())
"""Look ahead when 'for' or 'to' follows: 'talks planned for Friday'."""
_PAST = frozenset(
    """said told was were had did met held came went made took gave began became left rose fell saw sent got won lost
    hit put set bought sold paid brought led ran grew shut struck fled sought taught stood kept knew found thought
    spoke swore dealt hurt froze chose broke wrote drew withdrew flew threw wore bore drove rode spent lent built
    meant felt slept swept understood hung swung spun undertook forbade upheld overtook hid sank shrank slid split
    spread cast bet quit""".split()
)
LASTED = frozenset("was were ran stayed lasted remained kept stood held closed worked served lived banned".split())
_AIMED = frozenset(
    """plan plans planned planning set due scheduled expected expects agreed agree agrees going slated poised want wants
    wanted hopes hope hoped intend intends intended aim aims aimed pledged vowed promised preparing prepares ready
    likely decided ordered required deadline urged about continue allowed cleared supposed able is are am was were it
    them him her us""".split()
)
_SUBJECTS = frozenset("it he she they we i company firm government ministry group agency".split())
"""What comes before a verb; an adjective ('advanced chips') follows an article or nothing."""
DEADLINE = re.compile(r"\s+(?:as (?:the|a|its) )?deadline", re.IGNORECASE)
_SURE = frozenset("due going about likely ready poised slated scheduled expected planned supposed to".split())
"""After a form of 'be' they look ahead by themselves; 'was set' and 'was agreed' do so only before 'to'."""
_STARTS = frozenset({"take effect", "takes effect", "take force", "takes force"})
_HELD = frozenset("had used believed thought said reported known seemed appeared found proved turned out".split())
"""Before 'to be' they do not look ahead: 'was believed to be'."""
_BE = frozenset("be been being was were is are am 's ’s".split())
SKIPPED = frozenset({"'s", "’s", "."})
LINKING = frozenset("after before when once since until".split())
"""Open a clause of their own when more than the expression follows them."""
SMALL_WORDS = frozenset(
    """the a an its his her their this that these those it them him us on in at for by with from over under about
    as of against into during after before until since through more no new up out off down back""".split()
)
"""What follows a verb; after an adjective ('advanced chips') comes its noun."""


def telling(words: list[str], *, forward: bool = False) -> tuple[Direction | None, bool]:
    """The direction of the first telling verb, and whether it is certain.

    ``words`` run backwards from the expression unless ``forward``.
    """
    weak: Direction | None = None
    for at, word in enumerate(words):
        before, after = _around(words, at, forward=forward)
        if forward and after == "to" and word.endswith("ed") and before not in _BE:
            return "past", True
        if word in _BE and (after in _SURE or (after in _AIMED and _beyond(words, at, forward=forward) == "to")):
            return "future", at < 12
        if (found := _verb(word, before, after)) is not None:
            return found, at < 12
        if word in {"is", "are"} and not forward:
            return None, False
        if weak is None and word.endswith("ed") and len(word) > 4 and before not in _BE and after not in _BE:
            weak = "past"
    return weak, False


def _around(words: list[str], at: int, *, forward: bool) -> tuple[str, str]:
    """The word before and the word after one, in reading order."""
    left = words[at - 1].casefold() if at else ""
    right = words[at + 1].casefold() if at + 1 < len(words) else ""
    return (left, right) if forward else (right, left)


def _beyond(words: list[str], at: int, *, forward: bool) -> str:
    """The second word after one, in reading order."""
    there = at + 2 if forward else at - 2
    return words[there].casefold() if 0 <= there < len(words) else ""


def _verb(word: str, before: str, after: str) -> Direction | None:
    if not word.islower():
        return None
    if word in _FUTURE:
        looks_back = (word in _MODALS and after == "have") or (word in {"could", "would"} and after == "not")
        return "past" if looks_back else "future"
    if (word == "to" and after == "be" and before not in _HELD) or f"{word} {after}" in _STARTS:
        return "future"
    if (word in _ARRANGED and (after in {"for", "to"} or before == "has")) or _is_aimed(word, before, after):
        return "future"
    if word in _PAST and not (before in _BE and word not in _BE):
        return "past"
    is_verb = word.endswith("ed") and len(word) > 4 and before not in _BE and before not in {"to", "has", "have"}
    return "past" if is_verb and (after in SMALL_WORDS or after[:1].isdigit() or _is_subject(before)) else None


def _is_aimed(word: str, before: str, after: str) -> bool:
    """'Plans to' before a verb; 'cut them to 30%' names a level."""
    return word == "to" and before in _AIMED and not after[:1].isdigit() and after not in {"a", "the", "about", "only"}


def _is_subject(word: str) -> bool:
    """A pronoun, a common one of those who act, or a plural: 'officials confirmed'."""
    return word in _SUBJECTS or (word.endswith("s") and len(word) > 4 and word not in SMALL_WORDS)
