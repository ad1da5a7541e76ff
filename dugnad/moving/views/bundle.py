"""Taking the circle along, after enough of its stewards have decided it: one file, for one steward, within a day."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.moving.backups.shelf import name
from dugnad.moving.forms import KeysForm
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.quorum.actions.exporting import take
from dugnad.quorum.queries.exports import open_pass


@require_http_methods(["GET", "POST"])
@member_only
def bundle_of_circle(request: MemberRequest, circle_id: str) -> HttpResponseBase:
    """What shall open it, then the file. For anybody without a decision in their name it is not there (404)."""
    circle = get_object_or_404(Circle.objects.visible_to(request.user), pk=circle_id)
    if open_pass(request.user, circle, now()) is None:
        raise Http404
    form = KeysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if take(by=request.user, circle=circle, session=request.session.session_key or "") is None:
            raise Http404  # another browser was quicker
        return _file(request, circle, form.cleaned_data["keys"], form.cleaned_data["passphrase"])
    context = {"form": form, "circle": circle}
    return render(request, "moving/bundle.html", context, status=422 if form.errors else 200)


def _file(request: MemberRequest, circle: Circle, keys: str, passphrase: str) -> HttpResponseBase:
    # Age is loaded by whoever takes a bundle, and not carried by every page process.
    from dugnad.moving.bundles.passphrases import Passphrase
    from dugnad.moving.bundles.writing import write_bundle
    from dugnad.moving.keys import movement_key

    aside = Path(settings.CONFIG.data) / "tmp"
    aside.mkdir(exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=aside) as folder:
        made = Path(folder) / "bundle"
        write_bundle(circle, Passphrase(passphrase) if passphrase else [keys], movement_key(), made, by=request.user)
        opened = made.open("rb")  # what is open can be read when its name is gone
    return FileResponse(opened, as_attachment=True, filename=name(now(), "dugnadbundle"))
