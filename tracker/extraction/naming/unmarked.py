"""Names that nothing in them marks: firms and products by what stands around all mentions together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from tracker.extraction.naming import lexicon, products, support
from tracker.extraction.naming.candidates import Candidate
from tracker.extraction.naming.firms import NOT_ALONE, STOPS, after_titles, firm
from tracker.extraction.naming.ordinary import is_ordinary
from tracker.extraction.naming.people import GIVEN, SURNAMES
from tracker.extraction.naming.press import is_outlet
from tracker.extraction.naming.runs import Run
from tracker.extraction.naming.support import Spots
from tracker.extraction.naming.words import Words
from tracker.model import Kind

_CALLED = frozenset("company firm chipmaker toolmaker start-up startup group manufacturer supplier".split())
_CLASSES = frozenset("AI GPU CPU NPU HBM DRAM NAND DUV EUV PC IT EV GPUs CPUs FPGA ASIC SSD LED RAM SoC 5G LLM".split())
"""Abbreviations of classes of goods, which qualify a noun and name no product."""
_ENOUGH = 2.0
_ENOUGH_FOR_COINED = 1.0
"""A word that is no English word, no surname and no class of goods needs less to be a firm's name."""
_ORGANISATIONS = lexicon.words("heads", "organisation_nouns")
_GROUPS = frozenset("lobby trade advocacy rights campaign industry interest pressure research consumer".split())
Bare = dict[str, list[tuple[int, int]]]


def unmarked(
    words: Words, stretches: Iterable[Run], known: frozenset[int], barred: frozenset[int], others: frozenset[str]
) -> list[Candidate]:
    """Unknown firms and products; ``known`` are positions of words in firms' names, ``barred`` those in any name.

    ``others`` are words that stand for something else in the article, such as the surnames of people.
    """
    bare = _bare(words, stretches, barred)
    found: list[Candidate] = []
    for _ in range(2):
        firms_at = known | {at for c in found if c.kind == "company" for at in range(c.first, c.last)}
        found = []
        for name, spots in bare.items():
            if name not in others:
                found.extend(_read(words, name, spots, firms_at))
    return found


def _bare(words: Words, stretches: Iterable[Run], barred: frozenset[int]) -> Bare:
    bare: Bare = defaultdict(list)
    surnames = set()
    for run in stretches:
        first = after_titles(words, run)
        last = first
        if support.is_ticker(words, first):
            continue
        while last < run.last and words.at(last) not in STOPS and last not in barred and not _has_digit(words, last):
            last += 1
        if last - first == 1 and words.at(first) in NOT_ALONE:
            continue
        if 0 < last - first <= 4 and not is_outlet(words, first, last):
            bare[" ".join(words.at(at) for at in range(first, last))].append((first, last))
            if 1 < last - first < 4:
                surnames.add(words.at(last - 1))
    return {name: spots for name, spots in bare.items() if name not in surnames}


def _has_digit(words: Words, position: int) -> bool:
    return any(c.isdigit() for c in words.at(position))


def _read(words: Words, name: str, spots: list[tuple[int, int]], firms_at: Spots) -> list[Candidate]:
    if any(_is_organisation(words, first, last) for first, last in spots):
        return [_candidate(words, first, last, "organisation", 2.4) for first, last in spots]
    around = firms_at - {at for first, last in spots for at in range(first, last)}
    company = _total(words, spots, around, support.support)
    first, last = spots[0]
    if company > 0:
        company += support.shape(words, first)
        company += 1.0 * (_is_coined(name) and _described_later(words, last, around))
    product = 0.0 if name in _CLASSES or last - first > 2 else _total(words, spots, around, products.support)
    if product >= _ENOUGH and product >= company:
        bare = [spot for spot in spots if not _has_digit(words, spot[1])]
        return [_candidate(words, a, b, "item", min(product, 2.4)) for a, b in bare]
    if company >= (_ENOUGH_FOR_COINED if _is_coined(name) else _ENOUGH):
        return [firm(words, a, b, min(max(company, 2.0), 2.4)) for a, b in spots]
    return []


def _is_coined(name: str) -> bool:
    parts = name.replace("-", " ").split()
    if len(parts) == 1 and (
        name in GIVEN or name in SURNAMES or name in _CLASSES or (name.isupper() and len(name) < 3)
    ):
        return False
    return not all(is_ordinary(part) or part in GIVEN for part in parts)


def _is_organisation(words: Words, first: int, last: int) -> bool:
    """``the industry association X``, ``lobby group X``, ``X, the trade body,``."""
    before = words.fold(first - 1)
    if before in _ORGANISATIONS or (before in {"group", "body"} and words.fold(first - 2) in _GROUPS):
        return words.same_sentence(first - 1, first)
    if words.at(last) != "," or words.fold(last + 1) not in {"a", "an", "the"}:
        return False
    at = last + 3 if words.fold(last + 2) in _GROUPS else last + 2
    return words.fold(at) in _ORGANISATIONS | {"group", "body"} and (at > last + 2 or words.fold(at) in _ORGANISATIONS)


def _total(
    words: Words, spots: list[tuple[int, int]], firms_at: Spots, weigh: Callable[[Words, int, int, Spots], float]
) -> float:
    """The weight of all mentions of one name; one mention's support counts in full, that of further ones by half."""
    weights = sorted((weigh(words, first, last, firms_at) for first, last in spots), reverse=True)
    return weights[0] + 0.5 * sum(weights[1:4])


def _described_later(words: Words, last: int, firms_at: Spots) -> bool:
    """Whether one of the next two sentences speaks of ``the San Diego company`` and no other firm stands near."""
    if firms_at & set(range(max(0, last - 14), last + 12)):
        return False
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


def _candidate(words: Words, first: int, last: int, kind: Kind, weight: float) -> Candidate:
    name = words.written(first, last)
    return Candidate(first=first, last=last, kind=kind, ids=(), name=name, rule="name", weight=weight)
