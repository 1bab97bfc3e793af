"""What resolution takes and gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tracker.model import Amount, ClaimStatus, DateInterval, Role

Standing: TypeAlias = Literal["official", "filing", "reference", "press", "passed on", "unnamed"]
"""Whose word a claim is, the weightiest first."""

STANDINGS: tuple[Standing, ...] = ("official", "filing", "reference", "press", "passed on", "unnamed")
"""An authority's own document, a party's own filing, the reference timeline, a named outlet or a named
source in one, one outlet quoting another, and people who would not be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedClaim:
    """A claim together with what must be known of its source."""

    id: str
    type: str
    status: ClaimStatus
    date: DateInterval | None
    roles: Mapping[Role, tuple[str, ...]]
    """Entity keys; only roles that are filled."""
    amounts: tuple[Amount, ...]
    attribution: str | None
    evidence: str
    """The sentence that proves it."""
    source: str
    """The article or reference record; a source tells of one happening once."""
    outlet: str | None
    standing: Standing
    origin: str
    """Who said it first, as far as the source tells: claims of one origin count once."""
    published: dt.datetime | None
    """Aware; ``None`` where the source does not say."""
    revised: bool
    """Whether only a later version of the page says so: a correction outweighs what stood before."""

    @property
    def reference(self) -> bool:
        """Whether it is a record of the reference timeline and no article's."""
        return self.standing == "reference"

    @property
    def told(self) -> dt.date | None:
        """The day on which it was told: of publication, else its own if that is a single day."""
        if self.published is not None:
            return self.published.date()
        return self.date.start if self.date is not None and self.date.start == self.date.end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Why a field of an event has the value that it has."""

    field: str
    claim: str
    """The id of the claim whose value it is."""
    reason: str


ConflictKind: TypeAlias = Literal["date", "amount", "actor", "status", "scope"]
CONFLICT_KINDS: tuple[ConflictKind, ...] = ("date", "amount", "actor", "status", "scope")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the values on which sources differ, and the claims that give it."""

    value: str
    """As shown: ``2025-08-29``, ``160000000 USD``, entity keys divided by a comma, a status."""
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field on which the claims of an event do not say the same."""

    kind: ConflictKind
    contradiction: bool
    """Whether the values exclude each other; else one is only less exact than another."""
    sides: tuple[Side, ...]
    """The value that the event shows first."""
    overclaims: tuple[str, ...]
    """Of a status: claims that say more than the best source says, e.g. approved where it says applied."""
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedEvent:
    """One happening: the claims that speak of it and the best value of each field."""

    id: str
    """The id of the claim that told of it first; a reference record counts as first."""
    type: str
    status: ClaimStatus
    date: DateInterval | None
    roles: Mapping[Role, tuple[str, ...]]
    amounts: tuple[Amount, ...]
    attribution: str | None
    """``None`` where any source says it in its own voice."""
    claims: tuple[str, ...]
    """Claim ids, the founding one first."""
    choices: tuple[Choice, ...]
    conflicts: tuple[Conflict, ...]
    origins: tuple[str, ...]
    """Independent origins, the one that spoke first first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on two claims: they speak of one happening, or they do not."""

    one: str
    other: str
    same: bool
