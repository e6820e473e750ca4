"""Answers that cost much: made once, made again when the chronicle changed, never kept for long."""

from kroniek.faces.web.keeping import FRESH_S, LONG_S, MOST, Answers


def test_an_answer_is_made_once_while_nothing_changes():
    answers, made = Answers(lambda: 0.0), []
    for _ in range(3):
        assert answers.answer("hoeveel", "1", lambda: made.append(1) or len(made)) == 1
    assert answers.answer("wie", "1", lambda: "niemand") == "niemand"


def test_an_answer_that_is_out_of_date_is_given_once_more_while_a_new_one_is_made():
    now, waiting = [0.0], []
    answers = Answers(lambda: now[0], aside=waiting.append)
    assert answers.answer("hoeveel", "1", lambda: 1) == 1
    assert answers.answer("hoeveel", "2", lambda: 2) == 1
    assert waiting == []
    now[0] = FRESH_S
    assert answers.answer("hoeveel", "2", lambda: 2) == 1
    assert answers.answer("hoeveel", "2", lambda: 2) == 1
    (work,) = waiting
    work()
    assert answers.answer("hoeveel", "2", lambda: 3) == 2


def test_what_was_forgotten_is_made_at_once():
    answers = Answers(lambda: 0.0)
    assert answers.answer("hoeveel", "1", lambda: 1) == 1
    answers.forget()
    assert answers.answer("hoeveel", "1", lambda: 2) == 2


def test_what_took_long_is_not_waited_for_twice():
    now, waiting = [0.0], []
    answers = Answers(lambda: now[0], aside=waiting.append)

    def slowly():
        now[0] += LONG_S + 1
        return "traag"

    assert answers.answer("beloften", "1", slowly) == "traag"
    answers.forget()
    assert answers.answer("beloften", "1", lambda: "nieuw") == "traag"
    waiting.pop()()
    assert answers.answer("beloften", "1", lambda: "later") == "nieuw"


def test_a_renewal_that_fails_leaves_the_old_answer_and_may_be_tried_again(caplog):
    now, waiting = [0.0], []
    answers = Answers(lambda: now[0], aside=waiting.append)
    answers.answer("hoeveel", "1", lambda: 1)
    now[0] = FRESH_S
    for _ in range(2):
        assert answers.answer("hoeveel", "2", lambda: 1 / 0) == 1
        waiting.pop()()
    assert "could not be made again" in caplog.text


def test_few_answers_are_kept():
    answers = Answers(lambda: 0.0)
    for number in range(MOST + 10):
        answers.answer(number, "1", lambda: 1)
    assert len(answers._answers) == MOST
