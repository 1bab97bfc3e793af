"""Pages for archives of any size: made up from a seed, one in so many about export controls, with much furniture."""

from __future__ import annotations

import gzip
import random
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

BEGIN = datetime(2024, 1, 1, 6, tzinfo=UTC)
TOPICS = "council school match harvest festival bridge weather museum hospital railway concert library election".split()
PEOPLE = "Ana Berg|Tom Kale|Lena Ortiz|Marc Dunn|Ida Voss|Paul Reed|Nora Falk|Juan Sala|Mia Holt|Carl Winter".split("|")
PLACES = "Springfield|Norwich|Aarhus|Bergamo|Leeds|Tampere|Ghent|Porto|Salzburg|Galway".split("|")
PLAIN = (
    "{person} told the {topic} committee in {place} that the {topic} would open again on {day}.",
    "About {number} people came to the {topic} in {place} on {day}, more than in any year before.",
    "The {topic} has been closed since the storm, and repairs are expected to last until {month}.",
    "“We are glad that the {topic} stays where it is,” said {person}, who has worked there for {number} months.",
    "Volunteers from {place} collected {number} signatures for the {topic} and handed them to {person}.",
    "The weather service expects rain over {place} on {day}, with wind from the west and {number} millimetres.",
    "{person} scored twice in the second half before a crowd of {number}, and the visitors left {place} with a point.",
)
FIRMS = "Nvidia AMD Intel Huawei SMIC ASML Samsung Micron CXMT YMTC Biren Cambricon Hygon Inspur Loongson".split()
CHIPS = "H20 H200 MI308 A800 H800 L20 MI325X".split()
TOLD = (
    "The US Department of Commerce granted {firm} a licence to export {chip} chips to China on {day}.",
    "The Bureau of Industry and Security added {firm} to the Entity List on {day}.",
    "{firm} said on {day} that it had halted sales of {chip} chips to China.",
    "China's Ministry of Commerce banned exports of gallium and germanium to the United States on {day}.",
    "{firm} applied for a licence to sell {chip} chips to China, the company said on {day}.",
    "The Dutch government imposed a licence requirement on lithography machines on {day}.",
    "{firm} expects a charge of ${number} million because of the export controls.",
    "Commerce Secretary Howard Lutnick met {person} of {firm} in Washington on {day}.",
    "The Bureau of Industry and Security fined {firm} ${number} million on {day} for unlicensed exports to China.",
    "Customs officers in Singapore seized {number} servers with {chip} chips that were bound for China.",
)


def page(number: int, chance: random.Random, *, on_topic: bool) -> tuple[str, bytes, datetime]:
    """The address of a page, its bytes, and when it was received."""
    published = BEGIN + timedelta(minutes=7 * number)
    words = {
        "topic": chance.choice(TOPICS), "person": chance.choice(PEOPLE), "place": chance.choice(PLACES),
        "firm": chance.choice(FIRMS), "chip": chance.choice(CHIPS), "month": f"{published:%B}",
    }  # fmt: skip

    def told(pattern: str) -> str:
        day = published - timedelta(days=chance.randrange(6))
        return pattern.format(**{**words, "day": f"{day:%A}", "number": chance.randrange(20, 9000),
                                 "firm": chance.choice(FIRMS), "chip": chance.choice(CHIPS)})  # fmt: skip

    if on_topic:
        body = [told(p) for p in chance.sample(TOLD, 5)] + [told(p) for p in chance.choices(PLAIN, k=8)]
        headline = f"{words['firm']} and the {words['chip']}: what is known ({number})"
    else:
        body = [told(p) for p in chance.choices(PLAIN, k=18)]
        headline = f"{words['place']} {words['topic']}: news of the day ({number})"
    paragraphs = [" ".join(body[at : at + 2]) for at in range(0, len(body), 2)]
    url = f"https://site{number % 40}.example/{published:%Y/%m/%d}/story-{number}"
    return url, _html(url, headline, paragraphs, published, chance).encode(), published + timedelta(hours=3)


def _html(url: str, headline: str, paragraphs: list[str], published: datetime, chance: random.Random) -> str:
    menu = "".join(
        f'<li class="nav-item nav-{n}"><a href="/section/{n}/{topic}" data-track="nav:{n}">{topic.title()}</a></li>'
        for n, topic in enumerate(TOPICS * 4)
    )
    cards = "".join(
        f'<article class="card"><a href="/2024/{n}/{topic}"><img src="/i/{n}.jpg" alt="" width="320" height="180">'
        f'<h3>{chance.choice(PLACES)} {topic} {n}</h3></a><p class="teaser">{chance.choice(PEOPLE)} on it</p></article>'
        for n, topic in enumerate(TOPICS * 3)
    )
    script = "".join(f"window.q{n}=function(a,b){{return a*{n}+b.length-{chance.random()}}};" for n in range(250))
    style = "".join(f".c{n}{{margin:{n % 9}px;color:#{n:03x};display:flex;width:{n % 100}%}}" for n in range(200))
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{headline} | Daily Sample</title>'
        f'<link rel="canonical" href="{url}"><meta property="og:title" content="{headline}">'
        f'<meta property="og:site_name" content="Daily Sample {number_of(url)}">'
        f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{headline}","datePublished":"{published.isoformat()}",'
        f'"author":{{"@type":"Person","name":"{chance.choice(PEOPLE)}"}}}}</script>'
        f"<style>{style}</style><script>{script}</script></head><body><header><nav><ul>{menu}</ul></nav></header>"
        f'<main><article class="story"><h1>{headline}</h1>'
        f'<time datetime="{published.isoformat()}">{published:%d %B %Y}</time>'
        f'<div class="story-body">{body}</div></article>'
        f'<aside class="related"><h2>More stories</h2>{cards}</aside></main>'
        f"<footer><ul>{menu}</ul><p>All rights reserved. Daily Sample.</p></footer></body></html>"
    )


def number_of(url: str) -> int:
    """A small number for a site."""
    return int(url.removeprefix("https://site").partition(".")[0])


def pages(number: int, every: int = 20, seed: int = 1) -> Iterator[tuple[str, bytes, datetime]]:
    """So many pages, one in ``every`` on topic."""
    chance = random.Random(seed)
    return (page(n, chance, on_topic=n % every == 0) for n in range(number))


def record(url: str, body: bytes, received: datetime) -> bytes:
    """A response as a record of a web archive."""
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
    ) + body
    name = uuid.uuid5(uuid.NAMESPACE_URL, url)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {received:%Y-%m-%dT%H:%M:%SZ}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def write_archive(path: Path, number: int, every: int = 20, seed: int = 1) -> int:
    """Write an archive of so many pages, a gzip member each; returns its bytes."""
    with path.open("wb") as file:
        for url, body, received in pages(number, every, seed):
            file.write(gzip.compress(record(url, body, received), 6, mtime=0))
    return path.stat().st_size
