"""The classifier: what is packed is what is read, and its answers are probabilities."""

import pytest

from bot.parsing.replies import classifier, dialect, normalise
from bot.parsing.replies.classifier import Classifier

WEIGHTS = {"雨": [2.0, -2.0], "晴": [-1.0, 1.0], "天": [0.0, 0.0]}


@pytest.fixture
def weather() -> Classifier:
    squares = dict.fromkeys(WEIGHTS, 1.0)
    return Classifier.unpack(classifier.pack(["wet", "dry"], [0.0, 0.5], WEIGHTS, squares))


def test_the_heavier_label_is_likelier(weather: Classifier) -> None:
    wet, dry = weather.probabilities(["雨", "天"])
    assert wet > dry
    assert wet + dry == pytest.approx(1)


def test_unknown_features_leave_the_bias(weather: Classifier) -> None:
    wet, dry = weather.probabilities(["雪"])
    assert wet < dry
    assert weather.probabilities([]) == [wet, dry]


def test_many_features_do_not_run_into_the_next_label(weather: Classifier) -> None:
    wet, dry = weather.probabilities(["雨"] * 100_000)
    assert wet == pytest.approx(1)
    assert dry == pytest.approx(0)


def test_reasons_are_the_features_that_speak_for_a_label(weather: Classifier) -> None:
    assert weather.reasons(["晴", "雨", "天"], "wet") == ["雨"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＡＢＣ１", "abc1"),
        ("請假", "请假"),
        ("收\u200b到\ufeff", "收到"),
        ("[玫瑰]谢谢", "🌹谢谢"),
        ("💐", "🌹"),
        ('[语音 12"]', "🎤"),
    ],
)
def test_a_line_is_made_plain(text: str, plain: str) -> None:
    assert normalise.plain(text) == plain


def test_quotes_and_mentions_are_not_the_writers_words() -> None:
    line = normalise.read("「老师：带伞」\n- - - - - - - - - - - - - - -\n@李老师 好")
    assert (line.words, line.quoted, line.mentions) == ("好", "老师:带伞", True)


@pytest.mark.parametrize(
    ("said", "standard"),
    [("俺明儿个不去", "我明天不去"), ("听日", "明天")],
)
def test_words_of_the_regions_become_standard(said: str, standard: str) -> None:
    assert dialect.standard(said) == standard
