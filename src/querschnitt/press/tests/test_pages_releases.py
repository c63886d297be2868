import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from querschnitt.accounts.models import Role
from querschnitt.accounts.operations import appoint
from querschnitt.accounts.tests.factories import DepartmentFactory, person
from querschnitt.framework.tests.factories import FieldFactory
from querschnitt.press import operations
from querschnitt.press.embargo import Embargo
from querschnitt.press.models import Channel, Release, ReleaseVersion
from querschnitt.press.saying import said_of, version_now
from querschnitt.press.tests.factories import a_channel, a_release, press_office, said
from querschnitt.publication.models import Document
from querschnitt.tests.policy import browser_of

pytestmark = pytest.mark.django_db
Stage = Release.Stage
IN_A_DAY = timedelta(days=1)


@pytest.fixture
def office():
    return press_office()


@pytest.fixture
def client(office):
    """Return a browser in which the press officer has signed in."""
    return browser_of(office)


@pytest.fixture
def department():
    return DepartmentFactory(key="mwu", name="Ministerium für Wissenschaft", abbreviation="MWU")


def typed(**more):
    return {
        "department": "mwu",
        "title": "Ein Titel",
        "lead": "Das Wichtigste.",
        "body": "Ein Absatz.\n\n- ein Punkt",
        "dated_on": "12.07.2022",
        **more,
    }


def url(name, *args):
    return reverse(f"press:{name}", args=args)


# -- Writing -----------------------------------------------------------------------------------


def test_a_release_is_written_without_a_script(client, office, department):
    a_channel("telegram", key="tele")
    a_channel("mastodon", key="masto")
    row = {"quotations-0-person": "Erika Muster", "quotations-0-office": "Ministerin"}
    row |= {"quotations-0-text": "Das ist gut.", "facts-0-text": "Neun Ressorts"}
    english = {"title_en": "A title", "quotations_en": "This is good.", "facts_en": ""}

    answer = client.post(
        url("write_draft", "visit"), typed(**row, **english, channels=["tele"], spoken_word="on")
    )

    release = Release.objects.get()
    assert answer.url == url("release", release.pk)
    says = said_of(release)
    assert release.template == "visit"
    assert release.left_out_channels == ["masto"]
    assert says["texts"]["de"]["body"] == "<p>Ein Absatz.</p><ul><li>ein Punkt</li></ul>"
    assert says["languages"] == ["de", "en"]
    assert says["quotations"][0]["text"] == {"de": "Das ist gut.", "en": "This is good."}
    assert says["spoken_word"] is True


def test_the_office_of_that_day_is_entered(client, office, department):
    appoint(
        by=person(Role.ADMINISTRATOR), department=department, title="Ministerin",
        person_name="Erika Muster", held_from="2021", remark="",
    )  # fmt: skip
    row = {"quotations-0-person": "Erika Muster", "quotations-0-text": "Gut."}

    client.post(url("write_draft", "free"), typed(**row))

    quotation = said_of(Release.objects.get())["quotations"][0]
    assert (quotation["office"], quotation["appointment"] is not None) == ("Ministerin", True)


def test_what_is_refused_is_kept_to_the_last_word(client, office, department):
    answer = client.post(
        url("write_draft", "free"),
        typed(dated_on="", body="**Neu** <und> mehr\n\n- Punkt", facts_en="zu viel", title_en="A"),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "**Neu** &lt;und&gt; mehr" in page
    assert "zu viel" in page
    assert not Release.objects.exists()


def test_further_rows_are_shown_and_nothing_typed_is_lost(client, office, department):
    answer = client.post(
        url("write_draft", "free"),
        typed(more="quotations", **{"quotations-0-person": "Erika", "title_en": "A title"}),
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "quotations-7-person" in page
    for kept in ("Ein Titel", "Erika", "A title", "- ein Punkt"):
        assert kept in page
    assert not Release.objects.exists()


def test_a_second_click_begins_no_second_release(client, office, department):
    for _click in range(2):
        client.post(url("write_draft", "free"), typed())

    assert Release.objects.count() == 1


def test_a_text_that_goes_through_the_form_unchanged_stays_the_same(client, office, department):
    body = "<p>a <strong>b</strong> – [c]</p><ul><li>d<ul><li>e</li></ul></li></ul><p>- f</p>"
    release = a_release(by=office, department=department)
    says = said_of(release)
    says["texts"]["de"]["body"] = body
    operations.revise_release(by=office, release=release, said=says, seen=1)
    form = client.get(url("revise_release", release.pk)).context["form"]

    client.post(
        url("revise_release", release.pk),
        typed(title=says["texts"]["de"]["title"], body=form["body"].value(), seen="2"),
    )

    release.refresh_from_db()
    assert release.version == 3
    assert said_of(release)["texts"]["de"]["body"] == body


def test_whoever_is_late_reads_both_texts_and_loses_nothing(client, office, department):
    release = a_release(by=office, department=department)
    operations.revise_release(by=office, release=release, said=said("Der andere"), seen=1)

    late = client.post(url("revise_release", release.pk), typed(title="Mein Titel", seen="1"))
    page = late.content.decode()
    again = client.post(url("revise_release", release.pk), typed(title="Mein Titel", seen="2"))

    assert late.status_code == 409
    assert "Mein" in page
    assert "andere" in page
    assert 'name="seen" value="2"' in page
    assert again.status_code == 302
    assert ReleaseVersion.objects.filter(release=release).count() == 3


def test_templates_begin_with_gaps(client, office, department):
    page = client.get(url("write_draft", "visit")).content.decode()

    assert "[Wer] besucht [wo]" in page
    assert client.get(url("write_draft", "unknown")).status_code == 404


def test_only_public_documents_are_offered(client, office, department):
    Document.objects.create(kind=Document.Kind.RELATIONS, slug="geheim")

    assert "geheim" not in client.get(url("write_draft", "free")).content.decode()


# -- Pictures ----------------------------------------------------------------------------------


def png():
    data = BytesIO()
    Image.new("RGB", (40, 30), (1, 2, 3)).save(data, "PNG")
    return SimpleUploadedFile("saal.png", data.getvalue())


def test_a_picture_needs_description_and_source_before_it_is_submitted(client, office):
    release = a_release(by=office)
    client.post(url("add_file", release.pk), {"kind": "image", "file": png()})
    file = release.files.get()
    client.post(url("files", release.pk), {"seen": "1", f"use-{file.pk}": "on"})

    refused = client.post(url("submit_release", release.pk))
    described = {f"alternative-{file.pk}-de": "Ein Saal", f"credit-{file.pk}": "Staatskanzlei"}
    client.post(url("files", release.pk), {"seen": "2", f"use-{file.pk}": "on", **described})
    done = client.post(url("submit_release", release.pk))

    assert refused.status_code == 422
    assert done.status_code == 302
    release.refresh_from_db()
    assert said_of(release)["images"][0]["alternative"] == {"de": "Ein Saal"}


def test_files_are_sent_only_to_those_who_may_read_the_release(client, office):
    release = a_release(by=office)
    file = operations.add_file(
        by=office, release=release, kind="attachment", name="a.pdf", data=b"%PDF-1.7 x"
    )
    stranger = person(Role.DEPARTMENT_EDITOR, department=DepartmentFactory())

    own = client.get(url("file", release.pk, file.sha256))
    others = browser_of(stranger).get(url("file", release.pk, file.sha256))

    assert own.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in own.headers["Content-Security-Policy"]
    assert others.status_code == 404


# -- Deciding ----------------------------------------------------------------------------------


def test_an_hour_that_the_clocks_show_twice_is_refused_and_kept(client, office):
    release = a_release(by=press_office(), stage=Stage.SUBMITTED)
    entered = {"seen": version_now(release).digest, "waits": "at", "day": "25.10.2099"}

    answer = client.post(url("approve_release", release.pk), {**entered, "hour": "02:30"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["hour"].as_data()[0].code == "press.hour-twice"
    assert "25.10.2099" in answer.content.decode()


def test_who_releases_another_text_than_they_read_is_shown_the_new_one(client, office):
    writer = press_office()
    release = a_release(by=writer, stage=Stage.SUBMITTED)
    digest = version_now(release).digest
    operations.return_release(by=press_office(), release=release, reason="Anders.")
    operations.revise_release(by=writer, release=release, said=said("Ganz anders"), seen=1)
    operations.submit_release(by=writer, release=release)
    entered = {"seen": digest, "waits": "at", "day": "31.12.2099", "hour": "10:00"}

    answer = client.post(url("approve_release", release.pk), entered)

    release.refresh_from_db()
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ganz anders" in page
    assert "31.12.2099" in page
    assert version_now(release).digest in page
    assert Release.objects.get(pk=release.pk).stage == Stage.SUBMITTED


def test_only_who_wrote_it_is_asked_for_a_reason_to_release_it(client, office):
    own = a_release(by=office, stage=Stage.SUBMITTED)
    others = a_release(by=press_office(), stage=Stage.SUBMITTED)

    assert "forced_reason" in client.get(url("approve_release", own.pk)).content.decode()
    assert "forced_reason" not in client.get(url("approve_release", others.pk)).content.decode()
    refused = client.post(
        url("approve_release", own.pk), {"seen": version_now(own).digest, "waits": ""}
    )
    assert refused.status_code == 422


def test_the_embargo_stands_on_every_page_of_a_draft(client, office, department):
    until = datetime(2099, 7, 12, 8, 30, tzinfo=UTC)
    release = a_release(by=office, department=department, embargo=Embargo(until=until))
    link, token = operations.create_preview_link(
        by=office, release=release, reader_name="Redaktion", expires_at=timezone.now() + IN_A_DAY
    )
    names = ["release", "revise_release", "files", "add_file", "posts", "compare_versions"]
    names += ["submit_release"]
    names += ["reschedule", "drop_release", "create_preview_link", "approve_release"]
    pages = [url("hub"), url("releases"), reverse("preview", args=[token])]
    pages += [url(name, release.pk) for name in names]
    pages.append(url("recall_preview_link", release.pk, link.pk))

    for page in pages:
        text = client.get(page).content.decode()
        assert "Sperrfrist: 12. Juli 2099, 10:30 Uhr (deutsche Zeit)" in text, page


def test_without_an_embargo_no_page_speaks_of_one(client, office):
    release = a_release(by=office)

    assert "Sperrfrist:" not in client.get(url("release", release.pk)).content.decode()


# -- What readers see --------------------------------------------------------------------------


def test_a_correction_that_waits_is_read_by_its_house_alone(client, office):
    release = a_release(by=office, stage=Stage.PUBLISHED, department=DepartmentFactory())
    operations.write_correction(
        by=office, release=release, said=said("Berichtigter Titel"), note="Zahl.", seen=1
    )
    stranger = person(Role.DEPARTMENT_EDITOR, department=DepartmentFactory())

    own = client.get(url("release", release.pk)).content.decode()
    client = browser_of(stranger)
    others = client.get(url("release", release.pk)).content.decode()

    assert "Berichtigter Titel" in own
    assert "Berichtigter" not in others
    assert "Zahl." not in others
    assert client.get(url("compare_versions", release.pk)).status_code == 404
    assert client.get(url("posts", release.pk)).status_code == 404


def test_two_versions_are_compared_part_by_part(client, office):
    release = a_release(by=office)
    operations.revise_release(by=office, release=release, said=said("Anderer Titel"), seen=1)

    page = client.get(url("compare_versions", release.pk), {"earlier": "1", "later": "2"})

    assert [one.label for one in page.context["page"].differences] == ["Titel"]
    assert "<ins>" in page.content.decode()


def test_channels_show_to_the_letter_what_they_are_told(client, office):
    a_channel("telegram", key="tele")
    release = a_release(by=office, title="Kabinett beschließt")

    page = client.get(url("posts", release.pk))

    (post,) = (one for one in page.context["posts"] if one.channel.key == "tele")
    assert "Kabinett beschließt" in post.post.text
    assert "/000/" in post.post.link


def test_a_channel_says_of_how_many_signs_its_own_account_allows(client, office):
    a_channel("mastodon", key="own", account={"server": "https://own.example", "limit": "5000"})
    release = a_release(by=office, title="Kabinett beschließt")

    page = client.get(url("posts", release.pk))

    (post,) = (one for one in page.context["posts"] if one.channel.key == "own")
    assert post.post.limit == 5000
    assert not post.is_too_long
    assert re.search(rf"{post.post.length} (of|von) 5.?000 ", page.content.decode())


def test_the_list_is_searched_and_narrowed(client, office, department):
    draft = a_release(by=office, title="Ein Entwurf", department=department)
    published = a_release(by=office, title="Eine Meldung", stage=Stage.PUBLISHED)

    def found(**asked):
        page = client.get(url("releases"), asked).context["page"]
        return [line.release.pk for line in page.rows]

    assert found() == [published.pk, draft.pk]
    assert found(q="entwurf") == [draft.pk]
    assert found(q=published.reference) == [published.pk]
    assert found(stage="published") == [published.pk]
    assert found(department="mwu") == [draft.pk]
    assert found(year=str(published.year)) == [published.pk, draft.pk]
    assert found(q="nichts davon") == []


def test_the_number_of_queries_does_not_grow(client, office, department):
    def counted(page):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    def grown(number):
        release = a_release(by=office, department=department, title=f"T{number}")
        FieldFactory()
        Channel.objects.create(kind="telegram", key=f"t{number}", name="T", is_on=True)
        for seen in range(1, number + 1):
            operations.revise_release(by=office, release=release, said=said(f"V{seen}"), seen=seen)
        a_release(by=press_office(), department=department, stage=Stage.SUBMITTED)
        return release

    small = grown(1)
    names = ("release", "revise_release", "files", "compare_versions", "posts")
    before = [counted(url("hub")), counted(url("releases"))]
    before += [counted(url(name, small.pk)) for name in names]
    for number in range(2, 5):
        large = grown(number)
    after = [counted(url("hub")), counted(url("releases"))]
    after += [counted(url(name, large.pk)) for name in names]

    assert after == before
