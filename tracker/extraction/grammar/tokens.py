"""Cuts a sentence into words as the UD English Web Treebank does, with character offsets.

`don't` is `do` + `n't`, `China's` is `China` + `'s`, `open-source` is three words; `U.S.`, `H20`, `1,000.5` and
web addresses are one.
"""

import re

_PREFIXES = (
    "anti|co|counter|cyber|de|e|eco|ex|extra|inter|intra|macro|mega|micro|mid|mini|mis|multi|neo|non|nano|over|post|pre|pro|pseudo|quasi|re|semi|"
    "sub|super|trans|ultra|un|under|vice"
)
_ABBREVIATIONS = (
    "Adm|Apr|Asst|Aug|Ave|Blvd|Bros|Capt|Cmdr|Co|Col|Corp|Cos|Dec|Dept|Dr|Feb|Fig|Fri|Gen|Gov|Hon|Inc|Jan|Jr|Jul|Jun|Lt|Ltd|Maj|Mar|Messrs|"
    "Mon|Mr|Mrs|Ms|Mt|Nov|Oct|Ph\\.D|Pres|Prof|Rep|Reps|Rev|Sat|Sec|Sen|Sens|Sep|Sept|Sgt|Sr|St|Ste|Supt|Thu|Thurs|Tue|Tues|Wed|al|"
    "approx|cf|dept|est|etc|e\\.g|i\\.e|fig|ft|govt|incl|vol|vs"
)
_SHORT_NEGATIONS = "do|does|did|ca|wo|would|could|should|is|are|was|were|have|has|had|ai|need|must|might"
_ENDINGS = "com|org|net|gov|edu|info|co\\.uk|cn|io|doc|pdf|xls|html?"
_UNITS = "[ap]\\.?m|bn|mn|tn|k|m|[nmck]m|kg|ft|mph|[kmgt]b|[km]w|[mg]hz"
_APOSTROPHE = "['’`´]"
_NUMBER = r"\d+(?:[.,:/]\d+)*"

_TOKEN = re.compile(
    rf"""
      (?P<address>(?:https?|ftp|file|mailto)://?[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’] | www\.[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]
        | (?<![\w.+%-])[\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,6}} | @\w+
        | (?<![\w.-])[a-zA-Z][\w-]{{0,62}}(?:\.[\w-]{{1,63}}){{0,6}}\.(?:{_ENDINGS})\b
          (?:/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’])?)
    | (?P<emoticon>[:;]-?[()DPp](?=\s|$))
    | (?P<initials>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?)
    | (?P<abbreviation>\b(?:{_ABBREVIATIONS})\.(?=\s+\S|\s*[,;:)\]]))
    | (?P<numbered>\bNos?\.(?=\s*\d))
    | (?P<initial>\b[A-Z]\.(?=\s+[A-Z]))
    | (?P<phone>(?:\d-)?\d{{3}}-\d{{3}}-\d{{4}}|\b\d{{3}}-\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b)
    | (?P<shop>\b[A-Z]{{1,3}}&[A-Z]{{1,3}}\b)
    | (?P<dollars>(?:US|HK|NT|[ACS])\$)
    | (?P<decade>{_APOSTROPHE}\d\ds?\b | \b\d+{_APOSTROPHE}s\b)
    | (?P<measured>{_NUMBER}(?=(?:{_UNITS})\b))
    | (?P<ordinal>\d+(?:st|nd|rd|th|s)\b)
    | (?P<prefixed>\b(?:{_PREFIXES})-(?!-)\w+)
    | (?P<figures>[+.]?{_NUMBER}(?:[^\W_]\w*)?)
    | (?P<clitic>(?<=\w){_APOSTROPHE}(?:s|re|ve|ll|d|m)\b | (?<=\w)n{_APOSTROPHE}t\b)
    | (?P<name>\b[^\W\d_]+{_APOSTROPHE}[^\W\d_]{{3,}}\b)
    | (?P<first_half>\w+?(?=n{_APOSTROPHE}t\b) | \b(?:{_SHORT_NEGATIONS})(?=nt\b)
        | \bcan(?=not\b) | \b(?:gon|wan)(?=na\b) | \bgot(?=ta\b))
    | (?P<word>\w+)
    | (?P<run>\.{{2,}}|-{{2,}}|—+|[!?]+|\*+|_+|=+|~+|<+|>+|''|``|’’|‘‘)
    | (?P<sign>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Repeats that can fail late are bounded or begin where a word begins: a line of dots and hyphens must not take minutes.


def words_of(sentence: str) -> list[tuple[int, int]]:
    """Start and end offsets of the words of one sentence; every character but white space is in exactly one word."""
    return [match.span() for match in _TOKEN.finditer(sentence)]
