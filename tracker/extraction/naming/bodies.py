"""Agencies, organisations and instruments whom the knowledge base lacks, by the word that heads their names."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.runs import FUNCTION_WORDS, TITLE_WORDS, Run
from tracker.extraction.naming.words import Words
from tracker.model import Kind

_FIRST: dict[str, Kind] = {
    **dict.fromkeys(lexicon.words("heads", "organisation_first"), "organisation"),
    **dict.fromkeys(lexicon.words("heads", "agency_first"), "agency"),
}
_LAST: dict[str, Kind] = {
    **dict.fromkeys(lexicon.words("heads", "organisation_last"), "organisation"),
    **dict.fromkeys(lexicon.words("heads", "agency_last"), "agency"),
    **dict.fromkeys(lexicon.words("heads", "instrument_last"), "instrument"),
}
_AGENCY_WORDS = lexicon.words("heads", "agency_modifiers")
_NUMBERED = lexicon.words("heads", "instrument_numbered")
_NOT_ALONE = frozenset({"Task", "Bank", "Supreme", "House", "Cabinet", "Congress", "Senate", "Parliament"})
_LEFT = _AGENCY_WORDS | frozenset(
    {"US", "UK", "United", "States", "Royal", "Chief", "Regional", "New", "Southern", "Northern"}
)
_WITH_PREFIX = frozenset(
    "Court Bank Authority Agency Commission Council Committee Board Chamber Tribunal Administration".split()
)
"""Heads that a name may qualify from the left as well: ``Port Authority of``; an office of another body is its own."""
_CALENDAR = lexicon.words("heads", "weekdays_months")
_JOINERS = frozenset({"of", "for", "on", "to"})


def bodies(words: Words, run: Run) -> Iterator[Candidate]:
    """Unknown bodies and instruments within, or begun by, a run of capitalised words."""
    for position in range(run.first, run.last):
        if words.at(position) in _FIRST and (end := _of_phrase(words, position)) and not _of_person(words, position):
            kind = _FIRST[words.at(position)]
            first = _left(words, run.first, position) if kind == "agency" else max(run.first, position - 3)
            yield _body(words, first, end, _FIRST[words.at(position)])
    for position in range(run.last - 1, run.first, -1):
        closing = _LAST.get(words.at(position))
        if closing and not (words.at(position) in _FIRST and _of_phrase(words, position)):
            end = _tail(words, position + 1, closing)
            first = _joined_left(words, run.first, closing)
            yield _body(words, first, end, closing)
            break


def numbered(words: Words) -> Iterator[Candidate]:
    """Instruments with numbers: ``Executive Order 14105``, ``Section 232``, ``Announcement No. 61 of 2025``."""
    for position, word in enumerate(words.row):
        if word.text not in _NUMBERED:
            continue
        first = position - 1 if word.text == "Order" and words.at(position - 1) == "Executive" else position
        at = position + 1 + (words.at(position + 1) == "Order")
        numbered_so = words.at(at).rstrip(".") in {"No", "Nos"}
        at += numbered_so
        if words.at(at) == "(" and words.at(at + 2) == ")":
            at += 3
        if word.text in {"Section", "Article"} and len(words.at(at)) < 3:
            continue
        if not words.at(at)[:1].isdigit() or not words.same_sentence(position, at):
            continue
        end = at + 1
        while words.at(end) in {"/", "-"} and words.at(end + 1)[:1].isdigit() and words.row[end].glued:
            end += 2
        if words.at(end) == "of" and _is_year(words.at(end + 1)):
            end += 2
        if (
            word.text in {"Section", "Executive"}
            or first < position
            or numbered_so
            or word.text in {"Regulation", "Directive"}
        ):
            yield _body(words, first, end, "instrument")


def _of_phrase(words: Words, head: int) -> int:
    """Where ``Ministry of Economy, Trade and Industry`` ends; 0 if no phrase with ``of`` follows the head."""
    if words.at(head + 1) not in _JOINERS or not words.same_sentence(head, head + 1):
        return 0
    end = _names(words, head + 2)
    if not end:
        return 0
    while True:
        step = _enumeration(words, end)
        if not step:
            return end
        end = step


def _of_person(words: Words, head: int) -> bool:
    """Whether the office is someone's: ``Office of the Assistant Secretary``."""
    return words.at(head) == "Office" and words.fold(head + 2) == "the" and words.at(head + 3) in TITLE_WORDS


def _names(words: Words, position: int) -> int:
    position += words.at(position) in {"the", "Her", "His"}
    end = position
    while (
        end < len(words)
        and words.same_sentence(position, end)
        and ((words.row[end].capital and words.at(end) not in _CALENDAR) or _hyphen(words, end))
    ):
        end += 1
    return end if end > position else 0


def _hyphen(words: Words, position: int) -> bool:
    return words.at(position) == "-" and words.row[position].glued and words.at(position + 1)[:1].isupper()


def _enumeration(words: Words, end: int) -> int:
    """The end of a further part: ``, Trade``, ``and Industry``, ``of the District of Columbia``."""
    if words.at(end) in {"of", "for"}:
        return _names(words, end + 1)
    if words.at(end) in {"and", "&"} and words.at(end + 1) in _AGENCY_WORDS:
        return _names(words, end + 1)
    if words.at(end) == "," and words.at(end + 1) in _AGENCY_WORDS:
        follows = _names(words, end + 1)
        return follows if words.at(follows) in {"and", ","} else 0
    return 0


def _left(words: Words, first: int, head: int) -> int:
    """Words before the head that belong to it: ``High | Court of``, ``U.S. | Department of``."""
    start = head
    while start > first and (words.at(start - 1) in _LEFT or (words.at(head) in _WITH_PREFIX and head - start < 3)):
        start -= 1
    return start


def _joined_left(words: Words, first: int, kind: Kind) -> int:
    """Back over ``and`` to the first half of ``CHIPS and Science | Act``, ``Trade and Industry | Ministry``."""
    if first < 2 or words.fold(first - 1) not in {"and", "&"} or not words.row[first - 2].capital:
        return first
    start = first - 2
    while (
        start > 0
        and words.row[start - 1].capital
        and words.same_sentence(start - 1, first)
        and not words.row[start].initial
    ):
        start -= 1
    if words.at(start) in FUNCTION_WORDS:
        start += 1
    half = [words.at(at) for at in range(start, first - 1)]
    if not half:
        return first
    if kind == "instrument":
        fits = (
            half[-1] not in _LAST
            and words.fold(start - 1) in {"the", "'s", "a", "under", "its", "“"}
            and len(half) <= 3
        )
    else:
        fits = all(part in _AGENCY_WORDS for part in half)
    return start if fits else first


def _tail(words: Words, end: int, kind: Kind) -> int:
    """Past the year of an act or the seat of an office: ``Act of 2018``, ``Act 2021``, ``Office for …``."""
    if kind == "instrument":
        if _is_year(words.at(end)):
            return end + 1
        if words.at(end) == "of" and _is_year(words.at(end + 1)):
            return end + 2
    elif words.at(end) in {"of", "for", "on"} and words.at(end + 1)[:1].isupper():
        return _of_phrase(words, end - 1) or end
    return end


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in {"18", "19", "20"}


def _body(words: Words, first: int, last: int, kind: Kind) -> Candidate:
    name = words.written(first, last).replace("’", "'")
    return Candidate(first=first, last=last, kind=kind, ids=(), name=name, rule="name", weight=2.5)
