"""PyTorch, in the ways that its users take; needs torch."""

from __future__ import annotations

import torch

from benchmarks.contestant import Contestant
from benchmarks.pytorch import clones, itemised, modules, preactivations

torch.set_num_threads(1)

SUMMED = "PyTorch module, sum only"
CLONES = "PyTorch clones"
BEST = "PyTorch pre-activations"
PASSES = "PyTorch T passes"
BATCHED = "PyTorch batched"

CONTESTANTS = (
    Contestant(SUMMED, "copies", modules.start, modules.read),
    Contestant(CLONES, "copies", clones.start, clones.read_summed),
    Contestant(BEST, "copies", preactivations.start_summed, preactivations.read_summed),
    Contestant(CLONES, "dense", clones.start, clones.read_dense),
    Contestant(BEST, "dense", preactivations.start_dense, preactivations.read_dense),
    Contestant(PASSES, "itemised", itemised.start_passes, itemised.read),
    Contestant(BATCHED, "itemised", itemised.start_batched, itemised.read),
)
