"""How Django draws our forms: each field with its label, help and errors beside it."""

from functools import cached_property
from pathlib import Path
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer, EngineMixin
from django.template.backends.django import DjangoTemplates as Engine

OWN = Path(__file__).resolve().parents[1] / "templates"
DJANGOS = Path(forms.__file__).parent / "templates"


class Renderer(EngineMixin, BaseRenderer):
    """Ours first, Django's own widget templates after; needs no django.forms among the apps."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    backend = Engine

    @cached_property
    def engine(self) -> Any:
        return Engine({"NAME": "kc-forms", "DIRS": [OWN, DJANGOS], "APP_DIRS": True, "OPTIONS": {}})
