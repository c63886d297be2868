"""Indicators of a foreign plan as text, since a framework has no place for them.

Labels are the standard's own names, whatever the languages of plan and reader are.
"""

from collections.abc import Iterator

from querschnitt.publication.foreign.stratml_elements import View


def indicator_text(indicator: View) -> str:
    """Return all that is told of an indicator, one fact a line."""
    named = (indicator.text("MeasurementDimension"), indicator.text("UnitOfMeasurement"))
    kinds = (
        indicator.attributes.get("ValueChainStage", ""),
        indicator.attributes.get("PerformanceIndicatorType", ""),
    )
    head = ", ".join(filter(None, (indicator.text("SequenceIndicator"), *named, *kinds)))
    lines = [f"PerformanceIndicator: {head or '–'}"]
    lines += [f"  {line}" for line in _beside(indicator)]
    return "\n".join(lines)


def _beside(indicator: View) -> Iterator[str]:
    if indicator.identifier:
        yield _labelled("Identifier", indicator.identifier)
    for relationship in indicator.each("Relationship"):
        told = (
            relationship.attributes.get("RelationshipType", ""),
            relationship.text("Name"),
            relationship.text("Description"),
            *relationship.texts("ReferentIdentifier"),
            relationship.text("Identifier"),
            *relationship.unknown,
        )
        yield _labelled("Relationship", ", ".join(filter(None, told)))
    for instance in indicator.each("MeasurementInstance"):
        place = instance.one("Place")
        if place:
            names = place.text("Name"), place.text("PlaceIdentifier")
            yield _labelled("Place", " ".join(filter(None, names)))
        for name in ("TargetResult", "ActualResult"):
            for result in instance.each(name):
                yield _labelled(name, _result(result))
        yield from instance.unknown
    if indicator.text("OtherInformation"):
        yield indicator.text("OtherInformation")
    yield from indicator.unknown


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}"


def _result(result: View) -> str:
    period = " – ".join(filter(None, (result.text("StartDate"), result.text("EndDate"))))
    descriptor = result.one("Descriptor")
    described = ""
    if descriptor:
        names = (descriptor.text("DescriptorName"), descriptor.text("DescriptorValue"))
        described = ": ".join(filter(None, names))
    told = (period, result.text("NumberOfUnits"), described, result.text("Description"))
    return ", ".join(filter(None, (*told, *result.unknown))) or "–"
