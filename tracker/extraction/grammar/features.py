"""What the parser sees of a word: a folded form, its characters and its shape; the same in training and at run time."""

import unicodedata
from functools import lru_cache

MAX_CHARACTERS = 20
PAD, UNKNOWN, BEGIN, END = range(4)
ALPHABET = {chr(code): code - 33 + 4 for code in range(33, 127)}
CHARACTER_COUNT = 4 + len(ALPHABET)
SHAPE_COUNT = 9

_LOOKALIKES = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "´": "'",
        "—": "--", "―": "--", "–": "-", "‐": "-", "‑": "-", "−": "-", "…": "...",
        "€": "$", "£": "$", "¥": "$", "₩": "$", "₹": "$",
    }
)  # fmt: skip
_DIGITS = str.maketrans("123456789", "000000000")


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """The word with typographic quotes, dashes, currency signs, accents and digits made alike (every digit is 0)."""
    plain = word.translate(_LOOKALIKES)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return plain.translate(_DIGITS)


@lru_cache(maxsize=65536)
def characters(word: str) -> tuple[int, ...]:
    """Character numbers of the folded word between begin and end marks; the middle of an overlong word is left out."""
    plain = folded(word)
    if len(plain) > MAX_CHARACTERS:
        plain = plain[: MAX_CHARACTERS // 2] + plain[-MAX_CHARACTERS // 2 :]
    return (BEGIN, *(ALPHABET.get(c, UNKNOWN) for c in plain), END)


@lru_cache(maxsize=65536)
def shape(word: str) -> int:
    """A number from 0 to 8 for the kind of word: lower case, Capitalised, ALL CAPITALS, miXed, figures, chip2."""
    letters = [c for c in word if c.isalpha()]
    figures = any(c.isdigit() for c in word)
    if not letters:
        return 0 if figures else 1
    if figures:
        return 2 if any(c.isupper() for c in letters) else 3
    return _case(word, letters)


def _case(word: str, letters: list[str]) -> int:
    capitals = sum(c.isupper() for c in letters)
    if capitals == 0:
        return 4
    if capitals == len(letters):
        return 5 if len(letters) == 1 else 6
    return 7 if capitals == 1 and word[0].isupper() else 8
