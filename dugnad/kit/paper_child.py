"""The child process that makes a PDF, run as `python -I paper_child.py`: HTML on standard input, the PDF on the output.

It may use little memory and time, can neither write a file nor start a process, and fetches nothing.
"""

from __future__ import annotations

import resource
import sys

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
ABSENT = 3


def limit() -> None:
    """Give up what drawing letters does not need."""
    for what, ours in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        _soft, hard = resource.getrlimit(what)
        most = ours if hard == resource.RLIM_INFINITY else min(ours, hard)
        resource.setrlimit(what, (most, most))


def main() -> int:
    """0, or `ABSENT`."""
    html = sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        import weasyprint  # optional, and looked for by the child alone
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError):  # the package, or the Pango beneath it
        return ABSENT
    limit()
    nowhere = URLFetcher(allowed_protocols=(), allow_redirects=False)
    sys.stdout.buffer.write(weasyprint.HTML(string=html, url_fetcher=nowhere).write_pdf())
    return 0


if __name__ == "__main__":
    sys.exit(main())
