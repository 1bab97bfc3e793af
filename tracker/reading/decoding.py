"""Bytes to text: byte order mark, declared encoding, the page's own word, then detection."""

from __future__ import annotations

import codecs
import re
import zlib

from tracker.errors import UnreadableDocument

MAX_BYTES = 8_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
_ALIASES |= {"us-ascii": "cp1252", "iso8859-1": "cp1252", "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932"}
_ALIASES |= {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "big5": "big5hkscs"}
_LATIN = ("cp125", "iso8859", "latin", "mac_", "cp437", "cp500", "cp037", "cp85", "hp_roman", "cp77", "ascii")
"""Encodings of the Latin alphabet look alike; pages that state none mean Windows-1252, as browsers take them."""
_NOT_LATIN = frozenset(
    "cp1251 cp1253 cp1255 cp1256 iso8859_5 iso8859_6 iso8859_7 iso8859_8 iso8859_11 "
    "mac_cyrillic mac_greek cp855".split()
)
_SAMPLE = 60_000
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_ODD = bytes(code for code in range(32) if code not in b"\t\n\r\f\x1b")
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
)


def unpacked(body: bytes) -> bytes:
    """The bytes without the gzip around them; of a torn archive, what can be had.

    Raises ``UnreadableDocument`` for an archive that is broken at its beginning or larger than any page.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        inside = zlib.decompressobj(wbits=31).decompress(body, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableDocument("The gzip archive is broken: save the page again") from error
    if not inside:
        raise UnreadableDocument("The gzip archive holds nothing: save the page again")
    return inside


def decode(body: bytes, declared: str | None) -> str:
    """The text of ``body``; ``declared`` is the server's word, which may be wrong.

    Raises ``UnreadableDocument`` for bytes that are no text in any encoding.
    """
    if not body[:_SAMPLE].strip() and not body.strip():
        raise UnreadableDocument("The document is empty: check the address or save the page again")
    if len(body) > MAX_BYTES:
        raise UnreadableDocument(f"The document is longer than {MAX_BYTES:,} bytes: give the article alone")
    if body[:_SAMPLE].lstrip()[:8].startswith(_SIGNATURES):
        raise UnreadableDocument("The bytes are a binary file, not a page or a text: give HTML or plain text")
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _plausible(body.decode(encoding, "replace"))
    unicode = _utf8(body)
    if unicode is not None:
        return _plausible(unicode)
    for name in (declared, _stated(body)):
        text = _named(body, name)
        if text is not None:
            return _plausible(text)
    return _plausible(_detect(body))


def _stated(body: bytes) -> str | None:
    """The encoding that the page names in its own head."""
    found = _META.search(body[:4096])
    return found.group(1).decode("ascii") if found else None


def _utf8(body: bytes) -> str | None:
    """The text in UTF-8, if at most one in ten of its non-ASCII characters is broken (a cut last one does not
    count)."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd") - text[-1:].count("\ufffd")
    if not broken:
        return text.removesuffix("\ufffd")
    good = len(_NOT_ASCII.findall(text)) - broken
    return text if broken * 10 <= good else None


def _named(body: bytes, name: str | None) -> str | None:
    """The text in this encoding; ``None`` if there is none of this name or one in a thousand characters does not
    fit."""
    name = (name or "").lower().strip()
    name = _ALIASES.get(name, name)
    if not name or name in ("utf-8", "utf8", "idna", "punycode", "unicode_escape", "raw_unicode_escape"):
        return None
    try:
        text = body.decode(name, "replace")
    except (LookupError, ValueError, AttributeError, TypeError):
        return None
    return text if text.count("\ufffd") * 1000 <= len(text) else None


def _detect(body: bytes) -> str:
    """The text in the most likely encoding."""
    # Imported here, as hardly any page needs it and it is slow to import.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(body[:_SAMPLE]).best()
    if best is None:
        raise UnreadableDocument("The bytes are no text in any known encoding: give HTML or plain text")
    latin = best.encoding.startswith(_LATIN) and best.encoding not in _NOT_LATIN
    return body.decode("cp1252" if latin else best.encoding, "replace")


def _plausible(text: str) -> str:
    """The text, if it looks like one: few control characters and few that could not be decoded."""
    sample = text[:_SAMPLE].encode("utf-8", "replace")
    odd = len(sample) - len(sample.translate(None, _ODD)) + text.count("\ufffd", 0, _SAMPLE)
    if odd * 20 > len(text[:_SAMPLE]):
        raise UnreadableDocument("The bytes are no readable text: give HTML or plain text in a known encoding")
    return text
