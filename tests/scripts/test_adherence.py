from collections import Counter

import pytest

from benchmarks.adherence import QUESTIONS, opposed_pairs, score
from metabgm.music.composer.words.reader import read


def test_every_question_has_ten_pairs_of_short_descriptions() -> None:
    pairs = opposed_pairs()
    assert Counter(pair.question for pair in pairs) == dict.fromkeys(QUESTIONS, 10)
    texts = [text for pair in pairs for text in (pair.more, pair.less)]
    assert len(set(texts)) == len(texts)
    assert all(len(text.split()) <= 20 for text in texts)


def test_the_words_are_opposed() -> None:
    for pair in opposed_pairs():
        more, less = read(pair.more), read(pair.less)
        if pair.question == "slow":
            assert more.tempo is not None
            assert less.tempo is not None
            assert more.tempo[1] < less.tempo[0]
        elif pair.question == "drums":
            assert more.percussion
            assert not less.percussion
        elif pair.question == "piano":
            assert "piano" in more.instruments
            assert "piano" not in less.instruments


TAGS = {tag: 0.1 for tags in QUESTIONS.values() for side in tags for tag in side}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_tag_raises_its_own_question_alone(question: str) -> None:
    tag = QUESTIONS[question][0][0]
    raised = TAGS | {tag: 0.8}
    for other in QUESTIONS:
        assert (score(other, raised) > score(other, TAGS)) is (other == question)


def test_a_tag_against_lowers_the_score() -> None:
    assert score("slow", TAGS | {"fast": 0.5}) < score("slow", TAGS)
