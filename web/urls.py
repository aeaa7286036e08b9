from django.urls import path

from web.views import AccountView, HomeView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("account", AccountView.as_view(), name="account"),
]
