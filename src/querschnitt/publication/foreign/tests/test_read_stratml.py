"""Files that do otherwise than the standard are read all the same, and every deviation is named.

All contents are invented; the faults are those of real files.
"""

import pytest

from querschnitt.publication.foreign import stratml
from querschnitt.publication.foreign.tests.reading import noted, read, tree
from querschnitt.publication.tests.foreign_files import CORE, REPORT, plan

COMMITTEE = f"""<?xml version="1.0" encoding="UTF-8"?>
<PerformancePlanOrReport xmlns="{REPORT}" Type="Performance_Report">
  <Name>Example report of a committee</Name>
  <StrategicPlanCore>
    <Organization><Name>Example Committee</Name><Acronym>EXC</Acronym><Identifier>_org</Identifier></Organization>
    <Mission><Description>To make plans readable for the people and for the machines.</Description><Identifier>3f1c0b52-1111</Identifier></Mission>
    <Goal>
      <Name>Adoption</Name>
      <Description>The standard is adopted by many of the agencies.</Description>
      <Identifier>0a1b2c3d-2222</Identifier>
      <SequenceIndicator>1</SequenceIndicator>
      <OtherInformation>Agreed in the meeting.</OtherInformation>
      <Stakeholder StakeholderTypeType="Organization"><Name>Example Committee</Name></Stakeholder>
      <Objective>
        <Name>Examples</Name>
        <Description>Publish examples.</Description>
        <Identifier>0a1b2c3d-2222</Identifier>
        <SequenceIndicator>1.1</SequenceIndicator>
        <PerformanceIndicator IndicatorType="Quantitative" ValueChainStage="Output">
          <MeasurementDimension>Examples</MeasurementDimension>
          <UnitOfMeasurement>files</UnitOfMeasurement>
          <MeasurementInstance>
            <TargetResult><EndDate>2011-12-31</EndDate><StartDate>2011-01-01</StartDate><NumberOfUnits>12</NumberOfUnits></TargetResult>
          </MeasurementInstance>
        </PerformanceIndicator>
      </Objective>
    </Goal>
  </StrategicPlanCore>
  <AdministrativeInformation><StartDate>2011-01-01</StartDate><EndDate></EndDate></AdministrativeInformation>
  <Submitter><FirstName>Ada</FirstName><LastName>Example</LastName></Submitter>
</PerformancePlanOrReport>
""".encode()  # noqa: E501


def goals(found):
    return {one["reference"]: one for one in found.content["goals"]}


def said(text):
    return next(iter(text.values()), "")


def test_a_report_with_the_faults_of_real_ones_is_read_as_a_whole():
    found = read(COMMITTEE)

    assert (found.part, found.language, found.is_language_guessed) == (2, "en", True)
    assert list(goals(found)) == ["1", "1.1"]
    assert goals(found)["1"]["involved"] == ["exc"]
    assert goals(found)["1.1"]["kind"] == "outcome"
    assert "Mission: To make plans readable" in said(found.content["introduction"])
    assert "2011-01-01 – 2011-12-31, 12" in said(goals(found)["1.1"]["explanation"])
    assert "Ada Example" in found.content["provenance"]["remark"]
    assert found.content["period"] == {"start": "2011-01-01", "end": ""}


def test_every_deviation_of_it_is_named_with_line_and_element():
    found = noted(read(COMMITTEE))

    assert found == [
        (6, "Identifier", "repaired"),
        (7, "Goal", "repaired"),
        (10, "Identifier", "repaired"),
        (17, "Identifier", "repaired"),
        (17, "Identifier", "repaired"),
        (19, "PerformanceIndicator", "repaired"),
        (19, "PerformanceIndicator", "kept"),
        (23, "TargetResult", "repaired"),
        (30, "FirstName", "repaired"),
        (30, "LastName", "repaired"),
    ]


def test_a_valid_plan_of_part_one_deviates_in_nothing():
    inside = (
        "<Goal><Name>Hafen</Name><Description>Wir bauen ihn aus.</Description>"
        "<Identifier>_g</Identifier><SequenceIndicator>A.1</SequenceIndicator></Goal>"
    )

    found = read(plan(inside, goal=False))

    assert noted(found) == []
    assert list(goals(found)) == ["A.1"]


@pytest.mark.parametrize(
    ("namespace", "count"),
    [(CORE, 0), ("http://www.stratml.net", 1), (REPORT, 1), ("", 1), ("urn:example", 1)],
)
def test_namespaces_old_wrong_and_none_are_read(namespace, count):
    found = read(plan(namespace=namespace))

    assert len(goals(found)) == 1
    assert len([one for one in found.deviations if one.element == "StrategicPlan"]) == count


def test_a_template_without_namespace_with_an_extra_id_and_another_order():
    data = (
        b"<StrategicPlan>\n<id/>\n<StrategicPlanCore>\n<Goal>\n<SequenceIndicator>1</SequenceIndicator>"
        b"<Name>n</Name>\n<Description>d</Description><Identifier>_1</Identifier></Goal>"
        b"</StrategicPlanCore>\n<Name>Plan</Name></StrategicPlan>"
    )

    found = read(data)

    assert (2, "id", "dropped") in noted(found)
    assert (4, "Goal", "repaired") in noted(found)
    assert found.content["title"] == {found.language: "Plan"}


def test_a_goal_without_an_identifier_is_given_a_reference_and_the_sentence_says_which():
    data = plan("\n<Goal>\n<Name>a</Name><Description>b</Description></Goal>\n")

    found = read(data)

    assert list(goals(found)) == ["G1", "G2"]
    assert (2, "Goal", "repaired") in noted(found)
    assert any("G2" in one.sentence for one in found.deviations)


def test_the_same_number_twice_makes_two_references():
    one = (
        "<Goal><Name>a</Name><Description>b</Description><SequenceIndicator>1</SequenceIndicator>"
        "<Objective><Name>x</Name><SequenceIndicator>1</SequenceIndicator></Objective></Goal>"
    )

    found = read(plan(one + one, goal=False))

    assert len(goals(found)) == 4
    assert "1.1" in goals(found)


def test_a_number_that_cannot_stand_in_an_address_is_replaced_and_named():
    number = "<SequenceIndicator>Ziel Nr. 1/2 (neu)</SequenceIndicator>"
    found = read(plan(f"<Goal><Name>a</Name><Description>b</Description>{number}</Goal>"))

    assert list(goals(found)) == ["G1", "G2"]
    assert any("Ziel Nr. 1/2" in one.sentence for one in found.deviations)


def test_a_third_level_becomes_goals_too():
    inside = (
        "<Goal><Name>a</Name><Description>b</Description><SequenceIndicator>1</SequenceIndicator>"
        "<Objective><Name>c</Name><Objective><Name>d</Name></Objective></Objective></Goal>"
    )

    found = goals(read(plan(inside, goal=False)))

    assert list(found) == ["1", "1.1", "1.1.1"]


def test_markup_loses_its_tags_and_keeps_its_words_and_paragraphs():
    text = "<Description><p>Erster <b>Satz</b>.</p><p>Zweiter.</p></Description>"

    found = read(plan(f"<Vision>{text}</Vision>"))

    assert "Erster Satz.\nZweiter." in said(found.content["introduction"])
    assert "Description" in {one.element for one in found.deviations}


def test_unknown_elements_are_kept_as_remarks_or_named_as_empty():
    found = read(plan(beside="<Motto>Immer weiter</Motto><Leer/>"))

    assert "Motto: Immer weiter" in found.content["provenance"]["remark"]
    assert {(1, "Motto", "kept"), (1, "Leer", "dropped")} <= {*noted(found)}


def test_a_language_that_the_file_declares_is_believed():
    data = plan().replace(b"<StrategicPlan ", b'<StrategicPlan xml:lang="fr-FR" ')

    found = read(data)

    assert (found.language, found.is_language_guessed) == ("fr", False)
    assert found.content["title"] == {"fr": "Beispielplan"}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2011-01-01", "2011-01-01"),
        ("2011-01-01T00:00:00", "2011-01-01"),
        ("2011-01-01Z", "2011-01-01"),
        ("2011", "2011"),
        ("demnächst", ""),
        ("2011-02-31", ""),
    ],
)
def test_dates_are_read_as_far_as_they_are_dates(written, read_as):
    ending = f"<AdministrativeInformation><StartDate>{written}</StartDate></AdministrativeInformation></StrategicPlan>"  # noqa: E501
    data = plan().replace(b"</StrategicPlan>", ending.encode())

    found = read(data)

    assert found.content["period"]["start"] == read_as
    is_as_it_stands = written == read_as and len(written) == 10
    assert ("StartDate" in {one.element for one in found.deviations}) is not is_as_it_stands


def test_who_performs_leads_who_benefits_does_not():
    def stakeholder(name, role):
        return (
            f'<Stakeholder StakeholderTypeType="Organization"><Name>{name}</Name>'
            f"<Role><Name>Rolle</Name><RoleType>{role}</RoleType></Role></Stakeholder>"
        )

    people = '<Stakeholder StakeholderTypeType="Person"><Name>E. Muster</Name></Stakeholder>'
    given = (
        "<Goal><Name>a</Name><Description>b</Description><SequenceIndicator>1</SequenceIndicator>"
    )
    inside = (
        stakeholder("Nutznießer", "Beneficiary") + stakeholder("Ministerium", "Performer") + people
    )

    found = read(plan(f"{given}{inside}</Goal>", goal=False))

    goal = goals(found)["1"]
    assert goal["lead"] == "ministerium"
    assert [one["key"] for one in found.content["departments"]] == ["ministerium"]
    assert "Nutznießer" in said(goal["explanation"])
    assert "E. Muster" in said(goal["explanation"])


def test_old_namespaces_of_single_elements_and_the_draft_with_a_place_are_read():
    data = COMMITTEE.replace(
        b"<MeasurementInstance>", b"<MeasurementInstance><Place><Name>Musterstadt</Name></Place>"
    ).replace(b"<Name>Adoption", b'<Name xmlns="http://www.stratml.net">Adoption')

    found = read(data)

    assert "Musterstadt" in said(goals(found)["1.1"]["explanation"])
    assert (8, "Name", "repaired") in noted(found)


def test_a_plan_without_core_goal_or_name_still_gives_a_content():
    found = read(f'<StrategicPlan xmlns="{CORE}"/>'.encode())

    assert found.content["goals"] == []
    assert said(found.content["title"])
    assert len(found.deviations) == 2


def test_what_is_no_plan_is_told_apart():
    with pytest.raises(stratml.NotStratML):
        stratml.read(tree(b"<html><body/></html>"), key="x")


def test_nothing_is_dropped_that_no_deviation_names():
    words = [f"wort{number}" for number in range(12)]
    w = iter(words)
    data = plan(
        f"<Organization><Name>{next(w)}</Name><Description>{next(w)}</Description>"
        f"<Fremd>{next(w)}</Fremd></Organization><Value><Name>{next(w)}</Name></Value>"
        f"<Goal>{next(w)}<Name>{next(w)}</Name><Description>{next(w)}</Description>"
        f"<OtherInformation>{next(w)}</OtherInformation><Neu><Tief>{next(w)}</Tief></Neu>"
        f"<Objective><Name>{next(w)}</Name><OtherInformation>{next(w)}</OtherInformation>"
        f"</Objective></Goal>",
        beside=f"<OtherInformation>{next(w)}</OtherInformation>",
    )

    kept = str(read(data).content)

    assert [word for word in words if word not in kept] == []
