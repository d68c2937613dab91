"""How well replies are read: each hand of the corpus by a reader that never saw it.

    python -m tools.eval                 train on all hands but one, read that one
    python -m tools.eval --hand N ...    only these hands
    python -m tools.eval --gold F ...    read other files of the same form with the shipped weights

Needs scikit-learn for the first, nothing for the second.
"""

import argparse
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.parsing import replies
from bot.parsing.meaning import Meaning
from bot.parsing.replies import slots
from bot.parsing.replies.classifier import Classifier
from tools import corpus
from tools.scoring import HEAD, score

NOW = datetime.fromisoformat("2026-11-18T20:15:00+08:00")  # when the corpus was written


def read(reader: replies.Reader, examples: Sequence[corpus.Example]) -> list[Meaning]:
    """What the reader makes of each example, slots and all."""
    return [_read(reader, example) for example in examples]


def _read(reader: replies.Reader, example: corpus.Example) -> Meaning:
    card, notice = example["sender_card"], corpus.notice_of(example)
    meaning = reader.intents(example["text"], card, notice)
    told = slots.read(meaning.intents, example["text"], card=card, notice=notice, now=NOW)
    return Meaning(meaning.intents, told, meaning.confidence)


def leave_one_out(only: Sequence[str] = ()) -> None:
    """Print a row for each hand, or for `only` these, read by a classifier of all the others."""
    from tools import train_replies  # noqa: PLC0415 - needs scikit-learn

    hands = corpus.hands()
    seen = {name: train_replies.looked(name, examples) for name, examples in hands.items()}
    for name, examples in hands.items():
        if only and name not in only:
            continue
        others = [one for other, many in seen.items() if other != name for one in many]
        reader = replies.Reader(Classifier.unpack(train_replies.fit(others)))
        print(score(examples, read(reader, examples)).row(name), flush=True)  # noqa: T201


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--hand", nargs="*", default=[])
    asked = parser.parse_args()
    files = asked.gold
    print(HEAD)  # noqa: T201
    for path in files:
        examples = corpus.read_hand(path)
        print(score(examples, read(replies.load(), examples)).row(path.stem))  # noqa: T201
    if not files:
        leave_one_out(asked.hand)


if __name__ == "__main__":
    main()
