from django.urls import path

from querschnitt.accounts.views import (
    absences,
    departments,
    house_style,
    journal,
    messages,
    people,
    sign_in,
    succession,
)

app_name = "accounts"

STYLE = "verwaltung/gestaltung/"

urlpatterns = [
    path("anmelden/", sign_in.sign_in, name="sign_in"),
    path("abmelden/", sign_in.sign_out, name="sign_out"),
    path("passwort-vergessen/", sign_in.password_forgotten, name="password_forgotten"),
    path("persoenlicher-link/<str:token>/", sign_in.set_password, name="set_password"),
    path("konto/", sign_in.own_account, name="own_account"),
    path("konto/abwesenheit/", absences.note_own_absence, name="note_own_absence"),
    path("personen/", people.people, name="people"),
    path("personen/einladen/", people.invite, name="invite"),
    path("personen/<int:pk>/", people.person, name="person"),
    path("personen/<int:pk>/rolle/", people.change_role, name="change_role"),
    path("personen/<int:pk>/deaktivieren/", people.deactivate, name="deactivate"),
    path("personen/<int:pk>/reaktivieren/", people.reactivate, name="reactivate"),
    path("personen/<int:pk>/link/", people.issue_reset_link, name="issue_reset_link"),
    path("personen/<int:pk>/abwesenheit/", absences.note_absence, name="note_absence"),
    path("nachrichten/", messages.messages, name="messages"),
    path(
        "nachrichten/<int:pk>/erneut-senden/",
        messages.send_message_again,
        name="send_message_again",
    ),
    path("nachrichten/<int:pk>/erledigt/", messages.settle_message, name="settle_message"),
    path("ressorts/", departments.departments, name="departments"),
    path("ressorts/neu/", departments.found_department, name="found_department"),
    path("ressorts/<slug:key>/", departments.department, name="department"),
    path(
        "ressorts/<slug:key>/bearbeiten/", departments.revise_department, name="revise_department"
    ),
    path(
        "ressorts/<slug:key>/aufloesen/",
        departments.dissolve_department,
        name="dissolve_department",
    ),
    path("ressorts/<slug:key>/nachfolge/", succession.record_succession, name="record_succession"),
    path("ressortnachfolge/", succession.successions, name="successions"),
    path("ressorts/<slug:key>/amt/", departments.appoint, name="appoint"),
    path("amtszeiten/<int:pk>/beenden/", departments.end_appointment, name="end_appointment"),
    path(STYLE, house_style.house_style, name="house_style"),
    path(f"{STYLE}aendern/", house_style.set_house_style, name="set_house_style"),
    path(f"{STYLE}emblem.png", house_style.emblem, name="emblem"),
    path(
        f"{STYLE}musterdokument.<slug:ending>", house_style.sample_document, name="sample_document"
    ),
    path(f"{STYLE}wordvorlage.docx", house_style.word_template, name="word_template"),
    path(
        f"{STYLE}standardvorlage.docx",
        house_style.default_word_template,
        name="default_word_template",
    ),
    path(f"{STYLE}wordvorlage/", house_style.replace_word_template, name="replace_word_template"),
    path(
        f"{STYLE}wordvorlage/entfernen/",
        house_style.remove_word_template,
        name="remove_word_template",
    ),
    path(
        f"{STYLE}fassungen/<int:pk>/wiederherstellen/",
        house_style.restore_house_style,
        name="restore_house_style",
    ),
    path("journal/", journal.journal, name="journal"),
]
