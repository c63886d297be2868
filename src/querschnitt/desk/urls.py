from django.urls import path

from querschnitt.desk.views import goals, home

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("rahmen/<slug:key>/ziele/<reference:reference>/", goals.goal, name="goal"),
]
