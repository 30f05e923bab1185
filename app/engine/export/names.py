"""Names for the script's own things, which may be none of the user's."""

from __future__ import annotations

from collections.abc import Iterable


class Names:
    """Hands out names, each for one thing only."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {"__debug__", *taken}  # Python lets nobody assign __debug__

    def fresh(self, name: str) -> str:
        """The name, or if it is taken the same with underscores behind it."""
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name
