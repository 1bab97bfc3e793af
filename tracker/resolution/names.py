"""Whether two names that no knowledge base holds mean one: spelling, corporate forms, acronyms, native scripts."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.model import Kind

_FORMS = frozenset(
    "ab ag as asa bhd bv co company corp corporation gmbh group holding holdings inc incorporated jsc kg kk kft"
    " limited llc llp lp ltd nv ojsc oy plc pt pte pty sa sarl sas sdn se spa srl the".split()
)
_NATIVE_FORMS = re.compile(
    r"股份有限公司|有限责任公司|有限責任公司|集团有限公司|集團有限公司|有限公司|株式会社|合同会社|集团|集團|公司|주식회사|유한회사|\(주\)|㈜"
)
_WORD = re.compile(r"[^\W_]+")
_LINKING = frozenset("and of for the on de la du des".split())
_SHORTEST, _LONGEST = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entity by one of its names."""

    key: str
    kind: Kind
    name: str
    known: bool
    """Whether the knowledge base holds it."""


def plain(name: str) -> str:
    """A name without case, accents, punctuation and corporate forms: ``Acmé Chips Co., Ltd.`` to ``acme chips``."""
    native = _NATIVE_FORMS.sub(" ", unicodedata.normalize("NFKC", name))
    folded = unicodedata.normalize("NFKD", native).casefold()
    letters = "".join(c for c in folded if not unicodedata.combining(c))
    words = _WORD.findall(re.sub(r"(?<=\w)['’.](?=\w)", "", letters))
    kept = [word for word in words if word not in _FORMS]
    return " ".join(kept or words)


def initials(name: str) -> str | None:
    """``Semiconductor Industry Association`` to ``sia``; ``None`` for what makes no acronym."""
    words = [word for word in _WORD.findall(name) if word.casefold() not in _LINKING]
    letters = "".join(word[0] for word in words if word[:1].isupper()).casefold()
    return letters if _SHORTEST <= len(letters) <= _LONGEST and len(letters) == len(words) else None


def acronym(name: str) -> str | None:
    """``SIA`` to ``sia``; ``None`` for what is no acronym."""
    letters = name.replace(".", "")
    fits = letters.isalpha() and letters.isupper() and letters.isascii() and _SHORTEST <= len(letters) <= _LONGEST
    return letters.casefold() if fits else None


def marks(named: Named) -> tuple[str, ...]:
    """Under which marks a name is compared with others of its kind."""
    found = [f"{named.kind} {plain(named.name)}"]
    spelt = (initials(named.name), acronym(named.name))
    return (*found, *(f"{named.kind} by letters {letters}" for letters in spelt if letters))


def same(names: Iterable[Named]) -> Mapping[str, str]:
    """The keys of unknown names to those of which they are another name.

    One of the knowledge base goes before others, then the least key. An acronym joins only where just one name has
    its letters.
    """
    everyone = sorted(names, key=lambda named: (not named.known, named.key, named.name))
    alike: defaultdict[tuple[Kind, str], list[Named]] = defaultdict(list)
    spelt: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
    for named in everyone:
        alike[named.kind, plain(named.name)].append(named)
    first = {named.key: _leader(group) for group in alike.values() for named in group if not named.known}
    for named in everyone:
        letters = initials(named.name)
        if letters:
            spelt[named.kind, letters].add(first.get(named.key) or named.key)
    joined = dict(first)
    for named in everyone:
        owners = spelt.get((named.kind, acronym(named.name) or ""), set()) - {named.key}
        if not named.known and first[named.key] == named.key and len(owners) == 1:
            joined[named.key] = next(iter(owners))
    return {key: joined.get(leader, leader) for key, leader in joined.items() if joined.get(leader, leader) != key}


def _leader(group: Sequence[Named]) -> str:
    known = {named.key for named in group if named.known}
    return next(iter(known)) if len(known) == 1 else min(named.key for named in group if not named.known)
