"""The shapes of `groups.yaml`, `ownership.yaml` and `differences.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from tracker.knowledge.dates import parse_interval
from tracker.knowledge.entities import KnownEntity
from tracker.knowledge.schema import Id, IsoDate, Record, Text, interval, read_records
from tracker.knowledge.scopes import DifferenceRecord, GroupRecord, MembershipChange, OwnershipRecord
from tracker.model import DateInterval

GROUPS, OWNERSHIP, DIFFERENCES = "groups.yaml", "ownership.yaml", "differences.yaml"


class MembershipRow(BaseModel):
    """A member that joined or left."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    member: Text
    since: IsoDate | None = None
    until: IsoDate | None = None
    known: IsoDate

    def record(self) -> MembershipChange:
        """With dates as days."""
        return MembershipChange(
            member=self.member,
            since=interval(self.since),
            until=interval(self.until),
            known=parse_interval(self.known),
        )


class GroupRow(Record):
    """Places or items that rules name together."""

    title: Text
    members: Annotated[tuple[Text, ...], Field(min_length=1)]
    changes: tuple[MembershipRow, ...] = ()

    def record(self) -> GroupRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        return GroupRecord(**values | {"changes": tuple(change.record() for change in self.changes)})


class OwnershipRow(Record):
    """How much of one party another holds."""

    owner: Id
    owned: Id
    share: Annotated[float, Field(gt=0, le=100)] | None = None
    since: IsoDate | None = None
    until: IsoDate | None = None
    known: IsoDate

    def record(self) -> OwnershipRecord:
        """With dates as days."""
        values: dict[str, Any] = dict(self)
        values |= {name: interval(values[name]) for name in ("since", "until")}
        return OwnershipRecord(**values | {"known": parse_interval(self.known)})


class DifferenceRow(Record):
    """Where the arithmetic and the sources differ."""

    item: Id
    threshold: Text
    computed: Text
    stated: Text
    note: Text

    def record(self) -> DifferenceRecord:
        """As a plain value."""
        return DifferenceRecord(**dict(self))


def read_groups(folder: Path) -> tuple[GroupRecord, ...]:
    """Every group. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(GroupRow, folder / GROUPS))


def read_differences(folder: Path) -> tuple[DifferenceRecord, ...]:
    """Every difference. Raises ``KnowledgeError``."""
    return tuple(row.record() for row in read_records(DifferenceRow, folder / DIFFERENCES))


def read_ownership(folder: Path, entities: Iterable[KnownEntity]) -> tuple[OwnershipRecord, ...]:
    """Every holding: those with a share, and the parents of companies, whose share is not known.

    Raises ``KnowledgeError``.
    """
    written = tuple(row.record() for row in read_records(OwnershipRow, folder / OWNERSHIP))
    told = {(record.owner, record.owned) for record in written}
    parents = (_parent(e, e.parent) for e in entities if e.kind == "company" and e.parent)
    return written + tuple(record for record in parents if (record.owner, record.owned) not in told)


_ALWAYS: DateInterval = parse_interval("1900-01-01")


def _parent(entity: KnownEntity, owner: str) -> OwnershipRecord:
    return OwnershipRecord(
        id=f"{owner}.{entity.id}",
        owner=owner,
        owned=entity.id,
        share=None,
        since=None,
        until=None,
        known=_ALWAYS,
        confidence=entity.confidence,
        sources=entity.sources,
        note="named as the parent; the share was not read",
    )
