"""The portal alone, as the root of a site."""

from django.urls import include, path

urlpatterns = [path("", include("querschnitt.portal.urls"))]
handler404 = "querschnitt.portal.views.not_found"
