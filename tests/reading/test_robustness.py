"""Whatever the bytes are, reading ends with an article or with one line that says why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.documents import HERE, PROSE, document
from tracker.errors import NotAnArticle, TrackerError, UnreadableDocument
from tracker.reading import read

SAVED = [path.read_bytes() for path in sorted((HERE / "pages").glob("*.html"))]
GOOD = "<html><body><h1>Kilns stay cold this winter</h1>" + "".join(f"<p>{text}</p>" for text in PROSE)
few = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def outcome(body: bytes, media_type: str) -> str:
    try:
        return read(document(body, media_type)).text
    except TrackerError as error:
        assert str(error)
        assert "\n" not in str(error)
        return type(error).__name__


@few
@given(st.binary(max_size=400), st.sampled_from(["text/html", "text/plain", "application/octet-stream", ""]))
def test_random_bytes_never_raise_anything_else(body: bytes, media_type: str) -> None:
    outcome(body, media_type)


@few
@given(st.text(max_size=400), st.sampled_from(["text/html", "text/plain", "text/markdown"]))
def test_random_text_never_raises_anything_else(text: str, media_type: str) -> None:
    outcome(text.encode("utf-8", "surrogatepass"), media_type)


@few
@given(st.sampled_from(SAVED), st.data())
def test_damaged_pages_never_raise_anything_else(saved: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(saved)))
    cut = data.draw(st.integers(0, 300))
    outcome(saved[:at] + data.draw(st.binary(max_size=30)) + saved[at + cut :], "text/html")


@few
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</div>",
                "<table>",
                "<td>",
                "<li>",
                "<h1>",
                "<time datetime=x>",
                "<a href='http://[x'>",
                "<script>",
                '<meta name="date" content="2025-99-99">',
                '<script type="application/ld+json">{"@type":["Article"],"author":[[{}]],"headline":[3]}</script>',
                "Some words of a sentence, and more of them, to be read as prose.",
                "<sup>2</sup>",
                "18 July 2025 25:99",
                "By Ann Lee",
                "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            ]
        ),
        max_size=60,
    )
)
def test_pages_of_random_parts_never_raise_anything_else(parts: list[str]) -> None:
    outcome("".join(parts).encode(), "text/html")


@pytest.mark.parametrize(
    "tail",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(80_000)) + ">",
        "<div>" * 100_000,
        "<p>" * 1_000_000,
        "<b>x" * 600_000,
        "</b>" * 500_000,
        "<div " * 500_000,
        "<!--" * 500_000,
        "&amp" * 500_000,
        "<br>a line" * 100_000,
        "<a href=x>y</a>" * 60_000,
        '<p title="' + "x" * 2_000_000,
    ],
    ids=[
        "attributes",
        "deep",
        "unclosed",
        "unclosed bold",
        "closing",
        "open tags",
        "comments",
        "entities",
        "breaks",
        "links",
        "quote",
    ],
)
def test_hostile_pages_end(tail: str) -> None:
    result = outcome((GOOD + tail).encode(), "text/html")
    assert "kilns of the valley" in result or result in ("UnreadableDocument", "NotAnArticle")


def test_json_ld_nested_without_end_is_passed_over() -> None:
    nested = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"
    assert PROSE[0] in outcome((nested + GOOD).encode(), "text/html")


@pytest.mark.parametrize(
    "body", [b"", b"   \n", b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 40, b"\x00" * 500]
)
def test_bytes_that_are_no_text_are_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        read(document(body))


def test_an_unknown_type_is_refused_by_name() -> None:
    with pytest.raises(UnreadableDocument, match="image/webp"):
        read(document(b"some text", "image/webp"))


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", None),
        ("utf-8", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("cp1252", None),
        ("utf-16", None),
        ("gb18030", "gb2312"),
        ("shift_jis", "shift_jis"),
    ],
)
def test_the_encoding_is_found_though_the_server_errs(encoding: str, declared: str | None) -> None:
    words = {"gb18030": "公司表示将继续遵守有关规定。", "shift_jis": "同社は規則を守ると述べた。"}.get(
        encoding, "Le café a fermé près de l’église, dit-on à Besançon."
    )
    body = GOOD + f"<p>{words} {words} {words}</p></body></html>"
    found = read(document(body.encode(encoding), charset=declared))
    assert words in found.text


def test_a_byte_order_mark_overrules_the_declared_encoding() -> None:
    found = read(
        document(
            codecs.BOM_UTF8 + (GOOD + "<p>The café in the valley will stay open, the owner said.</p>").encode(),
            charset="cp1252",
        )
    )
    assert "café" in found.text
    assert "\ufeff" not in found.text


def test_a_page_cut_in_the_middle_of_a_character_is_read_to_there() -> None:
    body = (GOOD + "<p>The potters will meet at the café").encode()[:-1]
    assert PROSE[2] in read(document(body)).text


def test_a_page_with_nothing_but_furniture_is_no_article() -> None:
    with pytest.raises(NotAnArticle):
        read(
            document(
                "<html><body><nav><a href=/>Home</a></nav><footer>© 2025 Guild. All rights "
                "reserved.</footer></body></html>"
            )
        )
