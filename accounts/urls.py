from django.urls import path

from accounts.api import RefreshView, TokenView

urlpatterns = [
    path("auth/token", TokenView.as_view(), name="token"),
    path("auth/refresh", RefreshView.as_view(), name="token_refresh"),
]
