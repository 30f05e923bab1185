"""One thread on one core. To be asked for before numpy, torch or jax are imported."""

from __future__ import annotations

import os

POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
ONE_EIGEN_THREAD = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
CHOICES = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # a library is measured as it comes


def one_thread() -> list[str]:
    """Hold every library to one thread and this process to one core.

    Returns the names of the settings that were taken back, because they choose how a library
    computes.
    """
    os.environ.update(dict.fromkeys(POOLS, "1"))
    os.environ["XLA_FLAGS"] = ONE_EIGEN_THREAD
    os.environ["JAX_PLATFORMS"] = "cpu"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return [name for name in CHOICES if os.environ.pop(name, None) is not None]
