"""Imports point one way, on both sides."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from hatch_build import node_tool
from tests.command import ROOT

Imports = dict[str, set[str]]


def cycle(imports: Imports) -> list[str]:
    """The names along one cycle; empty if there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []


def reached(imports: Imports, start: Iterable[str]) -> set[str]:
    """What the modules of `start` import, directly or through others."""
    found: set[str] = set()
    waiting = set(start)
    while waiting:
        new = imports.get(waiting.pop(), set()) - found
        found |= new
        waiting |= new
    return found


def inside(package: str, names: Iterable[str]) -> set[str]:
    """Those of the names that are the package or lie in it."""
    return {name for name in names if f"{name}.".startswith(f"{package}.")}


# The program


def module_name(path: Path) -> str:
    """The dotted name of a Python file of the project."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.Module, package: str, modules: set[str]) -> Iterator[str]:
    """The names of the modules that this one imports, at its top or further in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            source = ".".join([*base, node.module or ""] if node.level else [node.module or ""])
            source = source.rstrip(".")
            for alias in node.names:
                member = f"{source}.{alias.name}"
                yield member if member in modules else source


def python_imports(folder: Path) -> Imports:
    """Module → the modules it imports, for all Python files of a folder."""
    paths = {module_name(path): path for path in folder.rglob("*.py")}
    result: Imports = {}
    for name, path in paths.items():
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        tree = ast.parse(path.read_text("utf-8"))
        result[name] = set(imported(tree, package, set(paths)))
    return result


@pytest.fixture(scope="module")
def program() -> Imports:
    return python_imports(ROOT / "app")


def test_the_engine_imports_only_itself_numpy_and_the_standard_library(program: Imports) -> None:
    modules = inside("app.engine", program)
    assert len(modules) > 1
    for module in modules:
        others = program[module] - inside("app.engine", program[module])
        foreign = {name.partition(".")[0] for name in others} - sys.stdlib_module_names
        assert foreign <= {"numpy"}, module


def test_nothing_below_the_command_imports_it_and_only_the_command_imports_the_web(
    program: Imports,
) -> None:
    for module, names in program.items():
        assert "app.__main__" not in names, module
        if module != "app.__main__" and not inside("app.web", [module]):
            assert not inside("app.web", names), module


def test_the_command_knows_the_engine_only_through_the_web(program: Imports) -> None:
    assert not inside("app.engine", program["app.__main__"])


def test_the_modules_of_the_program_form_no_cycle(program: Imports) -> None:
    assert cycle(program) == []


# The page


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Imports:
    """Module → the modules it imports, named from static/, as esbuild reads them."""
    made = tmp_path_factory.mktemp("page")
    vendor = ROOT / "static" / "vendor"
    modules = [path for path in (ROOT / "static").rglob("*.js") if vendor not in path.parents]
    command = [
        *node_tool("node"),
        "node_modules/esbuild/bin/esbuild",
        *(str(path.relative_to(ROOT)) for path in modules),
        "--bundle",
        "--format=esm",
        "--log-level=error",
        f"--outdir={made}",
        f"--metafile={made / 'meta.json'}",
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    inputs = json.loads((made / "meta.json").read_text("utf-8"))["inputs"]
    return {
        name.removeprefix("static/"): {
            used["path"].removeprefix("static/") for used in facts["imports"]
        }
        for name, facts in inputs.items()
    }


def views(page: Imports) -> set[str]:
    """The modules that each draw one panel."""
    return {name for name in page if name.startswith("views/")} - {"views/index.js"}


def test_the_page_borrows_only_what_is_built_into_vendor(page: Imports) -> None:
    foreign = {name for name in page if not (ROOT / "static" / name).is_file()}
    assert foreign == set()


def test_a_view_imports_no_other_view_and_only_their_index_imports_views(page: Imports) -> None:
    assert views(page)
    for module, names in page.items():
        if module != "views/index.js":
            assert not names & views(page), module


def test_only_main_imports_the_index_of_the_views(page: Imports) -> None:
    assert {module for module, names in page.items() if "views/index.js" in names} == {"main.js"}


def test_views_reach_neither_the_store_nor_the_api_nor_the_player(page: Imports) -> None:
    assert {"main.js", "store.js", "api.js", "player.js"} <= set(page)
    wiring = {"main.js", "store.js", "api.js", "player.js"}
    assert not reached(page, views(page)) & wiring


def test_the_modules_of_the_page_form_no_cycle(page: Imports) -> None:
    assert cycle(page) == []
