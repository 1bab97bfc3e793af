"""What an export is told besides the views: what it is of, when it is made, and where its things can be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One export."""

    listed: str
    """Which list: ``events``."""
    title: str
    """A heading for readers."""
    made: datetime
    base: str | None
    """The address of the server without a slash at the end; ``None`` where there is none."""

    def address(self, identifier: str) -> str | None:
        """Where one thing of the list can be looked up."""
        return f"{self.base}/{self.listed}/{identifier}" if self.base else None

    def urn(self, identifier: str) -> str:
        """A name for one thing of the list that is the same in every export, wherever it was made."""
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'trade-tracker/{self.listed}/{identifier}')}"
