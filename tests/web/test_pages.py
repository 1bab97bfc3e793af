"""The pages as a reader sees them."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.store.newsroom import claim, day, tell
from tests.web.press import HALT, LICENCES
from tracker.api.guarding import Access
from tracker.app import build_app
from tracker.knowledge import load_knowledge
from tracker.store import ArticleFilter, EntityFilter, EventFilter, Store, upgrade

PAGES = [
    "/",
    "/?since=2025-01-01",
    "/events",
    "/events?view=map",
    "/events?view=timeline",
    "/conflicts",
    "/entities",
    "/articles",
    "/types",
    "/items",
    "/items/nvidia-h20",
    "/measures",
    "/measures/us-bis-2025-04-h20-letter",
    "/compare",
    "/compare?one=H20&other=H200",
    "/search",
    "/search?q=acme",
    "/sources",
    "/help",
]
VOID = {"meta", "link", "input", "br"}


class Reader(HTMLParser):
    """Collects what a page holds, and notices tags that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def read(client: TestClient, path: str, status: int = 200) -> Reader:
    response = client.get(path)
    assert response.status_code == status, path
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Reader(response.text)


def first(client: TestClient, query: str) -> str:
    """The address of the page of the first event that is found."""
    return f"/events/{client.get(f'/api/events?{query}').json()['items'][0]['id']}"


def every_address(client: TestClient) -> list[str]:
    found = [*PAGES, "/events?include_low=true"]
    for kind, name in (("events?include_low=true", "id"), ("entities", "key"), ("articles", "id")):
        items = client.get(f"/api/{kind}").json()["items"]
        found += [f"/{kind.partition('?')[0]}/{item[name]}" for item in items]
    return found


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    address = f"sqlite:///{tmp_path / 'empty.db'}"
    upgrade(address)
    with Store.open(address) as store, TestClient(build_app(store, load_knowledge())) as client:
        yield client


def test_every_page_is_well_formed_titled_and_leads_nowhere_that_is_missing(client: TestClient):
    links = set()
    for path in every_address(client):
        page = read(client, path)
        assert page.open == [], path
        assert "title" in [tag for tag, _ in page.tags[:6]], path
        assert len(page.of("h1")) == len(page.of("main")) == 1, path
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), path
        links |= {a["href"] for a in page.of("a") + page.of("link") if a["href"].startswith("/")}
    assert [link for link in links if client.get(link).status_code != 200] == []


def test_no_page_runs_or_loads_anything_from_elsewhere(client: TestClient):
    for path in every_address(client):
        response = client.get(path)
        page = Reader(response.text)
        assert page.of("script") == [{"src": "/static/tracker.js", "defer": None}], path
        assert page.of("style") == page.of("img") == [], path
        assert not [a for _, attributes in page.tags for a in attributes if a.startswith("on") or a == "style"], path
        assert "script-src 'self'; style-src 'self';" in response.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"


@pytest.mark.torture("R23")
def test_hostile_text_is_shown_and_does_nothing(client: TestClient):
    for path in every_address(client):
        text = client.get(path).text
        for bait in ("<script>alert", "<b onclick", "<img src=x", "<i>Acme", 'href="javascript:', "49 to Freedonia"):
            assert bait not in text, path
    (address,) = [a["id"] for a in client.get("/api/articles?text=steal").json()["items"]]
    assert '<script>alert(1)</script> & "Acme Chips" <b onclick=steal()>' in read(client, f"/articles/{address}").text


def test_links_that_leave_give_nothing_away(client: TestClient):
    left = [a for path in every_address(client) for a in read(client, path).of("a") if "//" in a["href"]]
    assert left
    for link in left:
        assert link["href"].startswith(("http://", "https://"))
        assert set(link["rel"].split()) == {"noopener", "nofollow", "noreferrer"}


def test_the_front_page_tells_who_did_what_when_and_who_says_so(client: TestClient):
    words = read(client, "/events").words
    assert "5 events" in words
    for told in (
        "Thursday, 17 July 2025",
        "Week of 14 July 2025",
        "April 2025",
        "No date given, published 18 July 2025",
    ):
        assert told in words
    assert "Licence granted" in words
    assert "according to unnamed officials" in words
    assert "US$1.5 billion" in words


def test_dates_are_marked_up_at_their_precision(client: TestClient):
    times = {t["datetime"] for path in every_address(client) for t in read(client, path).of("time")}
    assert {"2025-07-17", "2025-W29", "2025-04", "2025-07-18T21:00:00+08:00"} <= times


def test_weakly_supported_records_are_shown_only_when_asked_for(client: TestClient):
    assert "A letter of the Bureau" not in read(client, "/events").words
    assert "A letter of the Bureau" in read(client, "/events?include_low=true").words


@pytest.mark.parametrize(
    ("path", "model"), [("/events", EventFilter), ("/entities", EntityFilter), ("/articles", ArticleFilter)]
)
def test_every_field_of_a_filter_is_in_the_form(client: TestClient, path: str, model):
    page = read(client, path)
    names = {field["name"] for field in page.of("input") + page.of("select") if "name" in field}
    assert names == set(model.model_fields) - {"limit", "cursor", "sort", "changed_since"} | {"q"}
    labelled = {label.get("for") for label in page.of("label")}
    fields = page.of("select") + [i for i in page.of("input") if i.get("type") not in ("checkbox",)]
    assert all(field["id"] in labelled for field in fields)


def test_an_untouched_form_asks_for_everything(client: TestClient):
    sent = "&".join(f"{name}=" for name in EventFilter.model_fields if name not in ("limit", "cursor"))
    assert "5 events" in read(client, f"/events?{sent}").words


def test_the_form_keeps_what_was_entered(client: TestClient):
    page = read(client, "/events?type=sale_halted&status=occurred&text=A10&date_from=2025-01-01")
    values = {field.get("name"): field.get("value") for field in page.of("input") if field.get("type") != "checkbox"}
    assert (values["text"], values["date_from"]) == ("A10", "2025-01-01")
    assert [o["value"] for o in page.of("option") if "selected" in o] == ["sale_halted"]
    assert [i["value"] for i in page.of("input") if "checked" in i] == ["occurred"]
    assert "1 event match" in page.words


def test_several_types_stay_chosen(client: TestClient):
    page = read(client, "/events?type=sale_halted&type=meeting_held")
    assert {o["value"] for o in page.of("option") if "selected" in o} == {"sale_halted", "meeting_held"}
    assert [s for s in page.of("select") if "multiple" in s]


@pytest.mark.parametrize("words", ["Acme Chips", "acme chips", "nvidia", "Nvidia", " Acme Chips "])
def test_an_entity_may_be_asked_for_by_name(client: TestClient, words: str):
    page = read(client, f"/events?entity={words}")
    assert "4 events match" in page.words


def test_a_name_that_is_not_held_is_explained_where_it_was_entered(client: TestClient):
    page = read(client, "/events?entity=Ruritania&destination=Freedonia", 422)
    assert "No entity here is called “Ruritania”" in page.words
    (field,) = [i for i in page.of("input") if i.get("name") == "entity"]
    assert field["aria-invalid"] == "true"
    assert field["value"] == "Ruritania"


@pytest.mark.parametrize("path", ["/events", "/entities", "/articles"])
def test_a_misspelt_filter_is_not_passed_over(client: TestClient, path: str):
    page = read(client, f"{path}?kindd=company", 422)
    assert "kindd: there is no such filter" in page.words


def test_dates_that_are_none_or_out_of_order_are_explained(client: TestClient):
    assert "valid date" in read(client, "/events?date_from=2025-02-30", 422).words
    assert "is before" in read(client, "/events?date_from=2025-02-03&date_to=2025-02-02", 422).words


def test_pages_lead_on_and_back_and_keep_the_filters(client: TestClient):
    path, seen = "/events?include_low=true&limit=4&text=", []
    while path:
        page = read(client, path)
        seen += [a["href"] for a in page.of("a") if a.get("class", "").startswith("title")]
        (path,) = [a["href"] for a in page.of("a") if a.get("rel") == "next"] or [None]
    assert len(seen) == len(set(seen)) == 6
    assert [a["href"] for a in page.of("a") if a.get("rel") == "first"] == ["/events?include_low=true&limit=4"]


def test_an_event_shows_its_proof_in_its_paragraph_and_how_it_was_read(client: TestClient):
    page = read(client, first(client, "type=financial_impact"))
    paragraph = LICENCES.split("\n\n")[1]
    assert paragraph in page.words
    response = client.get(first(client, "type=financial_impact")).text
    (marked,) = re.findall(r"<mark>(.*?)</mark>", response, flags=re.DOTALL)
    assert Reader(marked).text == "Acme Chips expects the licences to bring in US$1.5 billion."
    for told in ("no source gives a date", "Freedonia opens to Acme again", "expectation of its own", "“expects”"):
        assert told in page.words
    assert "https://courier.example/licences" in {a["href"] for a in page.of("a")}


def test_an_event_tells_the_words_and_the_rule_of_its_date(client: TestClient):
    words = read(client, first(client, "type=meeting_held")).words
    assert "week of 14 July 2025 (14–20 July 2025)" in words
    assert "“this week”: week of publication" in words
    assert "First published 18 July 2025, 21:00 +08:00" in words


def test_a_day_of_publication_is_given_no_time_of_day(client: TestClient):
    words = read(client, first(client, "type=diversion_reported")).words
    assert "First published 19 April 2025" in words
    assert "19 April 2025, " not in words


def test_a_reference_event_tells_what_it_rests_on(client: TestClient):
    page = read(client, first(client, "origin=reference&include_low=true"))
    assert "A letter of the Bureau told makers of chips to stop." in page.words
    assert "low confidence" in page.words
    assert "https://example.org/letter" in {a["href"] for a in page.of("a")}
    assert "javascript:alert(3)" in page.words


def test_the_id_of_a_claim_leads_to_its_event(client: TestClient):
    claim = client.get("/api/claims?type=sale_halted").json()["items"][0]
    assert HALT.partition("\n\n")[0] in read(client, f"/events/{claim['id']}").words


def test_an_article_marks_names_and_proofs_and_links_its_claims(client: TestClient):
    claim = client.get("/api/claims?type=meeting_held").json()["items"][0]
    page = read(client, f"/articles/{claim['article_id']}")
    assert LICENCES.replace("\n\n", " ").split(" Acme Chips expects")[0] in page.words
    assert f"claim-{claim['id']}" in {attributes.get("id") for _, attributes in page.tags}
    assert f"/events/{claim['event_id']}#claim-{claim['id']}" in {a["href"] for a in page.of("a")}
    named = {a["href"]: a["class"] for a in page.of("a") if a.get("class", "").startswith("name")}
    assert named["/entities/item~a10"] == "name kind-item"
    assert "18 July 2025, 21:00 +08:00" in page.words


def test_a_live_blog_shows_when_each_post_was_published_and_who_may_read_it(client: TestClient):
    (held,) = client.get("/api/articles?text=weighing").json()["items"]
    words = read(client, f"/articles/{held['id']}").words
    assert held["access"] == "paywalled"
    assert "for subscribers" in words
    assert "live blog, 2 posts" in words
    assert words.index("19 May 2025, 21:07 +08:00") < words.index("Acme Chips stopped all shipments")
    assert words.index("no time shown") < words.index("The company is weighing")


def test_an_entity_has_facts_a_timeline_by_year_and_company(client: TestClient):
    page = read(client, "/entities/nvidia")
    for told in ("GPU designer", "Jensen Huang", "NASDAQ:NVDA", "2025", "A10", "Ministry of Silicon"):
        assert told in page.words
    assert page.words.index("17 July 2025") < page.words.index("April 2025")


def test_an_entity_that_only_the_knowledge_base_holds_has_a_page(client: TestClient):
    words = read(client, "/entities/nvidia-h20").words
    assert "2,368" in words
    assert "no event that is held here" in words


def test_an_entity_that_the_knowledge_base_does_not_hold_says_so(client: TestClient):
    assert "The knowledge base does not hold this name" in read(client, "/entities/place~freedonia").words


def test_entities_are_found_by_name_and_kind(client: TestClient):
    assert "1 entity" in read(client, "/entities?text=silicon&kind=agency").words
    assert "No entity matches" in read(client, "/entities?text=silicon&kind=person").words


def test_event_types_are_explained(client: TestClient):
    page = read(client, "/types")
    for event_type in load_knowledge().event_types.values():
        assert " ".join(event_type.description.split()) in page.words
        assert f"/events?type={event_type.id}" in {a["href"] for a in page.of("a")}


def test_an_empty_store_says_what_to_do_next(empty: TestClient):
    words = read(empty, "/").words
    assert "Nothing has been read yet" in words
    assert "tracker ingest" in words
    assert "Nothing has been read yet" in read(empty, "/articles").words


def test_filters_on_an_empty_store_say_that_nothing_matches(empty: TestClient):
    assert "No event matches" in read(empty, "/events?type=deal_made").words


@pytest.mark.parametrize("path", ["/nothing", "/events/none", "/entities/none", "/articles/none", "/static/none.css"])
def test_what_is_missing_is_a_page_that_leads_on(client: TestClient, path: str):
    page = read(client, path, 404)
    assert {"/", "/entities", "/articles"} <= {a["href"] for a in page.of("a")}


def test_a_page_cannot_be_posted_to(client: TestClient):
    response = client.post("/")
    assert response.status_code == 405
    assert "can only be read" in response.text


def test_a_bad_cursor_is_explained(client: TestClient):
    assert "cursor" in read(client, "/events?cursor=zz", 400).words


def test_pages_work_under_a_prefix(client: TestClient):
    with TestClient(client.app, root_path="/chips") as mounted:
        page = read(mounted, "/chips/events?limit=1")
    for link in page.of("a") + page.of("link"):
        assert link["href"].startswith(("/chips/", "#")), link


def test_a_planned_day_that_has_passed_is_said_to_have_passed_and_nothing_is_guessed(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    upgrade(address)
    with Store.open(address) as store, TestClient(build_app(store, load_knowledge())) as client:
        tell(store, claim("Acme will get it.", target="Acme", status="planned", when=day("2025-08-20")))
        words = read(client, "/events").words
        assert "day passed, told only as planned" in words
        event = store.events(EventFilter()).items[0].id
        assert "the day has passed without a report that it happened" in read(client, f"/events/{event}").words
        tell(store, claim("Acme may get it.", target="Acme", status="planned", when=day("2099-08-20")), page=2)
        assert read(client, "/events?status=planned&date_from=2099-01-01").words.count("day passed") == 0


def test_the_twin_of_a_comparison_answers_the_same_question(client: TestClient):
    page = read(client, "/compare?one=H20&other=Acme Chips&day=2025-05-01")
    (twin,) = [a["href"] for a in page.of("link") if a.get("rel") == "alternate"]
    answer = client.get(twin).json()
    assert [side["key"] for side in answer["sides"]] == ["nvidia-h20", "nvidia"]
    assert answer["sides"][0]["status"]["state"] == "licence required"
    assert answer["sides"][0]["figures"]["tpp"] == 2368


@pytest.mark.parametrize("path", ["/status?item=H20&destination=China", "/search?q=Acme"])
def test_other_answers_have_their_twin_too(client: TestClient, path: str):
    (twin,) = [a["href"] for a in read(client, path).of("link") if a.get("rel") == "alternate"]
    assert client.get(twin).status_code == 200


def test_who_has_no_key_is_told_how_to_come_in(client: TestClient):
    guarded = build_app(client.app.state.store, load_knowledge(), Access(required=True))
    with TestClient(guarded) as outside:
        page = read(outside, "/events", 401)
        assert "A key is needed" in page.words
        assert "tracker keys add NAME" in page.words
        (style,) = [a["href"] for a in page.of("link") if a.get("rel") == "stylesheet"]
        assert outside.get(style).status_code == 200


def test_the_first_page_shows_no_plan_as_what_has_happened(tmp_path: Path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    upgrade(address)
    with Store.open(address) as store, TestClient(build_app(store, load_knowledge())) as client:
        tell(store, claim("Acme will get it.", target="Acme", status="planned", when=day("2099-08-20")))
        tell(store, claim("Acme got it.", target="Acme", when=day("2025-08-20")), page=2)
        words = read(client, "/?since=2099-01-01").words
        assert "20 August 2025" in words
        assert "2099-08-20" not in words and "20 August 2099" not in words
