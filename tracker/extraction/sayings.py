"""Verbs of saying: what hangs on them is said by their subject."""

from __future__ import annotations

SAYING = frozenset(
    """
    say tell announce add note write declare insist maintain explain argue claim comment stress assert emphasize
    acknowledge admit confirm reiterate remark disclose reveal report estimate suggest contend indicate state
    warn deny believe allege expect forecast dispute show find recall concede predict accuse repeat reply
    """.split()
)

TELLING = SAYING | frozenset(
    "assure promise pledge inform notify urge ask call describe post put signal vow brief".split()
)
"""Verbs that govern what is told, promised or asked, whoever vouches for it."""
