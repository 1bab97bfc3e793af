"""People whom the knowledge base lacks, by their titles, ages, given names and what they are said to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.context import (
    age_follows,
    honorific_before,
    post_before,
    role_follows,
    said_near,
)
from tracker.extraction.naming.runs import HEADS, TITLE_WORDS, UPPER_TITLES, Run
from tracker.extraction.naming.words import Words

_MALE, _FEMALE = lexicon.words("people", "male"), lexicon.words("people", "female")
GIVEN = _MALE | _FEMALE | lexicon.words("people", "unsexed")
"""Given names of any sex."""
CHINESE = lexicon.words("people", "chinese_surnames")
"""Chinese surnames in several romanisations."""
_FIRST_SURNAMES = lexicon.words("people", "chinese_surnames") | lexicon.words("people", "korean_surnames")
SURNAMES = lexicon.words("people", "surnames") | _FIRST_SURNAMES
"""Surnames of any origin."""
_PARTICLES = lexicon.words("people", "particles")
_ALSO_NAMES = frozenset(
    "Bay Park King Lai Chin Force Bank Heavy Glass Mobile Wood Power Law Church Rule Fair Field AS SA AB Banks".split()
)
"""Words for bodies and firms that are surnames as well."""
_ALSO_FIRMS = lexicon.words("heads", "firm_nouns")
"""Callings of people that firms have as well: ``chip designer Oskar``."""
_NEVER_NAMES = frozenset({"People", "Charge", "Americans", "Dear"})
_OTHER_KINDS = (HEADS - lexicon.words("heads", "organisation_first") - _ALSO_NAMES) | _NEVER_NAMES
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|uang|iong|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u)"
)
_PINYIN = re.compile(rf"{_SYLLABLE}(?:'?{_SYLLABLE})?", re.IGNORECASE)


def people(words: Words, run: Run, known: frozenset[int] = frozenset()) -> Iterator[Candidate]:
    """Unknown people named within a run of capitalised words; ``known`` are positions of other people's names."""
    first = run.first
    while first < run.last:
        if words.at(first) == "-":
            first += 2
            continue
        last = _name_end(words, first, run.last)
        if last - first >= 1 and (found := _read(words, first, last, known)):
            yield found
        first = max(last, first + 1)


def positions(found: Iterable[Candidate]) -> frozenset[int]:
    """The words of the people among those found."""
    return frozenset(at for c in found if c.kind == "person" for at in range(c.first, c.last))


def brothers(words: Words, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The first of two people who share a surname: ``Arif | and Imran Qadir``."""
    for person in tuple(found):
        first = person.first - 2
        alike = person.kind == "person" and person.size == 2 and words.at(person.first - 1) == "and"
        alone = first >= 0 and words.same_sentence(first, person.first) and not words.at(first - 1)[:1].isupper()
        if (
            alike
            and alone
            and words.at(first).istitle()
            and (words.at(first) in GIVEN or words.fold(first - 1) in _KIN)
        ):
            yield _person(first, first + 1, f"{words.at(first)} {words.at(person.last - 1)}", 2.5)


_KIN = frozenset(", brothers sisters siblings cousins couple".split())


def sex_of(given: str) -> str | None:
    """``male`` or ``female`` where the given name tells."""
    if (given in _MALE) == (given in _FEMALE):
        return None
    return "male" if given in _MALE else "female"


def surname_of(name: str) -> str:
    """The part by which the press calls a person again: ``Wang Wentao`` to ``Wang``, ``Jensen Huang`` to ``Huang``."""
    parts = name.split()
    if len(parts) < 2:
        return name
    if surname_first(name):
        return parts[0]
    at = len(parts) - 1
    while at > 1 and parts[at - 1].casefold() in _PARTICLES:
        at -= 1
    return " ".join(parts[at:]) if parts[at - 1].casefold() not in _PARTICLES else parts[-1]


def surname_first(name: str) -> bool:
    """Whether a name of two or three parts puts the surname first, as Chinese and Korean names do."""
    parts = name.split()
    if len(parts) < 2 or parts[0] not in _FIRST_SURNAMES:
        return False
    given = parts[1:]
    if len(given) == 1 and "-" in given[0]:
        return given[0].split("-")[-1].islower() or given[0].split("-")[-1][0].isupper()
    return (
        len(given) <= 2 and all(_PINYIN.fullmatch(part) for part in given) and given[0] not in GIVEN - _FIRST_SURNAMES
    )


def _name_end(words: Words, first: int, limit: int) -> int:
    last, parts = first, 0
    while last < limit and parts < 4 and _is_name_word(words, last):
        parts += words.at(last) != "-" and not words.row[last].glued
        last += 1
    while last > first and (words.at(last - 1) in {"-", "&"} or words.at(last - 1) in _PARTICLES):
        last -= 1
    return last


def _is_name_word(words: Words, position: int) -> bool:
    text = words.at(position)
    if text == "-" or text in _PARTICLES:
        return True
    if words.row[position].glued and words.at(position - 1) == "-":
        return text.replace("'", "").isalpha()
    if text in UPPER_TITLES or text in _OTHER_KINDS or (text in TITLE_WORDS and text not in GIVEN):
        return False
    if len(text) == 1:
        return text.isupper()
    shape = text.replace("'", "")
    return shape.isalpha() and shape[0].isupper() and not shape.isupper()


def _read(words: Words, first: int, last: int, known: frozenset[int]) -> Candidate | None:
    name = _spelling(words, first, last)
    parts = name.split()
    if len(parts) > 2 and parts[0] not in GIVEN | SURNAMES and len(parts[0]) > 1 and parts[1] in GIVEN:
        return _read(words, first + 1, last, known)
    honorific = honorific_before(words, first)
    post = post_before(words, first)
    if len(parts) == 1 and _is_surnamed(words, first):
        return _person(first, last, name, 2.5)
    if len(parts) == 1:
        if not (honorific or (post and words.at(first - 1)[0].isupper())):
            return None
        return _person(first, last, name, 1.8)
    weight = _look(parts) + 3.0 * bool(honorific) + 2.5 * age_follows(words, last)
    weight += (0.5 if post.title in _ALSO_FIRMS else 2.0) if post else 0.0
    weight += 1.5 * bool(role_follows(words, last)) + 1.0 * said_near(words, first, last)
    weight += 1.5 * (words.fold(last) == "," and words.fold(last + 1) in {"who", "whose"})
    weight += 1.5 * (words.fold(first - 1) in {"and", ","} and first - 2 in known)
    weight -= 3.0 * (words.fold(first - 1) == "the") + 0.7 * (words.fold(first - 1) in {"in", "at", "near"})
    return _person(first, last, name, weight) if weight >= 1.5 else None


def _is_surnamed(words: Words, first: int) -> bool:
    """``surnamed | Liao``, ``surnamed Liao and | Chen``."""
    before = first - 1
    if words.fold(before) == "and" and words.at(before - 1)[:1].isupper():
        before -= 2
    return words.fold(before) == "surnamed" and words.same_sentence(before, first)


def _look(parts: list[str]) -> float:
    """How much the words look like a person's name, context aside."""
    if parts[0] in GIVEN:
        return 2.0 + 0.5 * (parts[-1] in SURNAMES)
    if surname_first(" ".join(parts)):
        return 2.0
    if parts[-1] in CHINESE and all(_PINYIN.fullmatch(part) for part in parts):
        return 1.6
    if any(part in GIVEN for part in parts[1:]) or len(parts[0]) == 1:
        return 1.2
    return 1.0 if parts[-1] in SURNAMES else 0.0


def _spelling(words: Words, first: int, last: int) -> str:
    return words.written(first, last).replace("’", "'")


def _person(first: int, last: int, name: str, weight: float) -> Candidate:
    return Candidate(first=first, last=last, kind="person", ids=(), name=name, rule="name", weight=weight)
