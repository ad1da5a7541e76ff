"""How Django's forms look everywhere, allauth's too: `FORM_RENDERER` in the settings."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class KitRenderer(DjangoTemplates):
    """`{{ form }}` and `{% field form.x %}` share one template per question."""

    form_template_name = "kit/form.html"
    field_template_name = "kit/field.html"
