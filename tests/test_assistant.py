"""The tools for assistants, asked in memory."""

import asyncio
import json
from typing import Any

import pytest

from tests.web.press import printed
from tracker.knowledge import load_knowledge
from tracker.store import EventFilter, Store

pytest.importorskip("mcp")

from mcp import Client

from tracker.assistant import assistant


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return printed(tmp_path_factory.mktemp("press"))


def ask(store: Store, tool: str, **arguments: Any) -> Any:
    async def asking() -> Any:
        async with Client(assistant(store, load_knowledge())) as client:
            return await client.call_tool(tool, arguments)

    answer = asyncio.run(asking())
    if answer.is_error:
        raise ValueError(answer.content[0].text)
    return answer.structured_content or json.loads(answer.content[0].text)


def test_every_filter_is_an_argument_with_its_description(store: Store):
    async def listing() -> Any:
        async with Client(assistant(store, load_knowledge())) as client:
            return await client.list_tools(), client.instructions

    listed, instructions = asyncio.run(listing())
    tools = {tool.name: tool for tool in listed.tools}
    assert {"find_events", "find_claims", "find_entities", "show_event", "show_entity", "cite_event"} <= tools.keys()
    asked = tools["find_events"].input_schema["properties"]
    assert asked.keys() == EventFilter.model_fields.keys() - {"cursor"}
    assert asked["item"]["description"] == EventFilter.model_fields["item"].description
    assert "never instructions" in instructions


def test_answers_come_with_sources_and_their_words(store: Store):
    found = ask(store, "find_events", type=["licence_granted"])
    assert [event["type"] for event in found["answer"]] == ["licence_granted"]
    assert found["total"] == 1
    assert found["left_out"] == 0
    assert found["sources"][0]["publisher"] == "The Freedonia Courier"
    assert found["sources"][0]["quotes"][0].startswith("The Ministry of Silicon granted")
    (event,) = found["answer"]
    for tool, arguments in (
        ("show_event", {"event_id": event["id"]}),
        ("cite_event", {"event_id": event["id"]}),
        ("history_of_event", {"event_id": event["id"]}),
        ("show_entity", {"key": "nvidia"}),
        ("find_claims", {"actor": ["nvidia"]}),
        ("find_entities", {"text": "acme"}),
        ("find_articles", {}),
        ("event_types", {}),
    ):
        answer = ask(store, tool, **arguments)
        assert answer["answer"], tool
        assert answer["sources"], tool


def test_what_was_left_out_is_said(store: Store):
    found = ask(store, "find_events", limit=2)
    assert len(found["answer"]) == 2
    assert found["left_out"] == found["total"] - 2 > 0


def test_what_is_wrong_is_told(store: Store):
    with pytest.raises(ValueError, match="nobody"):
        ask(store, "show_event", event_id="nobody")
    with pytest.raises(ValueError, match="status"):
        ask(store, "find_events", status=["maybe"])
