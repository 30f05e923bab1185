"""The command: `python -m benchmarks`."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.threads import one_thread

HERE = Path(__file__).resolve().parent


def main(arguments: list[str] | None = None) -> None:
    """Measure, write results.json and results.md, print the targets."""
    options = _options(arguments)
    withdrawn = one_thread()

    # these import numpy, which reads its number of threads once
    from benchmarks.agreement import DisagreementError
    from benchmarks.report import table_of_targets, write
    from benchmarks.run import FULL, QUICK, run

    try:
        results = run(QUICK if options.quick else FULL, withdrawn)
    except DisagreementError as error:
        raise SystemExit(f"stopped, nothing is written: {error}") from None
    write(results, options.out)
    print(table_of_targets(results))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE, help="the folder to write to")
    parser.add_argument("--quick", action="store_true", help="two shapes, few rounds")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
