"""Phones at rest: what goes in comes out, only with the key, only in its column."""

import stat
import sys
from pathlib import Path

import pytest

from bot import texts
from bot.errors import UserError
from bot.secrets import PHONE, Cipher, load

OLD, NEW = "an old key of enough length", "a new key of enough length"
NUMBER = "13800003211"


def test_a_phone_comes_back_and_never_looks_the_same_twice() -> None:
    cipher = Cipher([NEW])
    first, second = cipher.encrypt(NUMBER, PHONE), cipher.encrypt(NUMBER, PHONE)
    assert cipher.decrypt(first, PHONE) == cipher.decrypt(second, PHONE) == NUMBER
    assert first != second
    assert NUMBER.encode() not in first
    assert len(first) == 1 + 12 + len(NUMBER) + 16


@pytest.mark.parametrize("column", ["person.name", "staff.phone", ""])
def test_a_value_moved_to_another_column_is_refused(column: str) -> None:
    cipher = Cipher([NEW])
    with pytest.raises(UserError, match=r"key\.wrong"):
        cipher.decrypt(cipher.encrypt(NUMBER, PHONE), column)


@pytest.mark.parametrize("position", [0, 1, 13, -1])
def test_a_changed_byte_is_noticed(position: int) -> None:
    cipher = Cipher([NEW])
    value = bytearray(cipher.encrypt(NUMBER, PHONE))
    value[position] ^= 1
    with pytest.raises(UserError, match=r"key\.wrong"):
        cipher.decrypt(bytes(value), PHONE)


@pytest.mark.parametrize("value", [b"", b"\0", b"too short"])
def test_what_was_never_encrypted_is_refused(value: bytes) -> None:
    with pytest.raises(UserError, match=r"key\.wrong"):
        Cipher([NEW]).decrypt(value, PHONE)


def test_after_a_change_of_keys_old_values_are_still_read() -> None:
    value = Cipher([OLD]).encrypt(NUMBER, PHONE)
    rotated = Cipher([NEW, OLD])
    assert rotated.decrypt(value, PHONE) == NUMBER
    assert rotated.encrypt(NUMBER, PHONE)[:1] == Cipher([NEW]).encrypt(NUMBER, PHONE)[:1]
    with pytest.raises(UserError, match=r"key\.wrong"):
        Cipher([NEW]).decrypt(value, PHONE)


def test_the_blind_index_finds_equal_phones_of_one_column_and_key() -> None:
    cipher = Cipher([NEW])
    index = cipher.blind_index(NUMBER, PHONE)
    assert index == Cipher([NEW]).blind_index(NUMBER, PHONE)
    assert len(index) == 16
    others = {
        cipher.blind_index("13800003212", PHONE),
        cipher.blind_index(NUMBER, "person.name"),
        Cipher([OLD]).blind_index(NUMBER, PHONE),
    }
    assert index not in others
    assert len(others) == 3


def test_the_first_start_makes_a_key_and_the_second_uses_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "key"
    value = load(path, {}).encrypt(NUMBER, PHONE)
    assert load(path, {}).decrypt(value, PHONE) == NUMBER
    assert len(path.read_text().strip()) >= 43


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_nobody_else_may_read_the_key_file(tmp_path: Path) -> None:
    load(tmp_path / "key", {})
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_the_key_of_the_environment_comes_first_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "key"
    value = load(path, {"JIALIAN_KEY": NEW}).encrypt(NUMBER, PHONE)
    assert Cipher([NEW]).decrypt(value, PHONE) == NUMBER
    assert not path.exists()


def test_the_environment_may_name_another_file(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(f"{NEW}\n{OLD}\n".replace(" ", "_"))
    cipher = load(tmp_path / "key", {"JIALIAN_KEY_FILE": str(tmp_path / "elsewhere")})
    value = Cipher([OLD.replace(" ", "_")]).encrypt(NUMBER, PHONE)
    assert cipher.decrypt(value, PHONE) == NUMBER
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("key", ["short", "fifteen chars.."])
def test_a_short_key_is_refused_in_plain_words(key: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        load(tmp_path / "key", {"JIALIAN_KEY": key})
    assert "16" in texts.explain(refused.value)


def test_an_empty_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("\n")
    with pytest.raises(UserError, match=r"key\.short"):
        load(tmp_path / "key", {})


def test_where_no_key_can_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError) as refused:
        load(tmp_path / "file" / "key", {})
    assert "key" in texts.explain(refused.value)
