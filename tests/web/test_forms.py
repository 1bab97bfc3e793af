"""Forms that follow from filters."""

import pytest

from tracker.knowledge import load_knowledge
from tracker.store import ArticleFilter, ClaimFilter, EntityFilter, EventFilter
from tracker.web.forms import arguments, form

TYPES = load_knowledge().event_types


@pytest.mark.parametrize("model", [ArticleFilter, ClaimFilter, EntityFilter, EventFilter])
def test_every_filter_is_a_control_with_a_label_and_a_hint(model):
    shown = form(model, {}, {}, TYPES)
    assert {c.name for c in shown.controls} == set(model.model_fields) - {"limit", "cursor", "sort", "changed_since"}
    assert {c.name for c in (*shown.open, *shown.folded)} == {c.name for c in shown.controls}
    assert all(c.label and c.hint for c in shown.controls)


def test_the_sort_of_control_follows_from_the_type_of_the_field():
    sorts = {c.name: c.sort for c in form(EventFilter, {}, {}, TYPES).controls}
    assert sorts["date_from"] == "date"
    assert sorts["include_low"] == "tick"
    assert sorts["status"] == "choices"
    assert sorts["type"] == "choice"
    assert sorts["entity"] == "text"


def test_event_types_are_called_by_their_titles_and_stand_under_their_families():
    (control,) = [c for c in form(EventFilter, {}, {}, TYPES).controls if c.name == "type"]
    options = {o.value: (group.label, o.label) for group in control.groups for o in group.options}
    assert options["licence_granted"] == ("licence", "Licence granted")
    assert options.keys() == TYPES.keys()


def test_what_was_not_filled_in_is_not_asked():
    given = {"text": [""], "type": ["", "deal_made"], "date_from": [" "], "entity": ["", "nvidia"]}
    assert arguments(EventFilter, given) == {"type": ["deal_made"], "entity": ["nvidia"]}
