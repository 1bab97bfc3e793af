"""ASML: press releases."""

from __future__ import annotations

from tracker.sources.sections import Section
from tracker.sources.source import Every, Expectation, Source

SOURCE = Source(
    title="ASML: press releases",
    publisher="ASML",
    country="NL",
    language="en",
    kind="party",
    reader=Section(addresses=("https://www.asml.com/en/news/press-releases",), story=r"/news/press-releases/\d{4}/"),
    schedule=Every(minutes=240),
    licence="Copyright of the company; press releases are published to be quoted",
    expects=Expectation(documents=1, days=60),
    starter=True,
    homepage="https://www.asml.com/en/news",
)
