"""A letter on paper: a page to print, which is always there, and a PDF where this machine can make one."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dugnad.campaigns.models import Letter
from dugnad.campaigns.queries.letters import whole
from dugnad.campaigns.reaching_links import key_of
from dugnad.campaigns.views.letters import for_letter
from dugnad.kit.limits import spend
from dugnad.kit.paper import NoPaper, pdf
from dugnad.kit.refusal import Refused

MOST, IN = 30, timedelta(minutes=1)
"""PDFs of everybody together: each takes a second or two of a processor."""


@for_letter
@require_safe
def letter_print(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The letter on paper: print this page."""
    context = {"letter": letter, "whole": whole(letter), "key": key_of(letter), "here": "act"}
    return render(request, "campaigns/letter_print.html", context)


@for_letter
@require_safe
def letter_pdf(request: HttpRequest, letter: Letter) -> HttpResponse:
    """The same as a PDF; where none can be made, the page to print says why."""
    html = render_to_string("campaigns/letter_pdf.html", {"letter": letter, "whole": whole(letter)})
    try:
        if not spend("letter pdf", most=MOST, per=IN):
            raise Refused(_("Many PDFs are asked for just now. Try again in a minute, or print this page."))
        made = pdf(html)
    except NoPaper:
        messages.info(request, _("This machine cannot make PDFs. Your browser can: print this page into a file."))
    except Refused as refused:
        messages.info(request, str(refused.reason))
    else:
        said = {"Content-Disposition": 'attachment; filename="letter.pdf"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(made, content_type="application/pdf", headers=said)
    return redirect("letter_print", key_of(letter))
