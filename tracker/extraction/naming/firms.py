"""Firms whom the knowledge base lacks, by corporate form, trade word, apposition and what firms have and do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tracker.extraction.naming import lexicon
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.context import CORPORATE_POSTS, post_at, post_before
from tracker.extraction.naming.runs import HEADS as _HEADS
from tracker.extraction.naming.runs import TITLE_WORDS, UPPER_TITLES, Run
from tracker.extraction.naming.words import Words

CORPORATE = lexicon.words("heads", "corporate")
_SECTOR = lexicon.words("heads", "sector")
FIRM_NOUNS = lexicon.words("heads", "firm_nouns")
_LEADING = frozenset(
    {"analysts", "analyst", "customers", "employees", "economists", "strategists", "traders", "engineers"}
)
_POSSESSIONS = lexicon.words("cues", "firms.possessions")
_DEEDS = lexicon.words("cues", "firms.deeds")


def firms(words: Words, run: Run, places: frozenset[str]) -> Iterator[Candidate]:
    """Unknown firms whose own words mark them, within a run of capitalised words."""
    first = _after_titles(words, run)
    if first < run.last and (marked := _marked_end(words, first, run.last, places)) > first:
        yield _firm(words, first, marked, 3.0)


def supported_firms(
    words: Words, stretches: Iterable[Run], known: frozenset[int], barred: frozenset[int]
) -> list[Candidate]:
    """Unknown firms without a mark, where what stands around all mentions of the name together speaks for a firm.

    ``known`` are the positions of words in names of firms, ``barred`` those in names of anything.
    """
    bare: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for run in stretches:
        first = _after_titles(words, run)
        last = first
        while last < run.last and words.at(last) not in _STOPS and last not in barred:
            last += 1
        if 0 < last - first <= 4 and not (last - first == 1 and words.at(first) in _NOT_ALONE):
            bare[" ".join(words.at(at) for at in range(first, last))].append((first, last))
    found: list[Candidate] = []
    for _ in range(2):
        firms_at = known | {at for c in found for at in range(c.first, c.last)}
        found = [
            _firm(words, first, last, min(weight, 2.4))
            for spots in bare.values()
            if (weight := _total(words, spots, firms_at)) >= 2
            for first, last in spots
        ]
    return found


def _after_titles(words: Words, run: Run) -> int:
    first = run.first
    while first < run.last and words.at(first) in _STOPS:
        first += 1
    return first


def _total(words: Words, spots: list[tuple[int, int]], firms_at: frozenset[int] | set[int]) -> float:
    """The weight of all mentions of one name; one mention's support counts in full, that of further ones by half."""
    firms_at = firms_at - {at for first, last in spots for at in range(first, last)}
    weights = sorted((_support(words, first, last, firms_at) for first, last in spots), reverse=True)
    first, last = spots[0]
    shape = sum(c.isupper() for c in words.at(first)) > 1 and words.at(first).isalpha()
    described = (
        weights[0] > 0 and not firms_at & set(range(max(0, first - 12), last + 12)) and _described_later(words, last)
    )
    return weights[0] + 0.5 * sum(weights[1:4]) + 0.5 * shape + 1.0 * described


def _described_later(words: Words, last: int) -> bool:
    """Whether one of the next two sentences speaks of ``the San Diego company``."""
    sentence = words.row[last - 1].sentence
    for at in range(last, min(last + 70, len(words))):
        if words.row[at].sentence - sentence > 2:
            return False
        if (
            words.fold(at) in _CALLED
            and words.fold(at - 1) != "a"
            and "the" in {words.fold(n) for n in range(at - 4, at)}
        ):
            return True
    return False


_CALLED = frozenset(
    {"company", "firm", "chipmaker", "toolmaker", "start-up", "startup", "group", "manufacturer", "supplier"}
)


def firm_name(name: str) -> str:
    """The name without its corporate form: ``GreenTree Microsystems Inc`` to ``GreenTree Microsystems``."""
    parts = name.replace(",", " ").split()
    while len(parts) > 1 and parts[-1].rstrip(".") in _FORMS:
        parts.pop()
    return " ".join(parts)


_PARTNERS = frozenset({"Sons", "Co", "Company", "Partners", "Brothers", "Daughters", "Associates", "Cie"})
_NOT_ALONE = _HEADS | lexicon.words("words", "openers")
_STOPS = TITLE_WORDS | UPPER_TITLES
_FORMS = CORPORATE - {"Holdings", "Holding"}


def _marked_end(words: Words, first: int, limit: int, places: frozenset[str]) -> int:
    """Where a name ends that a corporate form or trade word closes; ``first`` if none does."""
    end = first
    for position in range(first + 1, limit):
        if words.at(position).rstrip(".") in CORPORATE or words.at(position) in _SECTOR:
            end = position + 1
        elif words.at(position) == "&" and words.at(position + 1) in _PARTNERS:
            end = position + 2
    if end == first and limit - first == 1 and words.at(first) in _SECTOR:
        return first
    return _with_tail(words, end, places) if end > first else first


def _with_tail(words: Words, end: int, places: frozenset[str]) -> int:
    """Past a bracketed place and the corporate forms behind it: ``(Wuxi) Co., Ltd.``."""
    if words.at(end) == "(":
        close = next((at for at in range(end + 2, end + 4) if words.at(at) == ")"), 0)
        if close and " ".join(words.at(at) for at in range(end + 1, close)) in places:
            end = close + 1
    while words.at(end).rstrip(".") in CORPORATE:
        end += 1
    return end


def _support(words: Words, first: int, last: int, firms_at: frozenset[int] | set[int]) -> float:
    """How much the words around an unmarked name speak for a firm."""
    weight = _company_kept(words, first, last, firms_at) + _treatment(words, first, last)
    before, after = words.fold(first - 1), words.fold(last)
    seated = before == "based" and words.at(first - 2) == "-"
    if before in FIRM_NOUNS or before == "start-ups" or (before == "up" and words.fold(first - 3) == "start") or seated:
        weight += 2.5
    elif before.rstrip("s") in FIRM_NOUNS and before.endswith("s"):
        weight += 2.0
    if words.at(first - 1) in {"at", "for", "from"} and words.fold(first - 2) in _LEADING:
        weight += 2.0
    if words.fold(first - 1) == "of" and (post := post_before(words, first - 1)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if (post := post_at(words, last)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    if after == "'s" and words.fold(last + 1) in _POSSESSIONS:
        weight += 1.0
    if after == "'s" and (post := post_at(words, last + 1)) and post.title in CORPORATE_POSTS:
        weight += 2.5
    weight += 1.5 * ((words.fold(first - 2), before) in _RELATIONS)
    if words.at(first - 1) == "at" and _employed(words, first - 1):
        weight += 2.0
    if words.at(first - 1) == "," and words.fold(first - 2) in FIRM_NOUNS:
        weight += 1.5
    if before in {"of", "in"} and words.fold(first - 2) in {
        "shares",
        "stake",
        "customers",
        "suppliers",
        "subsidiary",
        "unit",
    }:
        weight += 2.0
    weight += 1.0 * (after in _DEEDS) + _apposition(words, last)
    located = before in {"in", "near"} and words.fold(first - 2) not in {
        "stake",
        "shares",
        "investment",
        "investor",
        "invested",
    }
    return (
        weight
        - 2.0 * (before == "the")
        - 1.5 * located
        - 1.5 * (words.at(last) == "-" and words.fold(last + 1) == "based")
    )


def _company_kept(words: Words, first: int, last: int, firms_at: frozenset[int] | set[int]) -> float:
    """Weight of standing in one list with firms: ``Nvidia, X and AMD``."""
    after = last
    if words.at(after) == ",":
        after += 1
    if words.fold(after) in {"and", "or"}:
        after += 1
    if after > last and after in firms_at and words.same_sentence(first, after):
        return 2.0
    before = first - 1
    if words.fold(before) in {"and", "or"}:
        before -= 1
    if words.at(before) == ",":
        before -= 1
    return 2.0 if before < first - 1 and before in firms_at and words.same_sentence(first, before) else 0.0


def _treatment(words: Words, first: int, last: int) -> float:
    """Weight of what is done to firms, and of the goods that follow a maker's name."""
    before, verb, after = words.fold(first - 1), words.fold(first - 2), words.fold(last)
    weight = 0.0
    if before in _LISTS or (before in {"by", "from", "to", "at", "with", "for"} and verb in _LISTS | _HELD):
        weight += 1.0
    if after in {"on", "to", "from"} and before in _LISTS | _ACTED_ON:
        weight += 1.0
    if before == "by" and verb in _HELD:
        weight += 1.0
    if before == "for" and verb in {"spokesman", "spokeswoman", "spokesperson", "lawyer", "representative"}:
        weight += 1.5
    goods = last + 1 if after == "'s" else last
    if re.fullmatch(r"[A-Z]{1,5}\d{1,4}[A-Za-z]*", words.at(goods)) or words.fold(goods + 1) in {
        "chips",
        "processors",
        "chip",
        "accelerators",
    }:
        weight += 2.0 if after == "'s" else 1.5
    if after in _MOVES:
        weight += 1.0 + (words.at(last + 1)[:1].isdigit() or words.fold(last + 1) in {"more", "as", "by"})
    if words.fold(last) in _DECLARES or (
        words.fold(last) in {"has", "had", "also", "would", "will"} and words.fold(last + 1) in _DECLARES
    ):
        weight += 1.0
    return weight


_LISTS = frozenset(
    """added adding put placed blacklisted sanctioned fined accused banned barred instructed including named""".split()
)
_ACTED_ON = frozenset("cut sued probed designated delisted removed took".split())
_HELD = lexicon.words("cues", "firms.held")
_MOVES = lexicon.words("cues", "firms.moves")
_DECLARES = lexicon.words("cues", "firms.declares")


def _apposition(words: Words, last: int) -> float:
    """Weight of ``, a Dutch toolmaker`` or ``, which makes`` after the name."""
    if words.at(last) not in {",", "(", "–", "—"}:
        return 0.0
    if words.fold(last + 1) == "which":
        return 1.0
    if (
        words.fold(last + 1) not in {"a", "an", "the", "one", "another", "its", "their"}
        and not words.at(last + 1).istitle()
    ):
        return 0.0
    return 2.5 if _names_firm(words, last + 1) else 0.0


_RELATIONS = frozenset(
    (noun, preposition)
    for preposition, nouns in {
        "to": "shipments supplier suppliers sales exports deliveries belongs licences licenses sold shipped",
        "of": "purchase takeover acquisition subsidiary customers headquarters chairman owner shares arm affiliate",
        "into": "probe investigation inquiry investment",
        "against": "case charges lawsuit suit complaint sanctions",
        "from": "orders ordered buying bought chips licence license comment",
        "for": "tools target supplier supplies makes",
        "at": "yields decisions worked years plants factories",
        "in": "stake shares investment investor invested",
    }.items()
    for noun in nouns.split()
)
"""What firms stand behind: ``shipments to``, ``the takeover of``."""


def _employed(words: Words, at: int) -> bool:
    """Whether a post stands shortly before ``at``: ``head of Asia research | at``."""
    for position in range(at - 1, max(-1, at - 7), -1):
        if not words.same_sentence(position, at) or words.at(position) in {".", ";"}:
            return False
        if words.fold(position) in {"professor", "fellow", "lecturer", "student"}:
            return False
        if post_at(words, position):
            return True
    return False


def _names_firm(words: Words, position: int) -> bool:
    """Whether a noun for a firm heads the phrase that begins there."""
    for at in range(position, min(position + 8, len(words))):
        if words.fold(at) in FIRM_NOUNS and words.fold(at + 1) not in FIRM_NOUNS:
            return words.same_sentence(position, at)
        if words.fold(at) in _PHRASE_ENDS:
            return False
    return False


_PHRASE_ENDS = frozenset(", . ; ) of in that which who for at".split())


def _firm(words: Words, first: int, last: int, weight: float) -> Candidate:
    name = firm_name(words.written(first, last))
    return Candidate(first=first, last=last, kind="company", ids=(), name=name, rule="name", weight=weight)
