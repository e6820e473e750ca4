"""Answers that cost much: made once, made again when the chronicle changed, never kept for long."""

from kroniek.faces.web.keeping import FRESH_S, MOST, Answers


def test_an_answer_is_made_once_while_nothing_changes():
    answers, made = Answers(lambda: 0.0), []
    for _ in range(3):
        assert answers.answer("hoeveel", "1", lambda: made.append(1) or len(made)) == 1
    assert answers.answer("wie", "1", lambda: "niemand") == "niemand"


def test_a_change_shows_after_a_while_and_at_once_where_asked():
    now = [0.0]
    answers = Answers(lambda: now[0])
    assert answers.answer("hoeveel", "1", lambda: 1) == 1
    assert answers.answer("hoeveel", "2", lambda: 2) == 1
    now[0] = FRESH_S + 1
    assert answers.answer("hoeveel", "2", lambda: 2) == 2
    answers.forget()
    assert answers.answer("hoeveel", "2", lambda: 3) == 3


def test_few_answers_are_kept():
    answers = Answers(lambda: 0.0)
    for number in range(MOST + 10):
        answers.answer(number, "1", lambda: 1)
    assert len(answers._answers) == MOST
