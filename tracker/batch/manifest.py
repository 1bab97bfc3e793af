"""What is done: one small file for each slice, written when all of its rows are, so that a second run does the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import fsspec

from tracker.batch.archives import Slice
from tracker.errors import InputError

FOLDER = "_manifest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a slice."""

    url: str
    size: int
    start: int
    end: int
    version: str
    """Of the extractor."""
    first: int | None
    """Where its first record begins; ``None`` where no record begins in it."""
    behind: int | None
    """Where the first record behind it begins; ``None`` at the end of the archive."""
    pages: int
    outcomes: Mapping[str, int]
    """Outcome to number of pages."""
    claims: int
    faults: tuple[str, ...]
    """One line for each page that could not be read, up to a hundred."""
    files: tuple[str, ...]
    """The Parquet files of its rows, below the output folder."""

    @property
    def key(self) -> str:
        """Names the slice in file names."""
        return slice_key(self.url, self.size, self.start)


def slice_key(url: str, size: int, start: int) -> str:
    """Names a slice in file names: the same for the same part of the same archive."""
    return hashlib.sha256(json.dumps([url, size, start]).encode()).hexdigest()[:16]


class Output:
    """A folder of results, on this machine or in an object store."""

    def __init__(self, url: str) -> None:
        """Take a path or an address that fsspec can write to."""
        self.url = url
        self._files, self._root = fsspec.core.url_to_fs(url)

    def done(self) -> dict[str, Done]:
        """All slices that are done, by key. Raises ``InputError`` where a file is no manifest."""
        folder = f"{self._root}/{FOLDER}"
        if not self._files.isdir(folder):
            return {}
        found = (self._read(path) for path in sorted(self._files.ls(folder, detail=False)) if path.endswith(".json"))
        return {one.key: one for one in found}

    def done_one(self, key: str) -> Done | None:
        """A slice that is done; ``None`` where it is not."""
        path = f"{self._root}/{FOLDER}/{key}.json"
        return self._read(path) if self._files.exists(path) else None

    def finish(self, one: Done) -> None:
        """Write down that a slice is done."""
        self.write(f"{FOLDER}/{one.key}.json", json.dumps(asdict(one), indent=1).encode())

    def write(self, name: str, content: bytes | memoryview) -> None:
        """Write a file whole or not at all."""
        path = f"{self._root}/{name}"
        self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
        if not _is_local(self._files):
            self._files.pipe_file(path, bytes(content))  # an object appears when all of it is there
            return
        with self._files.open(f"{path}.part", "wb") as file:
            file.write(content)
        self._files.mv(f"{path}.part", path)

    def prune(self, listed: Collection[str]) -> None:
        """Remove the Parquet files of attempts that came to nothing: those that are not ``listed``."""
        found = self._files.find(self._root) if self._files.isdir(self._root) else []
        names = (path.removeprefix(self._root).lstrip("/") for path in found)
        self.remove(name for name in names if name.endswith((".parquet", ".part")) and name not in listed)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; those that are not there are no fault."""
        for name in names:
            path = f"{self._root}/{name}"
            if self._files.exists(path):
                self._files.rm(path)

    def open(self, name: str) -> Any:
        """A file to read from."""
        return self._files.open(f"{self._root}/{name}", "rb")

    def _read(self, path: str) -> Done:
        try:
            found = json.loads(self._files.cat_file(path))
            return Done(**{**found, "faults": tuple(found["faults"]), "files": tuple(found["files"])})
        except (ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path} is damaged: remove it, and run the batch again") from error


def key_of(one: Slice) -> str:
    """Names a slice in file names."""
    return slice_key(one.url, one.size, one.start)


def _is_local(files: Any) -> bool:
    return "file" in (files.protocol if isinstance(files.protocol, tuple) else (files.protocol,))
