from django.urls import path

from querschnitt.desk.views import goals, home, transition

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("wahlperioden/<int:number>/uebergang/", transition.transition, name="transition"),
    path("rahmen/<slug:key>/ziele/<reference:reference>/", goals.goal, name="goal"),
]
