"""What keeps a document from being written."""


class WritingFailed(RuntimeError):
    """A document could not be written; the message is for the log, not for readers."""


class TypesettingFailed(WritingFailed):
    """A document could not be set as PDF."""


class FillingFailed(WritingFailed):
    """The government's Word template could not be filled."""


class Unprintable(WritingFailed, ValueError):
    """The document contradicts itself, whatever writes it."""
