"""A linear classifier read from a small file: features in, a probability for each label out.

All weights of a feature stand side by side in one whole number, 32 bits each, so that one
addition adds them for every label. The last place adds up the squared weight of the features
themselves, by which long lines are brought to the size of short ones.
"""

import json
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Self

_LANE = 4  # bytes
_ZERO = 128  # the byte that stands for a weight of zero
_MOST = 127
_EVENNESS = 0.3  # 0 lets long lines count fully, 0.5 makes all lines count the same


@dataclass(frozen=True, slots=True)
class Classifier:
    """`weights`: feature -> packed bytes. `scale` turns a byte into a weight."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    scale: float
    square_scale: float
    weights: Mapping[str, int]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file that `write` wrote."""
        return cls.unpack(zlib.decompress(path.read_bytes()))

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """The classifier in `data`, as `pack` laid it out."""
        head, _, body = data.partition(b"\n")
        facts = json.loads(head)
        labels = tuple(facts["labels"])
        names, rows = body[: facts["names"]].decode(), body[facts["names"] :]
        lanes = _lanes(len(labels) + 1)
        packed = (
            int.from_bytes(lanes.pack(*row), "little")
            for row in struct.iter_unpack(f"{len(labels) + 1}B", rows)
        )
        weights = dict(zip(names.split("\t"), packed, strict=True))
        return cls(labels, tuple(facts["bias"]), facts["scale"], facts["square_scale"], weights)

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """How likely each of `labels` is; the probabilities add up to one."""
        known = list(filter(None, map(self.weights.get, features)))
        lanes = _lanes(len(self.labels) + 1)
        sums = lanes.unpack(sum(known).to_bytes(lanes.size, "little"))
        by = self.scale / size(sums[-1] * self.square_scale)
        zero = len(known) * _ZERO
        scores = [(lane - zero) * by + b for lane, b in zip(sums, self.bias, strict=False)]
        top = max(scores)
        powers = [exp(score - top) for score in scores]
        total = sum(powers)
        return [power / total for power in powers]

    def reasons(self, features: Iterable[str], label: str, most: int = 3) -> list[str]:
        """The features that speak most for a label, for people who ask why."""
        shift = self.labels.index(label) * _LANE * 8
        rows = ((self.weights.get(name), name) for name in features)
        spoken = [((row >> shift & 0xFF) - _ZERO, name) for row, name in rows if row is not None]
        return [name for weight, name in sorted(spoken, reverse=True)[:most] if weight > 0]


@cache
def _lanes(width: int) -> struct.Struct:
    return struct.Struct(f"<{width}I")


def size(squares: float) -> float:
    """By what a line's sums are divided: 1 for nothing known, more for long lines."""
    return squares**_EVENNESS or 1.0


def pack(
    labels: list[str],
    bias: list[float],
    weights: Mapping[str, list[float]],
    squares: Mapping[str, float],
) -> bytes:
    """Lay out a classifier: a weight for each feature and label, and each feature's square."""
    scale = max((abs(w) for row in weights.values() for w in row), default=1.0) / _MOST
    square_scale = max(squares.values(), default=1.0) / (2 * _MOST)
    names = "\t".join(weights).encode()
    head = {
        "labels": labels,
        "bias": [round(b, 4) for b in bias],
        "scale": scale,
        "square_scale": square_scale,
        "names": len(names),
    }
    rows = b"".join(
        bytes([*(round(w / scale) + _ZERO for w in row), round(squares[name] / square_scale)])
        for name, row in weights.items()
    )
    return json.dumps(head).encode() + b"\n" + names + rows


def write(path: Path, packed: bytes) -> None:
    """Keep a packed classifier in a file."""
    path.write_bytes(zlib.compress(packed, 9))
