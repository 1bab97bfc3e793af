"""The quantities in the tests of the chip rules, with the arithmetic written out.

Formulas: technical notes 1 to 4 to ECCN 3A090 (15 CFR part 774). A figure that is missing is never guessed: the
quantity then says what it would need.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tracker.knowledge import SpecificationRecord

_BITS = {"tf32": 19}
"""Bit lengths of the formats whose name does not state it: TF32 keeps 19 bits of a 32-bit number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """What a rule looks at in an item."""

    name: str
    figures: SpecificationRecord = field(hash=False)
    sort: str | None
    """The sort of item: ``accelerator``, ``gaming-gpu``, ``memory``, ``equipment``..."""

    @property
    def datacentre(self) -> bool:
        """Whether it is designed or marketed for data centres; cards for games and workstations are not."""
        return self.sort not in ("gaming-gpu", "workstation-gpu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a test compares, and how it came about."""

    metric: str
    value: float | None
    unit: str
    steps: tuple[str, ...]
    """The arithmetic, line by line."""
    missing: str | None
    """The figure without which it cannot be computed."""
    estimated: bool
    """Whether it rests on an estimate instead of the maker's figures."""

    @property
    def words(self) -> str:
        """The value with its unit, or ``cannot be computed: die area unknown``."""
        if self.value is None:
            return f"cannot be computed: {self.missing} unknown"
        return f"{number(self.value)} {self.unit}".strip()


def quantity(metric: str, chip: Chip) -> Quantity:
    """The quantity that a rule calls ``metric``; one that no formula is held for cannot be computed."""
    formula = _FORMULAS.get(metric)
    return formula(metric, chip) if formula else _without(metric, "", f"the test by {metric}")


def total_processing_performance(metric: str, chip: Chip) -> Quantity:
    """TPP: operations a second times bit length, the highest over all formats; dense figures (technical note 2)."""
    figures = chip.figures
    estimated = "estimate" in (figures.tpp_basis or "")
    if figures.dense:
        return _highest(metric, chip, estimated=estimated)
    if figures.tpp is not None:
        steps = (f"stated: {number(figures.tpp)} ({figures.tpp_basis or 'no arithmetic given'})",)
        return _found(metric, figures.tpp, "", steps, estimated=estimated)
    return _without(metric, "", "processing performance")


def performance_density(metric: str, chip: Chip) -> Quantity:
    """TPP over the die area in mm² of logic made with non-planar transistors (technical note 4)."""
    performance = total_processing_performance("TPP", chip)
    area = chip.figures.die_area_mm2
    if performance.value is None:
        return _without(metric, "", performance.missing or "processing performance", performance.steps)
    if area is None:
        return _without(metric, "", "die area", performance.steps)
    value = performance.value / area
    step = f"{number(performance.value)} TPP / {number(area)} mm² = {value:.2f}"
    return _found(metric, value, "", (*performance.steps, step), estimated=performance.estimated)


def memory_bandwidth_density(metric: str, chip: Chip) -> Quantity:
    """Bandwidth in GB/s over the area in mm² of the package or stack (note to 3A090.c)."""
    bandwidth = memory_bandwidth(metric, chip)
    missing = "package area" if bandwidth.value is not None else bandwidth.missing or "memory bandwidth"
    return _without(metric, "GB/s/mm²", missing, bandwidth.steps)


def memory_bandwidth(metric: str, chip: Chip) -> Quantity:
    """All DRAM bandwidth in GB/s."""
    return _read(metric, chip.figures.memory_bandwidth_gb_s, "memory bandwidth")


def interconnect_bandwidth(metric: str, chip: Chip) -> Quantity:
    """Bandwidth in GB/s, both ways together, to chips other than volatile memory."""
    return _read(metric, chip.figures.interconnect_gb_s, "interconnect bandwidth")


def combined_bandwidth(metric: str, chip: Chip) -> Quantity:
    """DRAM and interconnect bandwidth together, in GB/s."""
    memory, interconnect = memory_bandwidth(metric, chip), interconnect_bandwidth(metric, chip)
    if memory.value is None or interconnect.value is None:
        missing = memory.missing or interconnect.missing or "bandwidth"
        return _without(metric, "GB/s", missing, (*memory.steps, *interconnect.steps))
    value = memory.value + interconnect.value
    step = f"{number(memory.value)} + {number(interconnect.value)} = {number(value)} GB/s"
    return _found(metric, value, "GB/s", (step,))


def number(value: float) -> str:
    """``15,832``; two decimals only where there are any."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _highest(metric: str, chip: Chip, *, estimated: bool) -> Quantity:
    products = {name: rate * bit_length(name) for name, rate in chip.figures.dense.items()}
    best = max(products, key=lambda name: products[name])
    steps = [
        f"{name}: {number(chip.figures.dense[name])} T operations/s × {bit_length(name)} bit = {number(product)}"
        for name, product in products.items()
    ]
    if len(products) > 1:
        steps.append(f"highest: {best} with {number(products[best])}")
    return _found(metric, products[best], "", tuple(steps), estimated=estimated)


def bit_length(name: str) -> int:
    """``fp8`` to 8: the largest bit length of the inputs of the multiplication."""
    return _BITS.get(name) or int("".join(character for character in name if character.isdigit()))


def _marketed(metric: str, chip: Chip) -> Quantity:
    words = (
        "designed or marketed for data centres" if chip.datacentre else "neither designed nor marketed for data centres"
    )
    return _found(metric, float(chip.datacentre), "", (words,))


def _read(metric: str, value: float | None, what: str) -> Quantity:
    if value is None:
        return _without(metric, "GB/s", what)
    return _found(metric, value, "GB/s", (f"{what}: {number(value)} GB/s",))


def _found(metric: str, value: float, unit: str, steps: tuple[str, ...], *, estimated: bool = False) -> Quantity:
    return Quantity(metric=metric, value=value, unit=unit, steps=steps, missing=None, estimated=estimated)


def _without(metric: str, unit: str, missing: str, steps: tuple[str, ...] = ()) -> Quantity:
    return Quantity(metric=metric, value=None, unit=unit, steps=steps, missing=missing, estimated=False)


_FORMULAS: dict[str, Callable[[str, Chip], Quantity]] = {
    "TPP": total_processing_performance,
    "bit_length_x_TOPS": total_processing_performance,
    "performance_density": performance_density,
    "memory_bandwidth_density": memory_bandwidth_density,
    "total_DRAM_bandwidth": memory_bandwidth,
    "DRAM_bandwidth": memory_bandwidth,
    "total_IO_bandwidth": interconnect_bandwidth,
    "aggregate_bidirectional_io_transfer_rate": interconnect_bandwidth,
    "DRAM_plus_IO_bandwidth": combined_bandwidth,
    "datacentre": _marketed,
}
