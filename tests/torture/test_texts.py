"""Any text that Unicode allows, and some that it does not, is kept and comes out the same on every way out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exports.test_formats import sheet
from tests.figures import Say
from tests.servers import Postgres
from tests.store.newsroom import NOW, claim, document, extraction
from tests.torture.ingesting import fresh
from tracker.app import build_app
from tracker.batch.columns import to_arrow
from tracker.knowledge import load_knowledge
from tracker.store import Store
from tracker.store.fresh import fresh_page
from tracker.store.tables import ArticleRow

MADE = datetime(2026, 1, 1, tzinfo=UTC)
TOGETHER = 20
SEEDS = (
    "\x00", "\ud800", "\udfff\ud800", "\ufdd0\ufffe\uffff", "\u202eevil\u202c", "\u2066x", "e" + "\u0301" * 500, "\U000e0001", "\u2028\u2029",
    "=1+1", "'=1", "\t@SUM", "]]>", "<!--", "&#0;", "&lt;script&gt;", "\r\n\r\n", "\x1b[31m", "\x85", "ﷺ" * 20, "👩‍👩‍👧‍👦", "\ufeff", "%00%ff", "\\u0000", "\\N", '"",""',
    "NULL", "x" * 5_000,
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(SEEDS),
    st.text(st.characters(codec=None, categories=None), max_size=60),
    st.builds("".join, st.lists(st.sampled_from(SEEDS), max_size=4)),
)
seen = {"texts": 0}


def same(text: str) -> str:
    """What must be equal: no way out has control characters, blanks differ, and spreadsheets want an apostrophe."""
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    return " ".join(kept.split()).removeprefix("'").strip()


def ways_out(client: TestClient) -> Iterator[tuple[str, list[str]]]:
    """What each way out says of the headlines."""

    def had(form: str) -> bytes:
        answer = client.get("/api/articles", params={"format": form})
        assert answer.status_code == 200, answer.text[:300]
        return answer.content

    listed = client.get("/api/articles", params={"limit": 100})
    yield "API", [item["headline"] for item in listed.json()["items"]]
    yield "JSON Lines", [json.loads(line)["headline"] for line in had("jsonl").split(b"\n") if line]
    table = csv.DictReader(io.StringIO(had("csv").decode("utf-8-sig"), newline=""), strict=True)
    yield "CSV", [row["headline"] for row in table]
    yield "RSS", [item.findtext("title") or "" for item in etree.fromstring(had("rss")).iterfind("channel/item")]
    rows, _ = sheet(had("xlsx"))
    cells = [row[rows[0].index("headline")] for row in rows[1:]]
    # What no XML holds is written so, says the standard of the format.
    yield "Excel", [re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), cell) for cell in cells]
    yield "Parquet", pyarrow.parquet.read_table(io.BytesIO(had("parquet")))["headline"].to_pylist()
    shown = [client.get(f"/articles/{item['id']}") for item in listed.json()["items"]]
    yield "page", [BeautifulSoup(page.text, "lxml").select_one("h1").get_text() for page in shown]  # type: ignore[union-attr]


def kept(store: Store, texts: list[str]) -> Mapping[str, list[str]]:
    for number, text in enumerate(texts):
        address = f"https://news.example/{number}"
        told = claim(text or "nothing", target=text.strip() or "Nobody", says=text or None)
        read = extraction(told, url=address, headline=text, standfirst=text, byline=(text,), dateline=text)
        store.add(document(f"page {number}", address), read, known_at=NOW, extractor_version="1")
    store.resolve()
    assert store.verify() == []
    with TestClient(build_app(store, load_knowledge())) as client:
        return {way: sorted(map(same, said)) for way, said in ways_out(client)}


def test_hostile_texts_are_written_to_parquet_by_a_batch():
    read = extraction(claim("nothing"), byline=SEEDS, topics=SEEDS, headline=SEEDS[1])
    page = fresh_page(document("page"), read, "1")
    (row,) = to_arrow(ArticleRow, page.rows[ArticleRow]).to_pylist()
    assert json.loads(row["byline"])[:2] == ["\ufffd", "\ufffd"]


@pytest.mark.torture("R8")
def test_any_text_comes_out_the_same_on_every_way(
    tmp_path: Path, empty: Path, server: Postgres, full: bool, figure: Say
):
    seen["texts"] = 0

    @settings(
        max_examples=100,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink] if full else [Phase.explicit],
        suppress_health_check=list(HealthCheck),
    )
    @example(list(SEEDS))
    @given(st.lists(TEXTS, min_size=TOGETHER, max_size=TOGETHER))
    def hold(texts: list[str]) -> None:
        texts = [f"{text} {number}" for number, text in enumerate(texts)]
        wanted = sorted(same(text) for text in texts)
        addresses = [fresh(empty, tmp_path / "texts")[0], server.copy("texts")]
        hashes: list[Any] = []
        for address in addresses:
            with Store.open(address) as store:
                said = kept(store, texts)
                hashes.append(store.content_hash())
            assert {way: set(found) ^ set(wanted) for way, found in said.items() if found != wanted} == {}
        assert hashes[0] == hashes[1]
        seen["texts"] += len(texts)

    hold()
    figure(
        "hostile texts on SQLite and PostgreSQL",
        f"{seen['texts']:,} texts the same in 7 ways out (API, JSON Lines, CSV, RSS, Excel, Parquet, page) of both",
        "0 exceptions, 0 that differ",
    )
