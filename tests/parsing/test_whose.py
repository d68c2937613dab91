"""What a grown-up calls himself: compounds are not what they end in."""

import pytest

from bot.parsing import whose


@pytest.mark.parametrize(
    ("words", "kin"),
    [
        ("海棠的姑父", "姑父"), ("我是她大姑父", "大姑父"), ("柏舟的伯公", "伯公"), ("她三姨婆", "三姨婆"),
        ("海棠的干妈", "干妈"), ("柏舟后爸", "后爸"), ("二舅母", "二舅母"), ("柏舟嘅表舅", "表舅"), ("堂婶", "堂婶"),
        ("张继爸爸", "爸爸"), ("王义妈妈", "妈妈"), ("周三爷爷来", "爷爷"), ("周伯通妈妈", "妈妈"), ("家里老奶奶", "奶奶"),
        ("海棠 司机 平时我接送", "司机"), ("尹川家的邻居", "邻居"), ("托管老师", "托管老师"),
        ("我是海棠妈妈的朋友", "妈妈的朋友"), ("月嫂带大的 我是育儿嫂", "育儿嫂"),
    ],
)  # fmt: skip
def test_the_word_for_it(words: str, kin: str) -> None:
    found = whose.SELF.search(words) or whose.ANYONE.search(words)
    assert found
    assert whose.plain_kin(found) == kin


@pytest.mark.parametrize(
    ("words", "kin"), [("是接送她的", "接送她"), ("社工", "社工"), ("干亲", "干亲")]
)
def test_his_own_word_for_it(words: str, kin: str) -> None:
    found = whose.OWN_WORD.fullmatch(words)
    assert found
    assert found["kin"] == kin


@pytest.mark.parametrize(
    "words", ["你好", "谢谢", "不是", "为啥要问", "好的", "13900001111", "等等"]
)
def test_no_word_for_it(words: str) -> None:
    assert whose.OWN_WORD.fullmatch(words) is None
