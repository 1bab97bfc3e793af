"""Slices of an archive hold every page once, wherever it is cut."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.batch.archive import pack, page, record, write
from tracker.batch.archives import cut, find_archives
from tracker.batch.pages import Bounds, pages
from tracker.errors import InputError


def addresses(path: Path, length: int) -> list[str]:
    """The addresses of all pages, slice after slice."""
    return [
        found.document.url
        for one in cut(find_archives([str(path)]), length)
        for found in pages(one, Bounds())
        if found.document
    ]


@pytest.mark.parametrize("length", [150, 400, 1_000, 5_000, 1_000_000])
def test_every_page_is_in_exactly_one_slice(tmp_path: Path, length: int) -> None:
    path = write(tmp_path / "news.warc.gz")
    assert addresses(path, length) == [page(n)[0] for n in range(24)]


def test_an_archive_that_is_not_compressed_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "news.warc"
    path.write_bytes(b"".join(record(*page(n)) for n in range(5)))
    assert len(cut(find_archives([str(path)]), 100)) == 1
    assert addresses(path, 100) == [page(n)[0] for n in range(5)]


def test_pictures_errors_and_redirections_are_no_pages(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    url, body = page(1)
    others = [
        record(url, b"GIF89a", "image/gif"),
        record(url, body, status="404 Not Found"),
        record(url, b"", status="301 Moved Permanently"),
    ]
    path.write_bytes(pack([*others, record(url, body)]))
    assert addresses(path, 1_000_000) == [url]


def test_a_page_that_the_archive_cuts_off_is_told_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "news.warc.gz"
    packed = pack([record(*page(1)), record(*page(2))])
    path.write_bytes(packed[:-20])
    (one,) = cut(find_archives([str(path)]))
    found = list(pages(one, Bounds()))
    assert [each.document is not None for each in found] == [True, False]
    assert "cut off" in (found[1].fault or "")


def test_folders_and_patterns_are_looked_through(tmp_path: Path) -> None:
    for name in ("b.warc.gz", "a.warc.gz", "notes.txt"):
        write(tmp_path / name, number=1)
    names = [Path(archive.url).name for archive in find_archives([str(tmp_path)])]
    assert names == ["a.warc.gz", "b.warc.gz"]
    assert [Path(archive.url).name for archive in find_archives([f"{tmp_path}/b*"])] == ["b.warc.gz"]


@pytest.mark.parametrize("name", ["nothing.warc.gz", "notes.txt", "no*.warc.gz"])
def test_where_there_is_no_archive_the_error_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("no archive")
    with pytest.raises(InputError, match=r"archive|looked at"):
        find_archives([str(tmp_path / name)])


def test_a_file_that_is_no_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "odd.warc.gz"
    path.write_bytes(gzip.compress(b"nothing of the kind " * 500))
    with pytest.raises(InputError, match="fetch it again"):
        addresses(path, 1_000_000)
