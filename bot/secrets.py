"""How sensitive columns are encrypted at rest, and where the key comes from.

A value is one byte of key id, a nonce of 12 bytes and the text under AES-256-GCM, bound to the
column it stands in. Keys are text; what is computed with them is derived (HKDF), never the text.
"""

import hmac
import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import UserError

VARIABLE = "JIALIAN_KEY"
FILE = Path("data/key")
PHONE = "person.phone"
NONCE, INDEX, SHORTEST = 12, 16, 16


class Cipher:
    """Encrypts with the first of its keys, decrypts with whichever was used."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys or min(map(len, keys)) < SHORTEST:
            raise UserError("key.short", least=SHORTEST)
        self._keys = [(_derived(key, "id")[:1], AESGCM(_derived(key, "data"))) for key in keys]
        self._index = _derived(keys[0], "index")

    def encrypt(self, text: str, column: str) -> bytes:
        """`column` is table.column; the value can be read in no other one."""
        (id_, key), nonce = self._keys[0], secrets.token_bytes(NONCE)
        return id_ + nonce + key.encrypt(nonce, text.encode(), column.encode())

    def decrypt(self, value: bytes, column: str) -> str:
        """Raises UserError where the key is another one or the value was changed."""
        nonce, sealed = value[1 : 1 + NONCE], value[1 + NONCE :]
        for key in (key for id_, key in self._keys if id_ == value[:1]):
            with suppress(InvalidTag, ValueError):
                return key.decrypt(nonce, sealed, column.encode()).decode()
        raise UserError("key.wrong", column=column)

    def blind_index(self, text: str, column: str) -> bytes:
        """16 bytes, the same for the same text, by which it is found without being read."""
        return hmac.digest(self._index, f"{column}\0{text}".encode(), sha256)[:INDEX]


def _derived(key: str, use: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"jialian {use}".encode()).derive(key.encode())


def load(path: Path = FILE, environ: Mapping[str, str] = os.environ) -> Cipher:
    """The key of the environment, else of the file; one is made where there is none.

    JIALIAN_KEY_FILE names another file. It may hold older keys below the newest, one a line.
    """
    if key := environ.get(VARIABLE):
        return Cipher([key])
    path = Path(environ.get(f"{VARIABLE}_FILE", path))
    if not path.exists():
        _make(path)
    try:
        return Cipher(path.read_text(encoding="utf-8").split())
    except (OSError, UnicodeDecodeError):
        raise UserError("key.unreadable", path=path) from None


def _make(path: Path) -> None:
    """A new key that only its owner may read, where the system knows owners."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
    except FileExistsError:
        return  # another process was first
    except OSError as error:
        raise UserError("key.unwritable", path=path, why=error.strerror) from None
