"""How fast the engine is, beside what else could do the same work: `python -m benchmarks`."""
