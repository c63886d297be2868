"""How a register stands in an address."""

from django.urls import register_converter

from querschnitt.relations.registers import BY_SEGMENT, REGISTERS, Register


class RegisterConverter:
    """The segment of a register; any other word leads elsewhere."""

    regex = "|".join(sorted(BY_SEGMENT, key=len, reverse=True))

    def to_python(self, value: str) -> Register:
        return BY_SEGMENT[value]

    def to_url(self, value: Register | str) -> str:
        register = REGISTERS[value] if isinstance(value, str) else value
        return register.segment


register_converter(RegisterConverter, "register")
