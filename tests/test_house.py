"""The rules of the house that a linter does not know."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tracker import errors

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "tracker").rglob("*.py"))
WORN_OUT = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base_utils", "tools"}


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_every_folder_with_modules_is_a_package():
    loose = {str(path.parent.relative_to(ROOT)) for path in MODULES if not (path.parent / "__init__.py").exists()}
    # Alembic loads its version files by path; a package there would be a promise that nobody keeps.
    assert loose <= {"tracker/store/migrations/versions"}


def test_no_module_has_a_name_that_says_nothing():
    assert [
        str(path.relative_to(ROOT)) for path in MODULES if path.stem in WORN_OUT or path.parent.name in WORN_OUT
    ] == []


def test_the_drawn_tree_of_errors_is_the_real_one():
    drawn: dict[str, tuple[str | None, int | None]] = {"TrackerError": (None, None)}
    above = ["TrackerError"]
    for line in (errors.__doc__ or "").splitlines():
        if found := re.match(r"((?:│   |    )*)[├└]── (\w+).*?(\d{3})?$", line):
            depth = len(found[1]) // 4 + 1
            drawn[found[2]] = (above[depth - 1], int(found[3]))
            above[depth:] = [found[2]]
    real = {
        kind.__name__: (None, None) if kind is errors.TrackerError else (kind.__base__.__name__, kind.status)
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.TrackerError)
    }
    assert drawn == real


def test_tests_mirror_the_packages():
    folders = [path for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith(("_", "."))]
    assert [path.name for path in folders if not (ROOT / "tracker" / path.name).is_dir()] == ["torture"]


def test_source_files_are_small_enough_to_read():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in lengths.items() if lines > 500} == {}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_pin_every_package_by_hash_and_name_no_index(lock: str):
    text = (ROOT / lock).read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==.*\\\n    --hash=sha256:", text, flags=re.MULTILINE)
    named = re.findall(r"^[\w.-]+(?=\W)", text, flags=re.MULTILINE)
    assert pinned == named != []
    assert "://" not in text


def declared() -> set[str]:
    """The distributions that the package says it needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {re.split(r"[\[<>=;\s]", requirement)[0].lower() for requirement in project["dependencies"]}


def optional() -> set[str]:
    """The distributions that only some users need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = (group for name, group in project["optional-dependencies"].items() if name not in {"build", "dev"})
    return {re.split(r"[\[<>=;\s]", requirement)[0].lower() for group in groups for requirement in group}


def imported() -> set[str]:
    """The distributions out of which the package imports."""
    names = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    owners = packages_distributions()
    third_party = names - set(sys.stdlib_module_names) - {"tracker"}
    return {owners[name][0].lower().replace("_", "-") for name in third_party}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    part_of_another = {"starlette", "pydantic-core", "markupsafe"}
    read_by_the_standard_library = {"tzdata"}
    assert imported() - part_of_another - optional() == declared() - read_by_the_standard_library


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_hold_all_that_is_declared(lock: str):
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE))
    assert declared() - pinned == set(), "run: make lock"
