"""What the examples with truncation claim."""

from __future__ import annotations

from tests.web.examples.answers import BY_NAME, Answers, norms, says


def test_every_second_arrow_between_the_states_is_cut_with_segments(answers: Answers) -> None:
    found = answers.of("segments")
    (message,) = (each for each in found["messages"] if each["lag"] == 1)
    assert [value > 0 for value in norms(message["values"])[:-1]] == [True, False, True, False]
    assert [value > 0 for value in norms(message["cut"])[:-1]] == [False, True, False, True]
    full = answers.but("segments", truncation=None)
    assert found["values"] == full["values"]


def test_a_window_lets_every_loss_go_back_two_time_stamps(answers: Answers) -> None:
    kept = answers.of("window")["decomposition"]["kept"]
    assert [sum(row) for row in kept] == [1, 2, 2, 2, 2]
    assert all(all(row[-2:]) for row in kept)
    # the arrow from t + 1 to t brings back one of the losses after t
    later = [[kept[tau][t] for tau in range(t + 1, 5)] for t in range(4)]
    assert [(sum(of), len(of)) for of in later] == [(1, 4), (1, 3), (1, 2), (1, 1)]
    (message,) = (each for each in answers.of("window")["messages"] if each["lag"] == 1)
    assert norms(message["values"])[:-1].min() > 0
    assert says("window", "one loss out of up to four")


def test_both_truncations_say_what_they_cost_the_recurrent_matrix(answers: Answers) -> None:
    assert BY_NAME["segments"].request["sequence"] == BY_NAME["window"].request["sequence"]
    for name, error, text in (("segments", 0.27, "of 0.27"), ("window", 0.08, "of 0.08")):
        found = answers.of(name)["comparison"]["parameters"]["W_hh"]["relative_error"]
        assert round(found, 2) == error
        assert says(name, text)
    assert says("window", "segments had 0.27")
