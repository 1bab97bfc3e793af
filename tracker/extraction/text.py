"""Article text to sentences and tokens, both with offsets into the whole text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_TOKEN = re.compile(
    r"""
    (?:[A-Z]\.){2,}                               # U.S., P.R.C.
  | \d+(?:[.,]\d+)*(?:[A-Za-z]+\d*)?              # 5.5, 1,000, 910C, 30bn
  | [^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*[\d]*(?:[^\W_]+)?   # words, O'Brien, H20, GB200NVL72
  | ['’][sS]\b                                    # possessive
  | \S
    """,
    re.VERBOSE,
)

_ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sen rep gov gen adm lt col sgt st jr sr hon rev inc corp co ltd llc llp plc bros no nos vs v etc
    al dept est fig vol art sec para approx jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
    thurs fri sat sun e.g i.e cf ca viz rs bhd sdn pte pty gmbh n.v a.g s.a b.v ph.d pp ed eds mt ft ave blvd""".split()
)
_MAY_END = frozenset("inc corp co ltd llc llp plc n.v a.g s.a b.v jr sr etc al bhd ph.d".split())
"""Abbreviations that may also end a sentence, when a usual sentence opener follows."""

_LONGEST_WORD = 60
"""How far to look around a full stop; without a limit a hostile line takes time that grows with its square."""

_BOUNDARY = re.compile(r"""(?<![.!?…])([.!?…]++)(["'”’)\]]*+)(\s++)(?=["'“‘(\[]*[A-Z0-9À-ÞА-Я一-鿿$€£])""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or a mark; ``text`` equals ``article.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, without the white space around it; ``paragraph`` counts from 0."""

    start: int
    end: int
    text: str
    paragraph: int
    tokens: tuple[Token, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a body whose paragraphs are separated by blank lines."""
    found: list[Sentence] = []
    for number, match in enumerate(re.finditer(r"(?:(?!\n\n).)+", text, re.DOTALL)):
        for start, end in _split(match.group()):
            first, last = match.start() + start, match.start() + end
            found.append(
                Sentence(
                    start=first,
                    end=last,
                    text=text[first:last],
                    paragraph=number,
                    tokens=tokens(text[first:last], first),
                )
            )
    return tuple(found)


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The tokens of ``text``, whose first character stands at ``offset`` of the article."""
    return tuple(Token(start=offset + m.start(), end=offset + m.end(), text=m.group()) for m in _TOKEN.finditer(text))


def _split(paragraph: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for match in _BOUNDARY.finditer(paragraph):
        if _ends_sentence(paragraph, start, match):
            spans.append((start, match.end(2)))
            start = match.end(3)
    spans.append((start, len(paragraph)))
    return [trimmed for span in spans if (trimmed := _trim(paragraph, *span))[0] < trimmed[1]]


def _ends_sentence(paragraph: str, start: int, match: re.Match[str]) -> bool:
    if match.group(1) != "." or match.group(2):
        return not _inside_brackets(paragraph, start, match.start())
    word = re.search(r"[\w.’'&-]*$", paragraph[max(start, match.start() - _LONGEST_WORD) : match.start()])
    last = word.group().lstrip("\"'“‘(").casefold() if word else ""
    if _is_initials(last) or last in _ABBREVIATIONS:
        after = paragraph[match.end(3) : match.end(3) + _LONGEST_WORD]
        may_end = last in _MAY_END or _is_country_initials(last)
        return may_end and _opens_sentence(after)
    return not _inside_brackets(paragraph, start, match.start())


def _is_initials(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[a-z]\.)*[a-z]", word))


def _is_country_initials(word: str) -> bool:
    return word in {"u.s", "u.k", "p.r.c", "u.n", "d.c", "e.u", "a.m", "p.m"}


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(
        r"""["“‘(]*(?:The|A|An|It|Its|He|His|She|Her|They|Their|This|That|These|Those|In|On|At|But|And|Yet|Still|However|
        While|When|After|Before|Since|As|For|From|If|Under|Last|Earlier|Both|Some|Many|Most|Such|There|Chief|Shares|
        Beijing|Washington|Analysts|According|Meanwhile|Separately|Neither|Each|One|Two|No|Not|What|Who)\b""",
        re.VERBOSE,
    )


def _opens_sentence(after: str) -> bool:
    return bool(_openers().match(after))


def _inside_brackets(paragraph: str, start: int, at: int) -> bool:
    opened = paragraph[max(start, at - 1000) : at]
    return opened.count("(") > opened.count(")") and ")" in paragraph[at : at + 120]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
