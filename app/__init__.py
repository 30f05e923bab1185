"""A web visualizer of backpropagation through time."""

from __future__ import annotations

import os

__version__ = "0.1.0"

# Threads gain nothing at these sizes and fight the server's workers; numpy reads these on import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("MKL_NUM_THREADS", "1")
os.environ.setdefault("VECLIB_MAXIMUM_THREADS", "1")
