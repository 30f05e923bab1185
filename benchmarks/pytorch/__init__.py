"""PyTorch, in the ways that its users take; needs torch."""

from __future__ import annotations

import torch

from benchmarks import names
from benchmarks.contestant import Contestant
from benchmarks.pytorch import clones, itemised, modules, preactivations

torch.set_num_threads(1)

CONTESTANTS = (
    Contestant(names.TORCH_SUMMED, "copies", modules.start, modules.read),
    Contestant(names.TORCH_CLONES, "copies", clones.start, clones.read_summed),
    Contestant(names.TORCH_BEST, "copies", preactivations.start_summed, preactivations.read_summed),
    Contestant(names.TORCH_CLONES, "dense", clones.start, clones.read_dense),
    Contestant(names.TORCH_BEST, "dense", preactivations.start_dense, preactivations.read_dense),
    Contestant(names.TORCH_PASSES, "itemised", itemised.start_passes, itemised.read),
    Contestant(names.TORCH_BATCHED, "itemised", itemised.start_batched, itemised.read),
)
