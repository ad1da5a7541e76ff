"""An invented Cause as a table of acts: who came through whom, and what they did besides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from dugnad.methods.generated.forests import Forest
from dugnad.methods.generated.giving import gifts
from dugnad.methods.generated.growing import grown

START = np.datetime64("2024-01-01T00:00:00", "us")
DAYS = 989.0
DAY = 86_400e6
WORDS = pa.dictionary(pa.int8(), pa.string())

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Writer:
    """Row groups of acts, one kind of act after the other; ids count on."""

    def __init__(self, path: Path, members: int) -> None:
        self.file: pq.ParquetWriter | None = None
        self.path = path
        self.names = pa.array(np.char.add("k", np.char.zfill(np.arange(members).astype(str), 15)))
        self.rows = 0

    def add(
        self, at: Floats, actor: Ints, verb: str, effort: str, relation: str = "none", *, toward: Ints | None = None,
        cause: Ints | None = None, object_of: Ints | None = None, amount: Ints | None = None,
    ) -> Ints:  # fmt: skip
        """Write as many acts as `at` has days, and return their ids; -1 in `toward` and `cause` is nobody, nothing."""
        n = len(at)
        ids = np.arange(self.rows, self.rows + n)
        times = START + np.minimum(at * DAY, DAYS * DAY - 1).astype("timedelta64[us]")
        table = pa.table(
            {
                "id": ids,
                "at": pa.array(times, pa.timestamp("us", "UTC")),
                "actor": self.names.take(pa.array(actor)),
                "verb": pa.array([verb]).cast(WORDS).take(pa.array(np.zeros(n, np.int64))),
                "effort": pa.array([effort]).cast(WORDS).take(pa.array(np.zeros(n, np.int64))),
                "relation": pa.array([relation]).cast(WORDS).take(pa.array(np.zeros(n, np.int64))),
                "toward": self.names.take(_places(toward, n)),
                "circle": pa.array([f"circle-{one:02}" for one in range(40)]).cast(WORDS).take(pa.array(actor % 40)),
                "cause": _places(cause, n),
                "object": pa.array(ids if object_of is None else object_of).cast(pa.string()),
                "amount": _places(amount, n),
            }
        )
        if self.file is None:
            self.file = pq.ParquetWriter(self.path, table.schema, compression="zstd")
        self.file.write_table(table, row_group_size=500_000)
        self.rows += n
        return ids

    def close(self) -> None:
        """The file is whole."""
        if self.file is not None:
            self.file.close()


def _places(values: Ints | None, n: int) -> pa.Array:
    if values is None:
        return pa.nulls(n, pa.int64())
    return pa.array(values, pa.int64(), mask=values < 0)


def write(path: Path, *, members: int, acts: int, seed: int) -> Path:
    """Write `acts` acts of `members` members to `path`: all join, as in an invented Cause; of the rest 5 % are asks,
    15 % answers to them, 5 % words that they helped, 75 % signatures; and gifts.
    """
    rng = np.random.default_rng(seed)
    made = grown(seed, members)
    joined = _joined(made, rng, members)
    given = gifts(seed, made)
    writer = Writer(path, members)
    writer.add(joined, np.arange(members), "joined", "token", toward=made.recruiter)
    left = acts - members - len(given.giver)
    writer.add(
        joined[given.giver] + rng.exponential(30, len(given.giver)), given.giver, "gave", "give", amount=given.amount
    )
    asks, answers, thanks = left // 20, 3 * left // 20, left // 20
    asker = rng.integers(members, size=asks)
    asked = joined[asker] + rng.exponential(60, asks)
    ask = writer.add(asked, asker, "asked", "voice", "asks")
    which = rng.integers(asks, size=answers)
    helper = (asker[which] + 1 + (rng.random(answers) ** 4 * (members - 1)).astype(np.int64)) % members
    at = asked[which] + rng.exponential(0.5, answers)
    answer = writer.add(at, helper, "answered-practical", "work", "helps", toward=asker[which], cause=ask[which])
    said = rng.choice(answers, thanks, replace=False)
    writer.add(
        at[said] + 0.1, asker[which][said], "this-helped", "voice", "thanks", toward=helper[said], cause=answer[said]
    )
    rest = acts - writer.rows
    signer = (members * rng.random(rest) ** 2).astype(np.int64)
    signed = joined[signer] + rng.exponential(100, rest)
    writer.add(signed, signer, "signed", "token", object_of=rng.integers(10, size=rest))
    writer.close()
    return path


def _joined(made: Forest, rng: np.random.Generator, members: int) -> Floats:
    if made.joined is None:
        return np.sort(rng.uniform(0, DAYS, members))
    return np.asarray(made.joined, np.float64)
