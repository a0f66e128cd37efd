"""The written answers to the hundred questions are what the example's own tables say."""

from __future__ import annotations

from command_line import ROOT
from reckoned_answers import load_questions, reckon_answers


def test_a_hundred_questions_have_the_answers_that_the_tables_say() -> None:
    questions = load_questions()
    assert [question["nomor"] for question in questions] == list(range(1, 101))
    answers = reckon_answers(ROOT)
    for question in questions:
        written = question["jawaban"]
        assert isinstance(written, dict)
        assert answers[str(question["nomor"])] == written["lengkap"], question["kalimat"]
