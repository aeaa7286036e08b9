"""Mounted at admin/till/, before the admin's own addresses."""

from django.contrib import admin
from django.urls import path

from payments.admin.till import audit_now, freeze_page, lift_page, till_page

urlpatterns = [
    path("", admin.site.admin_view(till_page), name="till"),
    path("freeze/", admin.site.admin_view(freeze_page), name="till_freeze"),
    path("lift/", admin.site.admin_view(lift_page), name="till_lift"),
    path("audit/", admin.site.admin_view(audit_now), name="till_audit"),
]
