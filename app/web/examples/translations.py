"""An encoder that reads and a decoder that says."""

from __future__ import annotations

from app.web.examples.example import Example

TRANSLATIONS: tuple[Example, ...] = (
    Example(
        name="translation",
        title="Translation",
        description="An encoder reads “the black cat” without any loss, and a decoder with "
        "weights of its own goes on from the encoder’s last state to say “le chat noir”. Look at "
        "the hand-over in the backward pass: the one arrow from time-stamp 4 back to 3 brings the "
        "encoder all that it learns.",
        request={
            "sequence": {
                "kind": "translation",
                "source": "the black cat",
                "target": "le chat noir",
                "by": "word",
            },
            "cell": "elman",
            "hidden_size": 4,
        },
    ),
    Example(
        name="hand-over-cut",
        title="Cut at the hand-over",
        description="Segments of three time-stamps cut the network between the last word that is "
        "read and the first that is said. Look at the copies: all of the encoder are zero, so it "
        "learns nothing, while those of the decoder are the same as without truncation.",
        request={
            "sequence": {
                "kind": "translation",
                "source": "I am hungry",
                "target": "J’ai faim",
                "by": "word",
            },
            "cell": "elman",
            "hidden_size": 4,
            "truncation": {"kind": "segment", "steps": 3},
        },
    ),
    Example(
        name="backwards",
        title="Said backwards",
        description="The letter read last is said first, one step later, while the first waits "
        "for five (Sutskever and others 2014 turned their source sentences round to have some lags "
        "that short). Look at the copies of W_xh in the encoder: they grow towards the hand-over, "
        "and the largest is that of w, the letter that is said first.",
        request={
            "sequence": {
                "kind": "translation",
                "source": "now",
                "target": "won",
                "by": "character",
            },
            "cell": "elman",
            "hidden_size": 3,
        },
    ),
)
