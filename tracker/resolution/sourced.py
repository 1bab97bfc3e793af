"""What resolution takes and gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Amount, ClaimStatus, DateInterval, Role


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
    published: dt.datetime | None
    """Aware; ``None`` where the source does not say."""
    reference: bool
    """Whether it is a record of the reference timeline and no article's."""

    @property
    def told(self) -> dt.date | None:
        """The day on which it was told: of publication, else its own if that is a single day."""
        if self.published is not None:
            return self.published.date()
        return self.date.start if self.date is not None and self.date.start == self.date.end else None


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
