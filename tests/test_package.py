"""What an installation holds, and what the repository does not."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hatch_build import BuildError, borrowed_packages, install
from tests.command import ROOT

VENDOR = ROOT / "static" / "vendor"


def test_the_wheel_carries_the_page_inside_the_package_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    environment = {**os.environ, "HATCH_BUILD_NO_HOOKS": "true"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    folders = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert folders == {"app"}
    for folder in ("static", "templates"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert {f"app/{path.relative_to(ROOT).as_posix()}" for path in files} <= names


def test_the_licence_of_every_borrowed_package_is_beside_its_code() -> None:
    packages = set(borrowed_packages(ROOT))
    assert {"@fontsource/stix-two-math", "d3-scale", "internmap"} <= packages
    licences = {path.stem for path in (VENDOR / "licences").iterdir()}
    assert licences == {name.replace("/", "-") for name in packages}


def test_every_borrowed_d3_package_is_bundled_with_its_types() -> None:
    borrowed = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    bundled = re.findall(r'^export \* from "(.*)";$', (VENDOR / "d3.d.ts").read_text("utf-8"), re.M)
    assert bundled == [name for name in borrowed if name.startswith("d3-")]


def test_a_build_that_cannot_reach_npm_says_so_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    with pytest.raises(BuildError, match=r"^cannot reach the npm registry \(ECONNREFUSED\).*$"):
        install(tmp_path)


@pytest.fixture(scope="module")
def committed() -> dict[str, str]:
    """Path → text of all files that git holds or would add."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [path for path in listed.split("\0") if (ROOT / path).is_file()]
    return {path: (ROOT / path).read_text("utf-8", errors="replace") for path in paths}


def test_no_file_names_the_host_of_a_package_registry(committed: dict[str, str]) -> None:
    host = re.compile(r"//[\w.-]*\b(npmjs|yarnpkg|pypi|pythonhosted)\.", re.IGNORECASE)
    assert [path for path, text in committed.items() if host.search(text)] == []


def test_no_file_is_the_work_of_others(committed: dict[str, str]) -> None:
    mark = re.compile(r"\(c\) *\d{4}|copyright \d{4}|@license|sourceMappingURL=", re.IGNORECASE)
    marked = [path for path, text in committed.items() if mark.search(text)]
    assert set(marked) <= {"LICENSE", "tests/test_package.py"}
    borrowed = re.compile(r"(^|/)(node_modules|vendor)/|\.(woff2?|ttf|otf|whl|min\.js)$")
    assert [path for path in committed if borrowed.search(path)] == []
