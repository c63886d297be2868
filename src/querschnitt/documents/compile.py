"""The child process that sets one document: data on standard input, the PDF on standard output.

Run by path in Python's isolated mode (see ``pdf.py``). Typst keeps what it has laid out in memory,
so a process lives for one document and no longer.
"""

import resource
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TYPST_SAYS_NO = 3


def limit(*, memory: int, seconds: int) -> None:
    """Bind this process for good: address space, CPU time, no core dump, no file it could fill."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def typeset(data: str) -> bytes:
    """Set the document as PDF/UA-1 and PDF/A-2a in one file."""
    import typst

    produced: bytes = typst.compile(
        str(HERE / "template.typ"),
        root=str(HERE),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"document": data},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=0,
    )
    return produced


def main() -> int:
    memory, seconds = map(int, sys.argv[1:])
    limit(memory=memory, seconds=seconds)
    # Isolated, so the package is found from here and from nowhere else.
    sys.path.append(str(HERE.parent.parent))
    from querschnitt.documents.packing import pack

    try:
        produced = typeset(sys.stdin.buffer.read().decode())
    except RuntimeError as error:
        sys.stderr.write(str(error))
        return TYPST_SAYS_NO
    sys.stdout.buffer.write(pack(produced))
    return 0


if __name__ == "__main__":
    sys.exit(main())
