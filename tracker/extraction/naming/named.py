"""A name in an article together with the entity it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import Kind, slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Words ``first`` up to, not including, ``last`` as a name of an entity."""

    first: int
    last: int
    kind: Kind
    id: str | None
    name: str
    """The canonical name."""
    rule: str
    weight: float = 1.0

    @property
    def key(self) -> str:
        """The ``Entity.key`` of the entity."""
        return self.id or f"{self.kind}~{slug(self.name)}"
