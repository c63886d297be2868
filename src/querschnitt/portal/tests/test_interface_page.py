"""The page about the open interface is made from its description."""

import re

from django.utils.translation import override

from querschnitt.portal.page import Frame
from querschnitt.portal.pages import interface
from querschnitt.portal.reading import Reading
from querschnitt.portal.site import PublicSite
from querschnitt.portal.tests import examples
from querschnitt.publication.api.description import description


def page(editions):
    with override("de"):
        reading = Reading(PublicSite(editions), "de", examples.NOW)
        (made,) = interface.pages(reading)
        return made.context, Frame(reading).markup(made)


def test_every_operation_can_be_tried_in_german():
    context, markup = page(examples.whole_site())
    shown = {one["name"]: one for group in context["groups"] for one in group["operations"]}

    told = {m["get"]["operationId"]: m["get"] for m in description()["paths"].values()}
    assert shown.keys() == told.keys()
    for name, operation in told.items():
        assert shown[name]["title"] != operation["summary"], "not translated"
        assert f'name="operation" value="{name}"' in markup
        for parameter in operation["parameters"]:
            assert f'id="{name}-{parameter["name"]}"' in markup


def test_fields_are_filled_so_that_there_is_an_answer():
    context, _markup = page(examples.whole_site())
    commands = {one["name"]: one["curl"] for g in context["groups"] for one in g["operations"]}

    assert commands["getGoal"].endswith("/api/v1/goals/2022/X1'")
    assert commands["getField"].endswith("/api/v1/fields/europa'")
    assert commands["getEdition"].endswith("/api/v1/editions/2022/2'")


def test_every_field_has_its_label_and_no_id_stands_twice():
    _context, markup = page([])
    ids = re.findall(r' id="([^"]+)"', markup)

    assert len(ids) == len({*ids})
    fields = re.findall(r'<(?:input|select) class="[^"]*"(?: type="\w+")? id="([^"]+)"', markup)
    assert {*fields} <= {*re.findall(r'<label class="kern-label" for="([^"]+)"', markup)}
    assert len(fields) >= 40
