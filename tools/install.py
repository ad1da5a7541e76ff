"""Fills .venv with what the lock files name, unless that was done already. Needs nothing but Python itself.

Run by ./run and ./check with the Python of .venv. Arguments: the lock files to install from.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ["requirements.txt"]
TOLD = 12
"""Last lines of a failed installer that are shown."""
ELSEWHERE = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PIP_REQUIREMENT"}
"""What would send an installation to another place than .venv, or demand what has no hash."""


def main(locks: list[str]) -> int:
    """Install from `locks` and then Dugnad itself; returns the exit code."""
    stamp = VENV / f".installed-{hashlib.sha256(' '.join(locks).encode()).hexdigest()[:8]}"
    wanted = fingerprint(locks)
    if stamp.exists() and stamp.read_text() == wanted:
        return 0
    began = time.monotonic()
    if not (install(locks) and install_dugnad()):
        return 1
    stamp.write_text(wanted)
    say(f"Installed in {time.monotonic() - began:.0f} s; the next start skips this")
    return 0


def fingerprint(locks: list[str]) -> str:
    """Changes with the lock files, with what builds the command, with Python, and when the folder was moved."""
    digest = hashlib.sha256(f"{sys.version}\0{ROOT}\0".encode())
    for name in [*locks, "pyproject.toml"]:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(locks: list[str]) -> bool:
    """Install what the lock files name, each file checked against its hash."""
    number = sum(1 for name in locks for line in (ROOT / name).read_text().splitlines() if "==" in line)
    from_locks = [word for name in locks for word in ("-r", str(ROOT / name))]
    if uv := shutil.which("uv"):
        say(f"Installing with uv, {number} packages at most")
        if run([uv, "pip", "install", "--python", sys.executable, "--require-hashes", *from_locks], number):
            return True
        say("uv did not manage; trying pip")
    if not has_pip():
        say("There is no pip in .venv. Delete the folder .venv and start again.")
        return False
    say(f"Installing with pip, {number} packages at most; this takes half a minute")
    return run([sys.executable, "-m", "pip", "install", "--require-hashes", *from_locks], number)


def install_dugnad() -> bool:
    """Put the `dugnad` command into .venv, built from this folder without fetching anything."""
    how = ["install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    if has_pip():
        return run([sys.executable, "-m", "pip", *how], 0)
    return run([str(shutil.which("uv")), "pip", how[0], "--python", sys.executable, *how[1:]], 0)


def has_pip() -> bool:
    """Whether .venv has a pip of its own."""
    return subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def run(command: list[str], number: int) -> bool:
    """Run an installer, counting what it fetches. Its last words are shown only if it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    environment |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    lines: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=ROOT
    ) as installer:
        assert installer.stdout
        counter = Counter(number)
        for line in installer.stdout:
            lines.append(line.rstrip())
            counter.look(line)
        counter.end()
    if installer.returncode:
        sys.stderr.write("\n".join([*lines[-TOLD:], ""]))
    return installer.returncode == 0


class Counter:
    """Tells how far an installer has come: on one line of a terminal, or every tenth package in a file."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.seen: set[str] = set()
        self.terminal = sys.stdout.isatty()

    def look(self, line: str) -> None:
        """Read one line of the installer's."""
        if found := re.match(r"Collecting ([\w.-]+)", line):
            self.seen.add(found[1].lower())
            if self.terminal:
                sys.stdout.write(f"\r  · {len(self.seen)} of {self.number}: {found[1]:<40}")
            elif len(self.seen) % 10 == 0:
                sys.stdout.write(f"  · {len(self.seen)} of {self.number}\n")
            sys.stdout.flush()
        elif line.startswith("Installing collected packages") and self.number:
            self.end()
            say("Putting them into .venv")

    def end(self) -> None:
        """Leave the line."""
        if self.terminal and self.seen:
            sys.stdout.write(f"\r{'':<70}\r")
            sys.stdout.flush()
            self.seen = set()


def say(line: str) -> None:
    """One line of what is being done."""
    sys.stdout.write(f"  · {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:] or LOCKS))
    except KeyboardInterrupt:
        sys.exit(130)
