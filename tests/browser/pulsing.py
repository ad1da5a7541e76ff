"""A pulse in a data folder, so that its pages are met. Taking one takes a minute; this writes three measures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITE = """
import django; django.setup()
from datetime import timedelta
from dugnad.circles.models import Membership
from dugnad.pulse.laps import LAP, monday
from dugnad.pulse.models import Plot, Release
from dugnad.pulse.report.method import METHOD
from dugnad.pulse.report.told import Told
from dugnad.kit.clock import now
until = monday(now())
points = [[part / 100, (part / 100) ** 3] for part in range(101)]
measures = (
    Told(measure="answered", version="1", n=200, value=0.85, low=0.8, high=0.9),
    Told(measure="zero_share", version="1", n=300, value=0.3, low=0.25, high=0.35, null=0.1),
    Told(measure="lorenz", version="1", n=300, value=0.1, low=0.08, high=0.12, null=0.3, details={"points": points}),
)
svg = '<svg viewBox="0 0 10 10" role="img" aria-label="A curve"><path d="M0 10L10 0" stroke="var(--ink)"/></svg>'
theirs = Membership.objects.filter(member__handle="karin", role="steward").values_list("circle", flat=True)[0]
laps = ((until - LAP, {}), (until, {"method": METHOD}))
for circle, ends, facts in [(circle, *lap) for circle in (None, theirs) for lap in laps]:
    made = Release.objects.create(
        circle_id=circle, begins_at=ends - LAP, ends_at=ends, taken_at=ends,
        results={one.measure: one.plain() for one in measures}, held={"tail": "few"}, facts=facts,
    )
    Plot.objects.create(release=made, measure="lorenz", language="en", svg=svg)
"""


def with_pulse(data: Path) -> Path:
    """`data`, a folder with the demo movement, with two pulses of it and of a circle that Karin tends."""
    surroundings = {**os.environ, "DUGNAD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "dugnad.settings"}
    subprocess.run([sys.executable, "-c", WRITE], env=surroundings, cwd=ROOT, check=True)
    return data
