"""What the examples to begin with claim."""

from __future__ import annotations

from tests.web.examples.answers import Answers, norms


def test_in_hello_the_first_copy_is_zero(answers: Answers) -> None:
    norms = answers.of("hello")["copy_norms"]["W_hh"]
    assert len(norms) == 4
    assert norms[0] == 0
    assert min(norms[1:]) > 0


def test_in_many_to_one_the_error_enters_at_the_end_alone(answers: Answers) -> None:
    found = answers.of("many-to-one")
    assert found["losses"][:-1] == [None] * 4
    assert found["losses"][-1] > 0
    *early, last = norms(found["deltas"]["y"])
    assert last > 0 == max(early)
    assert min(found["copy_norms"]["W_xh"]) > 0
    *early, last = answers.but("many-to-one", truncation={"kind": "segment", "steps": 1})[
        "copy_norms"
    ]["W_xh"]
    assert last > 0 == max(early)
