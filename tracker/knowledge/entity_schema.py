"""The shape of a record in the seven entity files."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tracker.knowledge.schema import Id, IsoDate, Name, Record, Text
from tracker.model import Kind

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class OfficeRow(BaseModel):
    """A post that a person holds or held."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Name
    organisation: Id
    start: IsoDate | None = None
    end: IsoDate | None = None
    as_of: IsoDate | None = None
    start_basis: Text | None = None
    note: Text | None = None


class EntityRow(Record):
    """What entities of every kind may hold."""

    name: Name
    aliases: tuple[Name, ...] = ()
    unsourced_aliases: tuple[Name, ...] = ()
    descriptors: tuple[Name, ...] = ()
    ambiguous_aliases: tuple[Name, ...] = ()
    country: Country | None = None
    subkind: Text | None = None


class MemberRow(EntityRow):
    """A company, agency or organisation."""

    sector: Text | None = None
    parent: Id | None = None
    tickers: tuple[Annotated[str, Field(pattern=r"^[A-Za-z ]+:[A-Z0-9.-]+$")], ...] = ()


class PersonRow(EntityRow):
    """A person; the surname is kept apart because it never identifies anyone alone."""

    surname: Name | None = None
    given: Name | None = None
    offices: tuple[OfficeRow, ...] = ()


class ItemRow(EntityRow):
    """A chip, tool, material, program, model or class of goods."""

    sector: Text | None = None
    vendor: Id | None = None
    parent: Id | None = None
    generic: bool = False


class InstrumentRow(EntityRow):
    """A law, rule, list, bill, order, agreement or programme, by name."""

    sector: Text | None = None
    vendor: Id | None = None
    parent: Id | None = None
    generic: bool = False


class PlaceRow(EntityRow):
    """A country, territory, region or city."""

    parent: Id | None = None
    demonyms: tuple[Name, ...] = ()
    government: Id | None = None


ROWS: dict[Kind, type[EntityRow]] = {
    "company": MemberRow,
    "agency": MemberRow,
    "organisation": MemberRow,
    "person": PersonRow,
    "item": ItemRow,
    "instrument": InstrumentRow,
    "place": PlaceRow,
}
"""The schema of each kind's file."""
