"""Weights that nobody trained: they solve their task because somebody thought them up."""

from __future__ import annotations

from app.web.examples.example import Example

_BITS = (1, 0, 1, 1, 0, 1)
_PARITIES = (1, 1, 0, 1, 1, 0)

_COUNTER = """\
c = c[t-1] + W_xc @ x
h = relu(b_h - c)
y = W_hy @ h + W_xy @ x + b_y
"""

HANDMADE: tuple[Example, ...] = (
    Example(
        name="parity",
        title="Parity, by hand",
        description="After the last bit the network says whether the ones so far are even (class "
        "0) or odd (class 1), with weights made by hand that are right for any bits. Look at "
        "∂L/∂h: it has the same length at every time-stamp, so it neither vanishes nor explodes, "
        "and turns round wherever a 1 makes the count even.",
        request={
            "sequence": {
                "kind": "vectors",
                "classes": 2,
                "steps": [
                    {"input": [bit], "target": parity}
                    for bit, parity in zip(_BITS, _PARITIES, strict=True)
                ],
                "masked": [0, 1, 2, 3, 4],
            },
            "cell": "elman-relu",
            "hidden_size": 2,
            # with s = bit + parity before: h = (s, relu(s - 1)), and parity = h[0] - 2 h[1]
            "weights": {
                "W_xh": [[1], [1]],
                "W_hh": [[1, -2], [1, -2]],
                "b_h": [0, -1],
                "W_hy": [[-3, 6], [3, -6]],
                "b_y": [1.5, -1.5],
            },
        },
    ),
    Example(
        name="counting",
        title="Counting aⁿbⁿ, by hand",
        description="As many b as there were a and then a full stop, with weights made by hand: c "
        "goes up by 1 for an a and down by 1 for a b, and h sees when it is at 0. Look at c, which "
        "is 1, 2, 3, 2, 1, 0, and on the way back at ∂L/∂c: the full stop’s loss passes through "
        "the sum unchanged and is the same at every letter.",
        request={
            "sequence": {"kind": "text", "text": "aaabbb.", "by": "character"},
            "cell": {"equations": _COUNTER},
            "hidden_size": 1,
            # h is 1 where c is 0 and else 0; a is as likely as b after an a, and not after a b
            "weights": {
                "W_xc": [[1, -1, 0]],
                "b_h": [1],
                "W_hy": [[0], [0], [6]],
                "W_xy": [[0, -3, 0], [0, 0, 0], [0, 0, 0]],
                "b_y": [0, 0, -3],
            },
        },
    ),
)
