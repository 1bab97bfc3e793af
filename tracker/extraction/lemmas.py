"""Inflected words to the base forms that the event vocabulary is written in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am ’s 's",
        "have": "has had having ’ve 've",
        "do": "does did done doing",
        "go": "goes went gone going",
        "say": "said", "tell": "told", "make": "made", "take": "took taken", "give": "gave given", "get": "got gotten",
        "put": "putting", "cut": "cutting", "let": "letting", "set": "setting", "hit": "hitting", "sit": "sat sitting",
        "see": "saw seen", "sell": "sold", "buy": "bought", "bring": "brought", "seek": "sought", "hold": "held",
        "meet": "met", "send": "sent", "spend": "spent", "build": "built", "write": "wrote written", "keep": "kept",
        "rise": "rose risen", "fall": "fell fallen", "sink": "sank sunk", "shrink": "shrank shrunk", "lose": "lost",
        "win": "won winning", "begin": "began begun beginning", "speak": "spoke spoken", "freeze": "froze frozen",
        "strike": "struck stricken", "withdraw": "withdrew withdrawn", "withhold": "withheld", "forbid": "forbade forbidden",
        "undo": "undid undone", "overturn": "", "tear": "tore torn", "come": "came", "become": "became", "find": "found",
        "fly": "flew flown flies", "lead": "led", "pay": "paid", "slide": "slid", "shed": "shedding", "think": "thought",
        "leave": "left", "hear": "heard", "eat": "ate eaten", "know": "knew known", "choose": "chose chosen",
        "sue": "suing", "lie": "lying", "run": "ran running", "stand": "stood", "break": "broke broken", "grow": "grew grown",
        "slay": "", "plead": "pled", "feed": "fed", "swear": "swore sworn", "wind": "wound", "unwind": "unwound",
        "man": "men", "woman": "women", "person": "people", "criterion": "criteria", "medium": "media",
        "less": "lesser", "good": "goods", "proceeds": "proceeds", "proceedings": "proceedings", "proceeding": "",
        "uphold": "upheld", "undertake": "undertook undertaken", "oversee": "oversaw overseen", "mislead": "misled",
        "resell": "resold", "foresee": "foresaw foreseen", "spread": "spreading", "lend": "lent", "teach": "taught",
        "catch": "caught", "draw": "drew drawn", "hide": "hid hidden", "steal": "stole stolen", "throw": "threw thrown",
        "will": "’ll 'll wo", "would": "’d 'd", "not": "n't n’t", "can": "ca",
    }.items()
    for form in forms.split()
}  # fmt: skip

_SPELLING = (
    ("licenc", "licens"), ("authoris", "authoriz"), ("organis", "organiz"), ("criticis", "criticiz"), ("penalis", "penaliz"),
    ("nationalis", "nationaliz"), ("finalis", "finaliz"), ("mobilis", "mobiliz"), ("defenc", "defens"), ("offenc", "offens"),
    ("centre", "center"), ("programme", "program"), ("aluminium", "aluminum"), ("capitalis", "capitaliz"),
    ("recognis", "recogniz"), ("emphasis", "emphasiz"), ("labour", "labor"), ("apologis", "apologiz"), ("favour", "favor"),
)  # fmt: skip
_KEPT = frozenset({"emphasis"})


def american(word: str) -> str:
    """A lower-case word in the spelling of the vocabulary: ``licence`` to ``license``."""
    if word not in _KEPT:
        for british, spelling in _SPELLING:
            if british in word:
                return word.replace(british, spelling)
    return word


class Lemmas:
    """Base forms, as far as a closed set of known base forms allows to tell them."""

    def __init__(self, known: Iterable[str]) -> None:
        """Only words of ``known`` are found by rule; others lose no more than a plural ending."""
        words = frozenset(american(word) for word in known)
        self._known = frozenset(w for w in words if not (w.endswith(("ed", "s")) and any(b in words for b in _bases(w))))
        self.verbs: frozenset[str] = frozenset()
        """Base forms that are verbs of the vocabulary."""
        self.of = lru_cache(maxsize=65536)(self._lemma)

    def _lemma(self, word: str) -> str:
        form = american(word.casefold())
        if form in _IRREGULAR:
            return _IRREGULAR[form]
        if form in self._known:
            return form
        for base in _bases(form):
            if base in self._known:
                return base
        return form


def _bases(form: str) -> Iterable[str]:
    """Possible base forms of a regularly inflected word, likeliest first."""
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
        if form.endswith("es"):
            yield form[:-2]
    for ending in ("ed", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield stem[:-1] + "y"
