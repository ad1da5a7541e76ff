"""The addresses of protection."""

from __future__ import annotations

from django.urls import path

from dugnad.protection.views import ages, contacts, protection

urlpatterns = [
    path("protected-circle/new/", protection.circle_new_protected, name="circle_new_protected"),
    path("circles/<str:circle_id>/protection/", protection.circle_protection, name="circle_protection"),
    path("circles/<str:circle_id>/safeguarding/", protection.circle_safeguarding, name="circle_safeguarding"),
    path("circles/<str:circle_id>/keeping/", protection.circle_keeping, name="circle_keeping"),
    path("circles/<str:circle_id>/ages/", ages.circle_ages, name="circle_ages"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/<str:contact_id>/", contacts.contact, name="contact"),
    path("contacts/<str:contact_id>/decide/", contacts.contact_decide, name="contact_decide"),
]
