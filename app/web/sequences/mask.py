"""The mask: time-stamps whose target is left out, whatever the kind of the sequence."""

from __future__ import annotations

from dataclasses import replace

from app import engine
from app.web.sequences.refusal import refusal
from app.web.sequences.resolved import Resolved


def without_masked(given: Resolved, masked: list[int]) -> Resolved:
    """The same with the targets of some time-stamps left out.

    Raises:
        Problem: there is no such time-stamp, or it stands there twice.
    """
    targets = given.numbers.targets
    _check(masked, len(targets))
    left_out = {t: j for t in masked if (j := targets[t]) is not None}
    kept = tuple(None if t in left_out else j for t, j in enumerate(targets))
    return replace(given, numbers=_with_targets(given.numbers, kept), masked=left_out)


def _check(masked: list[int], T: int) -> None:
    seen: set[int] = set()
    for i, t in enumerate(masked):
        if t >= T:
            message = f"{t} is outside the time-stamps: expected 0 to {T - 1}"
            raise refusal(message, "masked", i)
        if t in seen:
            raise refusal(f"a time-stamp is masked once; this is {t} again", "masked", i)
        seen.add(t)


def _with_targets(
    numbers: engine.AnySequence, targets: tuple[int | None, ...]
) -> engine.AnySequence:
    if isinstance(numbers, engine.Translation):
        S = len(numbers.source)
        return replace(numbers, decoder=replace(numbers.decoder, targets=targets[S:]))
    return replace(numbers, targets=targets)
