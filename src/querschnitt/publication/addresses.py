"""Public addresses of documents; they never change once an edition is out."""

FOLDER = "/dokumente/"


def document_path(slug: str, number: int, suffix: str, *, language: str = "") -> str:
    """Return the address of an edition as a file.

    :param suffix: with its dot, such as ``.pdf``
    :param language: only for a language that is not the document's first one
    """
    return f"{FOLDER}{slug}-{number}{'.' if language else ''}{language}{suffix}"
