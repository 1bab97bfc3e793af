"""In which language a text is written: by script, then by the commonest words."""

from __future__ import annotations

import re

_NOT_LATIN = re.compile("[\u0370-\u1dff\u3040-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
_COMMON: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to in that is for with was on said it as by has from have are which will",
        "de": "der die und das den von zu mit dem im für auf ist nicht des ein eine auch sich wird nach",
        "nl": "de het een van en dat op te voor met zijn niet aan ook door naar bij wordt heeft uit",
        "fr": "le la les des et du un une que est pour dans par sur qui au pas avec ses aux",
        "es": "el la los las de que en y un una por con del para se su al como más ha",
        "it": "il di che la per un una del con non si sono della le gli nel alla anche ha dei",
        "pt": "o de que e do da em um para com não uma os no se na por mais as dos",
        "pl": "w i na z do że się nie jest to o po przez od dla jak za są",
        "sv": "och att det som en på är av för med den till inte ett har om sig från",
        "da": "og det at en den til er som på de med han af for ikke der har et blev",
        "id": "yang dan di dengan untuk dari pada ini itu dalam tidak akan ke oleh juga telah",
        "tr": "ve bir bu için ile de da olarak olan daha çok ancak göre sonra gibi kadar",
        "vi": "và của là có các được cho trong không một những với này người đã từ",
        "lt": "ir kad yra su iš į tai bet buvo kaip per nuo dėl apie jau dar pat",
    }.items()
}
_SPOKEN_IN = {
    word: tuple(code for code, words in _COMMON.items() if word in words)
    for word in frozenset().union(*_COMMON.values())
}
"""Common word to the languages that have it."""


def declared_language(code: str | None) -> str | None:
    """The primary part of a language tag: ``en-US`` gives ``en``."""
    found = re.match(r"^\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$", code or "")
    return found.group(1).lower() if found else None


def language_of(text: str, declared: str | None) -> str | None:
    """The declared language, unless the text is plainly in another one."""
    sample = text[:3000]
    seen = _by_script(sample) or _by_words(sample)
    return seen or declared


def _by_script(text: str) -> str | None:
    text = text[:2000]
    if not _NOT_LATIN.search(text):
        return None
    letters = sum(1 for c in text if c.isalpha())
    for code, pattern in _SCRIPTS:
        share = len(pattern.findall(text)) / max(letters, 1)
        if share > (0.12 if code == "ja" else 0.4):
            return "uk" if code == "ru" and re.search("[іїєґ]", text) else code
    return None


def _by_words(text: str) -> str | None:
    words = _WORD.findall(text.lower())
    if len(words) < 20:
        return None
    counts = dict.fromkeys(_COMMON, 0)
    for word in words:
        for code in _SPOKEN_IN.get(word, ()):
            counts[code] += 1
    scores = sorted(((count, code) for code, count in counts.items()), reverse=True)
    (best, code), (second, _) = scores[0], scores[1]
    return code if best >= 0.1 * len(words) and best >= 1.3 * second else None
