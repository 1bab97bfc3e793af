"""What the program's own text must not hold, and what it must not be installed with."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from benchmarks.audit import verdict
from tests.figures import Say

ROOT = Path(__file__).parent.parent.parent
MODULES = sorted((ROOT / "tracker").rglob("*.py"))

NETWORK = {
    "socket",
    "requests",
    "urllib3",
    "http.client",
    "urllib.request",
    "ftplib",
    "telnetlib",
    "smtplib",
    "aiohttp",
    "httpx",
}
ASKS_THE_NETWORK = {"fetch"}
LISTENS = {"cli/serve.py"}
CLIENT = {"client.py"}
"""Asks the server that its user names, and no page."""
NAMES_ONLY = {"crawl/workers.py"}
"""Asks for the machine's own name."""
FORBIDDEN_CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "pickle.load", "pickle.loads",
    "marshal.load", "marshal.loads", "shelve.open", "yaml.load", "yaml.unsafe_load", "yaml.full_load", "tempfile.mktemp",
    "ssl._create_unverified_context", "hashlib.md5", "hashlib.sha1", "np.load", "numpy.load", "Markup", "markupsafe.Markup",
}  # fmt: skip
EXCUSED = {
    ("extraction/grammar/network.py", "np.load"): "the packaged model; pickles are off unless asked for",
    ("extraction/naming/ordinary.py", "np.load"): "the same",
}

FLOORS = {
    "requests": "2.33.0", "urllib3": "2.7.0", "brotli": "1.2.0", "starlette": "1.3.1", "python-multipart": "0.0.27",
    "fastapi": "0.109.1", "jinja2": "3.1.6", "lxml": "6.1.0", "soupsieve": "2.8.4", "protego": "0.6.2",
    "feedparser": "6.0.11", "openpyxl": "2.4.2", "orjson": "3.9.15", "idna": "3.7", "pyarrow": "14.0.1", "pydantic": "2.0",
    "uvicorn": "0.11.7", "certifi": "2024.7.4", "h11": "0.16.0", "cryptography": "44.0.1", "setuptools": "78.1.1",
    "pillow": "11.3.0", "pypdf": "6.0.0",
}  # fmt: skip
"""Versions below these have known weaknesses."""


def number(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:4])


@pytest.mark.torture("R24")
@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_nothing_is_installed_that_has_a_known_weakness(lock: str, figure: Say):
    pinned = dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE))
    below = {
        name: pinned[name] for name, floor in FLOORS.items() if name in pinned and number(pinned[name]) < number(floor)
    }
    known = sum(name in pinned for name in FLOORS)
    figure(f"versions in {lock}", f"{len(below)} of {known} below the floor; {len(pinned)} pinned by hash", "0")
    assert known >= 10
    assert below == {}


def test_what_could_not_be_looked_up_is_not_called_sound():
    sound: dict[str, Any] = {"name": "a", "version": "1", "vulns": []}
    weak = {"name": "b", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
    unknown = {"name": "c", "skip_reason": "not found"}
    assert verdict("x.lock", [sound])[0] == 0
    assert verdict("x.lock", [sound, weak, unknown]) == (
        1,
        ["b 1: CVE-1, mended in ['2']", "x.lock: 2 packages looked up, 1 weaknesses, 1 not known"],
    )
    assert verdict("x.lock", [sound, unknown])[0] == verdict("x.lock", [])[0] == 2


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def findings(path: Path) -> Iterator[str]:
    name = path.relative_to(ROOT / "tracker").as_posix()
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    for node in ast.walk(tree):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for module in modules:
            asks = any(module == each or module.startswith(f"{each}.") for each in NETWORK)
            if asks and name.partition("/")[0] not in ASKS_THE_NETWORK and name not in LISTENS | CLIENT | NAMES_ONLY:
                yield f"{name}: imports {module}"
    for called, node in calls(tree):
        arguments = {keyword.arg: keyword.value for keyword in node.keywords}
        safe = called == "yaml.load" and "Loader" in arguments and "SafeLoader" in text
        if called in FORBIDDEN_CALLS and not safe and (name, called) not in EXCUSED:
            yield f"{name}:{node.lineno}: {called}"
        for argument, value in (("shell", True), ("verify", False), ("autoescape", False), ("allow_pickle", True)):
            given = arguments.get(argument)
            if isinstance(given, ast.Constant) and given.value is value:
                yield f"{name}:{node.lineno}: {argument}={value}"
        sql = called.split(".")[-1] in ("text", "exec_driver_sql") and "migrations" not in name
        if sql and node.args and isinstance(node.args[0], ast.JoinedStr) and not _constant(node.args[0]):
            yield f"{name}:{node.lineno}: SQL put together from values"
        if called.endswith("XMLParser") and "resolve_entities" not in arguments:
            yield f"{name}:{node.lineno}: XML with entities"


def _constant(joined: ast.JoinedStr) -> bool:
    """Whether all that is put in are names of our own, in capitals or of pragmas."""
    values = [part.value for part in joined.values if isinstance(part, ast.FormattedValue)]
    return all(
        isinstance(value, ast.Name) and (value.id.isupper() or value.id in ("pragma", "table", "column", "name"))
        for value in values
    )


@pytest.mark.torture("R24")
def test_the_program_asks_the_network_in_one_place_and_runs_nothing_from_text(figure: Say):
    found = [line for path in MODULES for line in findings(path)]
    figure("the program's own text", f"{len(found)} findings in {len(MODULES)} modules", "0")
    assert found == []


@pytest.mark.torture("R24")
def test_templates_escape_what_they_show(figure: Say):
    templates = sorted((ROOT / "tracker" / "web" / "templates").rglob("*.html"))
    unescaped = [
        f"{path.name}: {found}"
        for path in templates
        for found in re.findall(r"\|\s*safe\b|autoescape\s+false|<script(?![^>]*\bsrc=)[^>]*>", path.read_text("utf-8"))
    ]
    figure("templates", f"{len(unescaped)} of {len(templates)} show text unescaped or hold script", "0")
    assert templates
    assert unescaped == []


@pytest.mark.torture("R24")
def test_the_rules_of_bandit_find_nothing(figure: Say, root: Path):
    command = [sys.executable, "-m", "ruff", "check", "--select", "S", "--output-format", "json", "tracker"]
    results = json.loads(subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout)
    figure("bandit's rules, as ruff has them", f"{len(results)} findings (ruff {version('ruff')})", "0")
    assert [f"{each['filename']}:{each['location']['row']}: {each['message']}" for each in results] == []


@pytest.mark.torture("R24")
def test_the_bill_of_materials_names_all_that_is_locked(tmp_path: Path, root: Path, figure: Say):
    file = tmp_path / "sbom.json"
    subprocess.run([sys.executable, "-m", "benchmarks.sbom", str(file)], cwd=root, check=True)
    bill = json.loads(file.read_text("utf-8"))
    named = {(each["name"], each["version"]) for each in bill["components"]}
    pinned = set(
        re.findall(r"^([\w.-]+)==([^\s;\\]+)", (ROOT / "requirements.lock").read_text("utf-8"), flags=re.MULTILINE)
    )
    hashed = sum(bool(each["hashes"]) for each in bill["components"])
    figure(
        "software bill of materials",
        f"{len(named)} components, {hashed} with hashes (CycloneDX {bill['specVersion']})",
        "all that is locked",
    )
    assert named == pinned
    assert hashed == len(named)
