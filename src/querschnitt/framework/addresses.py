"""How a goal's reference stands in an address."""

from django.urls import register_converter


class ReferenceConverter:
    """Letters, digits, dots and hyphens, as many as a reference may have."""

    regex = "[A-Za-z0-9.-]{1,20}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReferenceConverter, "reference")
