"""Lists in the formats of other programs, written as they are read: no length is too long, no memory too small."""

from tracker.exports.citing import Citation, citations, citations_of, in_bibtex, in_csl, in_words
from tracker.exports.columns import Column, columns_of
from tracker.exports.formats import FORMATS, VIEWS, Format, file_name, format_of, formats_of
from tracker.exports.occasion import Occasion
from tracker.exports.text import defused, plain

__all__ = [
    "FORMATS",
    "VIEWS",
    "Citation",
    "Column",
    "Format",
    "Occasion",
    "citations",
    "citations_of",
    "columns_of",
    "defused",
    "file_name",
    "format_of",
    "formats_of",
    "in_bibtex",
    "in_csl",
    "in_words",
    "plain",
]
