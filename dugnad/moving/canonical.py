"""One way of writing something down, so that it always has the same hash."""

from __future__ import annotations

import json


def canonical(told: object) -> bytes:
    """JSON with sorted names, without spaces, in UTF-8."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")
