"""Mounted at admin/evaluation/, before the admin's own addresses."""

from django.contrib import admin
from django.urls import path

from jobs.admin.evaluation import evaluation_page

urlpatterns = [path("", admin.site.admin_view(evaluation_page), name="evaluation")]
