"""State dicts of modules of PyTorch and a linear read-out, and the loss and gradients it finds.

`python -m tests.static.statedicts.make` writes them anew. The word is read letter by letter,
one-hot in order of first appearance, and each letter is to predict the next.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from torch import nn

FOLDER = Path(__file__).parent
WORD = "hello"
HIDDEN = 3


MODULES: dict[str, tuple[str, dict[str, Any]]] = {
    "rnn": ("RNN", {}),
    "rnn-relu": ("RNN", {"nonlinearity": "relu", "bias": False}),
    "rnn-layers": ("RNN", {"num_layers": 2}),
    "lstm": ("LSTM", {}),
    "gru": ("GRU", {}),
}


def made(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    """One of them, at weights of three decimals."""
    torch.manual_seed(1)
    vocabulary = list(dict.fromkeys(WORD))
    letters = torch.tensor([vocabulary.index(letter) for letter in WORD])
    core = getattr(nn, kind)(len(vocabulary), HIDDEN, **options)
    out = nn.Linear(HIDDEN, len(vocabulary), bias=options.get("bias", True))
    net = nn.ModuleDict({"core": core, "out": out}).double()
    with torch.no_grad():
        for weight in net.parameters():
            weight.copy_((2 * weight).round(decimals=3))
    inputs = nn.functional.one_hot(letters[:-1], len(vocabulary)).double()
    states, _ = core(inputs)
    loss = nn.functional.cross_entropy(out(states), letters[1:], reduction="sum")
    loss.backward()
    return {
        "word": WORD,
        "state_dict": {name: value.tolist() for name, value in net.state_dict().items()},
        "loss": loss.item(),
        "gradients": {
            name: weight.grad.tolist()
            for name, weight in net.named_parameters()
            if weight.grad is not None
        },
    }


if __name__ == "__main__":
    for name, (kind, options) in MODULES.items():
        text = json.dumps(made(kind, options))
        (FOLDER / f"{name}.json").write_text(text + "\n", "utf-8")
