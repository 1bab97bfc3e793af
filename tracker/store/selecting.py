"""What filters are made of: a selection says which rows, a filter which page of them and in which order.

Empty strings, which HTML forms send for untouched fields, mean *not set*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self, TypeAlias, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic.fields import FieldInfo
from sqlalchemy import ColumnElement, true

from tracker.store.tables import Row

Rows: TypeAlias = Any
"""A table's row class; each condition names the columns that it needs."""

Condition: TypeAlias = Callable[[Rows, Any], ColumnElement[bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """How one filter reads in a form and what it means in SQL."""

    label: str
    condition: Condition
    """Asked only where the filter is set."""
    choices: Callable[[], Sequence[str]] | None = None
    """All values that make sense, if they can be listed."""
    when_off: bool = False
    """Whether the condition holds while the box is *not* ticked: ticking it lets more through."""


def always(_rows: Rows, _value: Any) -> ColumnElement[bool]:
    """For a filter whose condition is stated elsewhere."""
    return true()


def one_as_many(given: Any) -> Any:
    """A value that stands alone where there may be several."""
    return (given,) if isinstance(given, str) else given


Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Texts: TypeAlias = Annotated[tuple[Text, ...], Field(max_length=100), BeforeValidator(one_as_many)]


def one_list() -> BeforeValidator:
    """For a list whose values are checked one by one: a single value needs no list, and commas divide several."""

    def divided(given: Any) -> Any:
        listed = (given,) if isinstance(given, str) else given
        parts = [part.strip() for item in listed for part in (item.split(",") if isinstance(item, str) else [item])]
        return tuple(dict.fromkeys(part for part in parts if part))

    return BeforeValidator(divided)


def about(description: str, example: object) -> Any:
    """A field with what its parameter and its option say of it."""
    return Field(description=description, examples=[example])


class Selection(BaseModel):
    """Which rows: values of one field are alternatives, fields narrow each other down."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rows: ClassVar[type[Row]]
    """The table that is asked."""

    @model_validator(mode="before")
    @classmethod
    def _drop_what_is_empty(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        lists = {k: [i for i in v if not _blank(i)] if isinstance(v, (list, tuple)) else v for k, v in given.items()}
        return {k: v for k, v in lists.items() if v != [] and not _blank(v)}

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        for name in type(self).model_fields:
            if not name.endswith("_from"):
                continue
            until = name.removesuffix("_from") + "_to"
            first, last = getattr(self, name), getattr(self, until, None)
            if first and last and last < first:
                raise ValueError(f"{until} ({last}) is before {name} ({first})")
        return self

    @classmethod
    def criteria(cls) -> Iterator[tuple[str, FieldInfo, Criterion]]:
        """Every filter with its name, in the order of the form; paging and sorting are none."""
        for name, field in cls.model_fields.items():
            for criterion in field.metadata:
                if isinstance(criterion, Criterion):
                    yield name, field, criterion

    def conditions(self) -> list[ColumnElement[bool]]:
        """The SQL conditions of all filters that are set."""
        return [
            criterion.condition(self.rows, self.meant(name))
            for name, _, criterion in self.criteria()
            if self._is_asked(name, criterion)
        ]

    def meant(self, name: str) -> Any:
        """The value of a filter, or what it stands for together with other filters."""
        return getattr(self, name)

    def _is_asked(self, name: str, criterion: Criterion) -> bool:
        value = getattr(self, name)
        return bool(value) != criterion.when_off if _is_box(type(self), name) else value not in (None, ())


class Excluding(Selection):
    """A selection that may also leave out what another selection would find."""

    exclude: Annotated[
        Texts,
        about("Leave this out: a filter that may be given several times, a colon, and a value.", "type:rumour_spread"),
        Criterion(label="Leave out", condition=always),
    ] = ()

    @model_validator(mode="after")
    def _can_be_left_out(self) -> Self:
        self.left_out()
        return self

    def left_out(self) -> Mapping[str, Any]:
        """What ``exclude`` names, by filter, as that filter holds it. Raises ``ValueError`` for what is no filter."""
        given = defaultdict[str, list[str]](list)
        for text in self.exclude:
            name, _, value = text.partition(":")
            if name not in self.lists() or not value.strip():
                raise ValueError(f"exclude takes FILTER:VALUE and not {text!r}; filters are {', '.join(self.lists())}")
            given[name].append(value)
        if not given:
            return {}
        asked = type(self).model_validate(self.model_dump(exclude={"exclude"}, exclude_unset=True) | given)
        return {name: asked.meant(name) for name in given}

    @classmethod
    def lists(cls) -> tuple[str, ...]:
        """The filters that take several values, which can be left out too."""
        return tuple(n for n, field, _ in cls.criteria() if get_origin(field.annotation) is tuple and n != "exclude")

    def conditions(self) -> list[ColumnElement[bool]]:
        """Those of the filters that are set, and the contrary of those that are to be left out."""
        by_name = {name: criterion for name, _, criterion in self.criteria()}
        without = [by_name[name].condition(self.rows, value).is_not(true()) for name, value in self.left_out().items()]
        return [*super().conditions(), *without]


def _is_box(model: type[Selection], name: str) -> bool:
    """Whether a filter is a box that is ticked or not; where not saying is a third choice, it is none."""
    return model.model_fields[name].annotation is bool


class Filter(Selection):
    """What all lists share: a page of results."""

    limit: Annotated[int, Field(ge=1, le=200, description="How many results a page has.", examples=[20])] = 50
    cursor: Annotated[
        str | None,
        Field(max_length=1000, description="Where the page begins: `next` of the page before.", examples=[None]),
    ] = None


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()
