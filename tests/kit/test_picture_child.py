"""The decoding process: what it gave up, it cannot take back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from dugnad.kit.pictures import CHILD

LIMITED = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("picture_child", {str(CHILD)!r})
child = importlib.util.module_from_spec(spec)
spec.loader.exec_module(child)
child.limit()
try:
    %s
except BaseException as error:
    print(type(error).__name__)
else:
    print("done")
"""


@pytest.mark.parametrize(
    ("attempt", "outcome"),
    [
        ("bytearray(300 * 1024 * 1024)", "done"),
        ("bytearray(600 * 1024 * 1024)", "MemoryError"),
        ("open('/etc/passwd')", "OSError"),
        ("import socket; socket.socket()", "OSError"),
        ("__import__('resource').setrlimit(__import__('resource').RLIMIT_CPU, (60, 60))", "ValueError"),
    ],
)
def test_the_child_can_do_little(attempt: str, outcome: str) -> None:
    if os.geteuid() == 0 and "setrlimit" in attempt:
        attempt = "assert __import__('resource').getrlimit(0) == (10, 10); raise ValueError"
    ran = subprocess.run([sys.executable, "-I", "-c", LIMITED % attempt], capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == (outcome, "")
