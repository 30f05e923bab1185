"""Every command in the README, really run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import orjson
import pytest

from app.web.settings import Settings
from tests.command import ROOT, interrupt, serving

README = (ROOT / "README.md").read_text("utf-8")
RUN, TEST, CURL, TRANSLATE, CHECK, NUDGE, EXPORT, HOST = re.findall(
    r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE
)
NOTEBOOK, LIBRARY = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
ADDRESS = "http://127.0.0.1:8000/"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as base:
        yield base


def shell(command: str, folder: Path) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.Popen(
        ["bash", "-euc", command],
        cwd=folder,
        env=environment | {"PIP_QUIET": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def serves(command: str, folder: Path, path: str = "/") -> None:
    """Run a command that serves, with a free port of its own, and stop it again."""
    command = re.sub(r" --port \d+", "", command.strip()) + " --port 0"
    with shell(command, folder) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line and "No matching distribution" in process.communicate()[1]:
            pytest.skip("the package registries cannot be reached")
        try:
            assert re.fullmatch(rf"Open http://127\.0\.0\.1:\d+{path}\n", line), line
            assert httpx2.get(line.removeprefix("Open ").strip()).status_code == 200
            interrupt(process)
            process.communicate(timeout=20)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(shutil.which("git") is None or not (ROOT / ".git").exists(), reason="no git")
def test_run_works_from_a_fresh_copy(tmp_path: Path) -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, target)
    serves(RUN, tmp_path)


def test_test_is_what_runs_this_suite() -> None:
    assert TEST.strip().endswith(".venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest")
    assert "## Test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_host_serves_below_a_path(tmp_path: Path) -> None:
    assert HOST.startswith(".venv/bin/")
    serves(HOST.replace(".venv/bin", str(Path(sys.executable).parent)), tmp_path, "/bptt/")


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_curl_gets_the_answer(server: str, tmp_path: Path) -> None:
    assert ADDRESS in CURL
    output, errors = shell(CURL.replace(ADDRESS, server), tmp_path).communicate(timeout=60)
    answer = orjson.loads(output)
    assert answer["sequence"]["vocabulary"] == ["h", "e", "l", "o"], errors
    assert answer["comparison"]["parameters"]["W_hh"]["relative_error"] > 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_curl_gets_a_translation(server: str, tmp_path: Path) -> None:
    output, errors = shell(TRANSLATE.replace(ADDRESS, server), tmp_path).communicate(timeout=60)
    encoder, decoder = orjson.loads(output)["sequence"]["parts"]
    assert encoder["vocabulary"] == ["the", "cat", "sleeps"], errors
    assert decoder["parameters"]["W_xf"] == "W_xf_dec"


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_curl_checks_nudges_and_exports(server: str, tmp_path: Path) -> None:
    def output(command: str) -> str:
        assert ADDRESS in command
        said, _ = shell(command.replace(ADDRESS, server), tmp_path).communicate(timeout=60)
        return said

    assert orjson.loads(output(CHECK))["agrees"] is True
    assert orjson.loads(output(NUDGE))["losses"][:2] == [0, 0]
    assert output(EXPORT) == ""
    script = (tmp_path / "bptt_run.py").read_text("utf-8")
    assert "h = h.detach()" in script
    compile(script, "bptt_run.py", "exec")


def test_the_notebook_runs(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ADDRESS in NOTEBOOK
    assert len(NOTEBOOK.strip().splitlines()) <= 10
    exec(NOTEBOOK.replace(ADDRESS, server), {})
    assert capsys.readouterr().out.endswith("from 4 time-stamps\n")


def test_the_library_runs(capsys: pytest.CaptureFixture[str]) -> None:
    exec(LIBRARY, {})
    said = capsys.readouterr().out
    assert said.startswith("def forward(x, start, size, W_xr,")
    assert "(8, 8)" in said
    assert "W_hn_enc" in said.splitlines()[-1]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    default = Settings.model_fields[name].default
    assert re.search(rf"`BPTT_{name.upper()}` \| {default:,} \|", README)


def test_every_file_that_the_readme_names_is_there() -> None:
    folders = "app|benchmarks|static|tests|templates"
    for name in re.findall(rf"\]\(([\w./-]+)\)|`((?:{folders})/[\w./-]+)`", README):
        assert (ROOT / (name[0] or name[1])).exists(), name
