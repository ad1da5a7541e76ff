"""A server whose disk becomes full while members write, and has room again after a while. Tells of it in JSON.

    python -m tests.faults.full_disk FOLDER

The folder is the data folder, empty, and a small file system of its own (see `test_full`).
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.faults.crowd import Crowd
from tests.faults.server import Server, wait_for
from tests.faults.test_kill import Witness, set_the_scene

FULL_FOR = 4.0
"""Seconds without room."""


def main(data: Path) -> None:
    scene = set_the_scene(data, "")
    server, witness = Server(data, ""), Witness(data, "")
    crowd = Crowd(scene, server.port, seed=1)
    try:
        server.start()
        sys.stdout.write(json.dumps(trial(data, server, crowd, witness, scene)))
    finally:
        crowd.close()
        server.close()
        witness.close()


def trial(data: Path, server: Server, crowd: Crowd, witness: Witness, scene: dict[str, Any]) -> dict[str, Any]:
    """What happened, as the test expects it."""
    told: dict[str, Any] = {}
    crowd.loose()
    wait_for(lambda: len(crowd.kept.answers) > 20, "the first answers", server.said)
    told["before"] = len(crowd.kept)
    told["read before"] = read(server.port, crowd, scene)
    fill(data / "filler")
    begun = time.monotonic()
    wait_for(lambda: turned_away(crowd, 507) > 3, "a full disk", server.said)
    told["read"] = read(server.port, crowd, scene)
    time.sleep(max(0.0, FULL_FOR - (time.monotonic() - begun)))
    (data / "filler").unlink()
    freed, known = time.monotonic(), len(crowd.kept)
    wait_for(lambda: len(crowd.kept) > known + len(crowd.members), "the next answers", server.said)
    told["recovered"] = time.monotonic() - freed
    crowd.hold()
    told["turned away"] = turned_away(crowd, 507)
    told["kept"] = len(crowd.kept)
    kept = crowd.kept
    told["wrong"] = [
        *witness.comes_to_find_nothing("followed"),
        *witness.finds("kept", asks=kept.asks, answers=kept.answers, thanks=kept.thanks),
        *witness.finds("mirrored"),
        *witness.finds("agree"),
    ]
    return told


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    for size in (1 << 20, 1 << 12, 1):
        with suppress(OSError):
            while os.write(descriptor, b"x" * size):
                pass
    with suppress(OSError):
        os.close(descriptor)


def turned_away(crowd: Crowd, status: int) -> int:
    """How many forms were answered so."""
    return sum(member.turned_away[status] for member in crowd.members)


def read(port: int, crowd: Crowd, scene: dict[str, Any]) -> dict[str, int]:
    """The answers to somebody who only reads: by address."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    cookies = {"Cookie": f"sessionid={scene['members'][-1]['session']}"}
    told: dict[str, int] = {}
    for path in ("/", f"/circles/{scene['circle']}/", *[f"/asks/{ask}/" for ask in list(crowd.kept.asks)[:3]]):
        connection.request("GET", path, headers=cookies)
        response = connection.getresponse()
        response.read()
        told[path] = response.status
    connection.close()
    return told


if __name__ == "__main__":
    main(Path(sys.argv[1]))
