"""Every address of the server. Rooms keep their own lists; this one only mounts them."""

from django.contrib import admin
from django.urls import include, path, re_path

from kernel.nowhere import no_such_address

urlpatterns = [
    path("admin/till/", include("payments.admin.urls")),
    path("admin/evaluation/", include("jobs.admin.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("accounts.urls")),
    path("api/", include("jobs.urls")),
    path("api/", include("payments.urls")),
    path("api/", include("ops.urls")),
    re_path(r"^api/", no_such_address),
    path("", include("web.urls")),
]
