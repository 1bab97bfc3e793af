"""Verbs of saying: what hangs on them is said by their subject."""

from __future__ import annotations

SAYING = frozenset(
    """
    say tell announce add note write declare insist maintain explain argue claim comment stress assert emphasize acknowledge
    admit confirm reiterate remark disclose reveal report estimate suggest contend indicate state warn deny believe allege
    expect forecast dispute show find inform recall concede predict urge promise pledge describe call put post accuse repeat
    assure ask""".split()
)
