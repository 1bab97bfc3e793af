"""What the knowledge base holds about one company, agency, person, item, instrument or place."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import Confidence, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post that a person holds or held; dates are ISO at the precision known, e.g. ``2022-03``."""

    title: str
    organisation: str
    """The id of the company, agency or organisation."""
    start: str | None = None
    end: str | None = None
    as_of: str | None = None
    """When a source shows the person in the post, where start or end are not known."""
    start_basis: str | None = None
    """What the start date stands for when it is not the first day in office, e.g. ``Senate vote``."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """An entity that news about export controls speaks of, with every way in which its name is written."""

    id: str
    kind: Kind
    name: str
    """The usual English short name, e.g. ``SMIC``; an item's name is without its vendor."""
    aliases: tuple[str, ...] = ()
    """All other forms of the name, native scripts included."""
    unsourced_aliases: tuple[str, ...] = ()
    """Those aliases that are common knowledge and were not matched to a source."""
    descriptors: tuple[str, ...] = ()
    """Editorial patterns of paraphrase (``the Dutch lithography giant``, ``Nvidia CEO``); not facts."""
    ambiguous_aliases: tuple[str, ...] = ()
    """Forms that are also ordinary words or other names and count only where the context supports them."""
    country: str | None = None
    """ISO 3166-1 alpha-2, ``EU`` for the European Union."""
    subkind: str | None = None
    """A finer sort within the kind: ``ministry``, ``capital``, ``accelerator``, ``bill``."""
    sector: str | None = None
    parent: str | None = None
    """The id of the owner, department or government above it; of a city the country or region."""
    vendor: str | None = None
    """The id of the company that makes an item, or of the agency that issues an instrument."""
    tickers: tuple[str, ...] = ()
    """``EXCHANGE:SYMBOL`` as matched to a listing."""
    offices: tuple[Office, ...] = ()
    surname: str | None = None
    given: str | None = None
    demonyms: tuple[str, ...] = ()
    """Adjectives of a place, e.g. ``Dutch``."""
    government: str | None = None
    """The id of the agency for which a country or capital stands in ``Washington said``."""
    generic: bool = False
    """Whether it is a class of goods (``AI chips``) or of letters and no named thing."""
    confidence: Confidence = "high"
    sources: tuple[str, ...] = ()
    note: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and all aliases that need no context."""
        return (self.name, *self.aliases)
