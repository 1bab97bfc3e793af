"""Words of a question."""

import pytest

from tracker.controls import Shipment, read_shipment
from tracker.errors import InputError
from tracker.knowledge import Knowledge


@pytest.mark.parametrize(
    ("item", "destination", "code"),
    [
        ("H20", "CN", "CN"),
        ("h20", "cn", "CN"),
        ("nvidia-h20", "China", "CN"),
        ("H20", "Shanghai", "CN"),
        ("H20", "Hong Kong", "HK"),
    ],
)
def test_names_ids_codes_and_cities_are_understood(
    knowledge: Knowledge, item: str, destination: str, code: str
) -> None:
    found = read_shipment(Shipment(item=item, destination=destination), knowledge)
    assert (found.item, found.destination) == ("nvidia-h20", code)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (Shipment(item="H2O", destination="CN"), "there is no item 'H2O': did you mean"),
        (Shipment(item="H20", destination="Atlantis"), "there is no destination 'Atlantis'"),
        (Shipment(item="H20", destination="CN", party="Acme Nobody"), "there is no party 'Acme Nobody'"),
        (Shipment(item="Nvidia", destination="CN"), "there is no item 'Nvidia'"),
    ],
)
def test_a_word_that_means_nothing_is_refused_with_the_next_step(
    knowledge: Knowledge, words: Shipment, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        read_shipment(words, knowledge)
