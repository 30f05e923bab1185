"""The machine and the libraries that a run was measured with."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np


def machine(withdrawn: list[str]) -> dict[str, str]:
    """What is said of it, by word; `withdrawn` are the settings that were taken back."""
    said = {
        "CPU": _cpu(),
        "cores": str(os.cpu_count()),
        "Python": platform.python_version(),
        "numpy": np.__version__,
        "BLAS": _blas(),
    }
    said |= {name: found for name in ("torch", "jax") if (found := _version(name))}
    if withdrawn:
        said["taken back"] = ", ".join(withdrawn)
    return said


def _cpu() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text("utf-8").splitlines() if listed.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _blas() -> str:
    built = np.show_config(mode="dicts")
    assert built is not None
    blas = built["Build Dependencies"]["blas"]
    return f"{blas['name']} {blas['version']}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
