"""Sets the scene in an empty data folder: tables, a circle, members who are signed in. Tells of it in JSON.

python -m tests.faults.scene 4
"""

from __future__ import annotations

import json
import sys

import django
from django.conf import settings


def main(members: int) -> None:
    django.setup()
    from dugnad.circles.enums import Role
    from dugnad.circles.models import Membership
    from dugnad.people.models import Movement
    from dugnad.serve.first import migrate
    from tests.asks.making import make_kind
    from tests.cast import LONG_AGO, make_circle, make_member, signed_in

    migrate()
    Movement.objects.create(name="Stand by", purpose="We stand by each other.", set_up_at=LONG_AGO)
    steward, *others = [make_member(f"member{number}") for number in range(members)]
    circle = make_circle(steward, *others)
    # Whoever tends a circle is not slowed down when far more is written than usual.
    Membership.objects.filter(circle=circle).update(role=Role.STEWARD)
    told = {
        "circle": circle.pk,
        "kind": make_kind().pk,
        "members": [
            {"id": member.pk, "session": signed_in(member).cookies[settings.SESSION_COOKIE_NAME].value}
            for member in (steward, *others)
        ],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
