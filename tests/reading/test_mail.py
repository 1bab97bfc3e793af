"""E-mails: the story in them, and what their header says of it."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tests.reading.documents import PROSE, document
from tracker.errors import UnreadableDocument
from tracker.model import Article
from tracker.reading import read

PLAIN = "\n\n".join(PROSE)
MARKUP = "<html><body><h1>Kilns stay cold</h1>" + "".join(f"<p>{text}</p>" for text in PROSE) + "</body></html>"


def mail(
    subject: str = "Kilns stay cold this winter", *, plain: str | None = PLAIN, markup: str | None = None
) -> bytes:
    message = EmailMessage()
    message["From"] = "Ann Lee <ann@guild.example>"
    message["To"] = "desk@reader.example"
    message["Date"] = "Mon, 03 Nov 2025 18:30:00 +0100"
    message["Subject"] = subject
    message["Message-ID"] = "<1@guild.example>"
    if plain is not None:
        message.set_content(plain)
    if markup is not None:
        message.add_alternative(markup, subtype="html")
    return message.as_bytes()


def of(body: bytes, media_type: str = "message/rfc822") -> Article:
    return read(document(body, media_type))


def test_a_plain_mail_gives_subject_sender_date_and_text() -> None:
    found = of(mail())
    assert found.headline == "Kilns stay cold this winter"
    assert found.byline == ("Ann Lee",)
    assert found.published is not None
    assert found.published.isoformat() == "2025-11-03T18:30:00+01:00"
    assert found.paragraphs == PROSE
    assert found.origins["published"] == "Date of the mail"


def test_a_mail_is_known_by_its_header_whatever_type_is_declared() -> None:
    assert of(mail(), "application/octet-stream").headline == "Kilns stay cold this winter"


def test_the_marked_up_part_is_read_before_the_plain_one() -> None:
    assert of(mail(plain="Open this letter in a browser.", markup=MARKUP)).paragraphs == PROSE


@pytest.mark.parametrize("subject", ["Fwd: Kilns stay cold", "RE: Fw: Kilns stay cold", "[guild] AW: Kilns stay cold"])
def test_marks_of_answers_and_forwards_are_no_part_of_the_headline(subject: str) -> None:
    assert of(mail(subject)).headline == "Kilns stay cold"


def test_who_forwards_a_story_did_not_write_it() -> None:
    assert of(mail("Fwd: Kilns stay cold")).byline == ()


def test_a_mail_without_text_is_refused() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = "ann@guild.example", "A picture", "<2@guild.example>"
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    with pytest.raises(UnreadableDocument, match="no text"):
        of(message.as_bytes())
