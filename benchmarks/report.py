"""The results as JSON, and as Markdown that a README can quote."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import yardsticks
from benchmarks.agreement import TOLERANCE
from benchmarks.contestant import WORKS
from benchmarks.names import BY_HAND, ENGINE, FRESH, GEMM, SCALED, WHOLE
from benchmarks.problem import Shape, draw
from benchmarks.results import Results
from benchmarks.targets import Target, targets

Row = Sequence[str]


def write(results: Results, folder: Path) -> None:
    """results.json and results.md."""
    folder.mkdir(parents=True, exist_ok=True)
    written = json.dumps(as_json(results), indent=1, ensure_ascii=False, allow_nan=False)
    (folder / "results.json").write_text(f"{written}\n", "utf-8")
    (folder / "results.md").write_text(as_markdown(results), "utf-8")


def as_json(results: Results) -> dict[str, Any]:
    """Every measurement, in seconds; the targets in their own units."""
    return {
        "date": results.date,
        "machine": results.machine,
        "left_out": list(results.left_out),
        "agreement": TOLERANCE,
        "measurements": [each.as_json() for each in results.steady],
        "first_answers": [each.as_json() for each in results.first],
        "growth": [
            {
                "work": each.work,
                "along": each.along,
                "contestant": each.contestant,
                "exponent": each.exponent,
                "points": [point.as_json() for point in each.points],
            }
            for each in results.growth
        ],
        "copying_bytes_per_second": results.copying_rate,
        "targets": [
            {
                "target": each.name,
                "wanted": _wanted(each),
                "measured": each.measured,
                "place": each.place,
                "met": each.met,
            }
            for each in targets(results)
        ],
    }


def as_markdown(results: Results) -> str:
    """A table for each work, shares, growth, targets."""
    parts = [_machine(results), *(_work(results, work) for work in WORKS), _first(results)]
    parts += [_gemm(results), _memory(results), _growth(results), table_of_targets(results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def table_of_targets(results: Results) -> str:
    """What was wanted, what was measured in the worst place, and whether that will do."""
    met = {True: "yes", False: "**no**", None: "not measured"}
    rows = [(each.name, _wanted(each), _measured(each), met[each.met]) for each in targets(results)]
    return _table("Targets", ("target", "wanted", "measured, at worst", "met"), rows)


def _wanted(target: Target) -> str:
    return f"{'≤' if target.most else '≥'} {target.bound:g}{target.unit}"


def _measured(target: Target) -> str:
    if target.measured is None:
        return "–"
    return f"{_short(target.measured)}{target.unit} ({target.place})"


def _machine(results: Results) -> str:
    said = ", ".join(f"{word} {what}" for word, what in results.machine.items())
    line = (
        f"{results.date}; {said}; one thread on one core, float64. Medians in ms, in brackets "
        "as multiples of the engine's."
    )
    if results.left_out:
        line += f" Left out, not installed: {', '.join(results.left_out)}."
    return line


def _work(results: Results, work: str) -> str:
    names = [name for name in results.contestants(work) if name not in (GEMM, FRESH)]
    names.sort(key=lambda name: name not in (ENGINE, WHOLE, SCALED))
    rows = []
    for cell, shape in results.places(work):
        own = results.median(work, cell, shape, ENGINE)
        times = [results.median(work, cell, shape, name) for name in names]
        rows.append((cell, _sizes(shape), *(_time(time, own) for time in times)))
    return _table(WORKS[work], ("cell", "T, H, V", *names), rows)


def _first(results: Results) -> str:
    """A column for each work and contestant."""
    columns = list(dict.fromkeys((m.work, m.contestant) for m in results.first))
    rows = []
    for cell, shape in dict.fromkeys((m.cell, m.shape) for m in results.first):
        times = []
        for work, name in columns:
            time = results.median(work, cell, shape, name, first=True)
            own = results.median(work, cell, shape, ENGINE, first=True)
            times.append(_time(time, own))
        rows.append((cell, _sizes(shape), *times))
    head = ("cell", "T, H, V", *(f"{work}: {name}" for work, name in columns))
    title = "First answer at a new sequence length, parsing or compiling included"
    return _table(title, head, rows)


def _gemm(results: Results) -> str:
    rows = []
    for cell, shape in results.places("itemised"):
        times = [results.median("itemised", cell, shape, name) for name in (GEMM, ENGINE, BY_HAND)]
        if cell == "elman" and times[0] is not None and times[1] is not None:
            rate = yardsticks.flops(shape) / times[0] / 1e9
            shares = [f"{times[0] / time:.0%}" if time else "–" for time in times[1:]]
            rows.append((_sizes(shape), f"{rate:.1f}", *shares))
    head = ("T, H, V", "GEMM, GFLOP/s", ENGINE, BY_HAND)
    title = "Share of the GEMM rate: (r, H) @ (H, H) for r = 1..T−1, itemised Elman"
    return _table(title, head, rows)


def _memory(results: Results) -> str:
    rows = []
    for cell, shape in results.places("dense"):
        size = yardsticks.bytes_of_copies(draw(cell, shape))
        fresh = results.median("dense", cell, shape, FRESH)
        own = results.median("dense", cell, shape, ENGINE)
        if fresh is not None and own is not None:
            rates = [f"{size / time / 1e9:.1f}" for time in (fresh, own)]
            rows.append((cell, _sizes(shape), f"{size / 1e6:.1f}", *rates, f"{fresh / own:.0%}"))
    head = ("cell", "T, H, V", "MB", "fresh memory, GB/s", "engine, GB/s", "share")
    title = (
        "Share of the bandwidth of writing fresh memory, dense copies "
        f"(a big copy reads and writes {results.copying_rate / 1e9:.1f} GB/s)"
    )
    return _table(title, head, rows)


def _growth(results: Results) -> str:
    found = {(each.work, each.along, each.contestant): each for each in results.growth}
    rows = []
    for work, along in dict.fromkeys((each.work, each.along) for each in results.growth):
        own, floor = (found.get((work, along, name)) for name in (ENGINE, BY_HAND))
        if own is not None:
            sizes = ", ".join(str(getattr(point.shape, along)) for point in own.points)
            other = f"{floor.exponent:.2f}" if floor else "–"
            rows.append((work, f"{along} = {sizes}", f"{own.exponent:.2f}", other))
    head = ("work", "along", ENGINE, BY_HAND)
    return _table("Growth of Elman's time: fitted exponents", head, rows)


def _time(seconds: float | None, own: float | None) -> str:
    if seconds is None:
        return "–"
    time = _short(seconds * 1e3)
    return time if own is None or seconds == own else f"{time} ({_short(seconds / own, 2)}×)"


def _short(number: float, digits: int = 3) -> str:
    """So many digits, and never an exponent."""
    whole = math.floor(math.log10(abs(number))) + 1 if number else 1
    return f"{number:,.{max(0, digits - whole)}f}"


def _sizes(shape: Shape) -> str:
    return f"{shape.T}, {shape.H}, {shape.V}"


def _table(title: str, head: Row, rows: Iterable[Row]) -> str:
    lines = [_line(row) for row in rows]
    if not lines:
        return ""
    return "\n".join([f"### {title}\n", _line(head), _line(["---"] * len(head)), *lines])


def _line(cells: Row) -> str:
    return f"| {' | '.join(cells)} |"
