from django.urls import path

from ops.api import HealthView

urlpatterns = [path("health", HealthView.as_view(), name="health")]
