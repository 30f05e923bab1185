"""Proof by running forward again with a number changed: what `check` and `nudge` have in common
is a slow, plain reading of the graph that knows no derivative and no generated code."""
