"""Whether an article can be about trade or technology controls at all, at a glance."""

from __future__ import annotations

import re

from tracker.model import Article

_ENOUGH = 2
"""Words of the field in an article that is worth reading."""
_FIELD = {
    "chip": r"chips?|chip ?makers?",
    "semiconductor": r"semiconductors?",
    "micro": r"micro(?:chips?|electronics)",
    "processor": r"processors?",
    "gpu": r"gpus?",
    "wafer": r"wafers?",
    "foundr": r"foundr(?:y|ies)",
    "lithograph": r"lithography",
    "export": r"(?:re-?)?export\w*",
    "import ": r"import (?:ban|licen)\w*",
    "licen": r"licen[cs](?:e|es|ed|ing)",
    "customs": r"customs",
    "tariff": r"tariffs?",
    "sanction": r"sanction\w*",
    "embargo": r"embargo\w*",
    "blacklist": r"blacklist\w*",
    "smuggl": r"smuggl\w+",
    "dual": r"dual[- ]use",
    "ity list": r"entity list",
    "unverified": r"unverified list",
    "end": r"end[- ]users?",
    "trade ": r"trade (?:war|curbs?|restrictions?)",
    "rare": r"rare earths?",
    "outbound": r"outbound investment",
}
"""The words of the field in lower case, under letters that stand in all of them: most articles hold few of these."""
_WORDS = tuple((letters, re.compile(rf"\b(?:{words})\b")) for letters, words in _FIELD.items())


def concerns_controls(article: Article) -> bool:
    """Whether the headline and text use the field's words; when not, no claim can be read out of them.

    Errs on the side of reading: many articles that pass tell no claim. Linear in the length of the text.
    """
    return words_of_controls(article.headline, article.text)


def words_of_controls(headline: str | None, text: str) -> bool:
    """As ``concerns_controls``, of a headline and a text alone."""
    text = f"{headline or ''}\n{text}".lower()
    found = 0
    for letters, words in _WORDS:
        if letters in text:
            found += len(words.findall(text))
            if found >= _ENOUGH:
                return True
    return False


def may_concern_controls(page: bytes) -> bool:
    """Whether a page as received, markup and all, can hold an article that ``concerns_controls``.

    Never says no where that says yes, but for words that the markup itself cuts up; often says yes where that says
    no. Costs a small part of what reading the page does.
    """
    if b"\x00" in page[:_HEAD]:
        return True  # an encoding of two bytes a letter: its words are not to be seen so
    lower = page.lower()
    found = 0
    for letters, words in _MARKED_UP:
        if letters in lower:
            found += len(words.findall(lower))
            if found >= _ENOUGH:
                return True
    return False


_GAP = r"(?:(?:\s|-|&nbsp;|&#160;|&#45;|&shy;|\xc2?\xa0|<[^<>]*>)+)"


def _in_markup(words: str) -> re.Pattern[bytes]:
    """The words of the field as a page may hold them, with more than a space between two of them."""
    return re.compile(rf"\b(?:{words.replace('[- ]', ' ').replace(' ', _GAP)})\b".encode("latin-1"))


_MARKED_UP = tuple((letters.split()[-1].encode(), _in_markup(words)) for letters, words in _FIELD.items())
_HEAD = 4096
"""Bytes of a page by which its encoding shows."""
