"""The child process that sets documents: data on standard input, PDF on standard output.

Run by path in Python's isolated mode (see ``pdf.py`` and ``warm.py``). Typst keeps what it has laid
out in memory, so a process lives for one document, or for a limited number of small ones.
"""

import resource
import struct
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TYPST_SAYS_NO = 3
# What a warm child says before each answer.
DONE, REFUSED, DONE_AND_LEAVING = 0, 1, 2
# Above this much memory a warm child ends, and a fresh one goes on.
_GROWN = 300 * 1024 * 1024


def limit(*, memory: int, seconds: int) -> None:
    """Bind this process for good: address space, CPU time, no core dump, no file it could fill."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def compiler(fonts: str, template: str = "template.typ") -> Any:
    """Return the typesetter with a template of ours and our fonts, and those of the operator."""
    import typst

    paths = [str(HERE / "fonts"), *([fonts] if fonts and Path(fonts).is_dir() else [])]
    known = typst.Fonts(include_system_fonts=False, font_paths=paths)
    return typst.Compiler(str(HERE / template), root=str(HERE), font_paths=known)


def typeset(setter: Any, data: str) -> bytes:
    """Set a document as PDF/UA-1 and PDF/A-2a in one file."""
    produced: bytes = setter.compile(
        sys_inputs={"document": data}, pdf_standards=["ua-1", "a-2a"], timestamp=0
    )
    return pack(produced)


def picture(setter: Any, data: str) -> bytes:
    """Set a document as a picture."""
    produced: bytes = setter.compile(sys_inputs={"document": data}, format="png", ppi=110)
    return produced


def one(fonts: str, *, is_card: bool = False) -> int:
    """Set the one document on standard input, or the one card."""
    data = sys.stdin.buffer.read().decode()
    try:
        if is_card:
            produced = picture(compiler(fonts, "card.typ"), data)
        else:
            produced = typeset(compiler(fonts), data)
    except RuntimeError as error:
        sys.stderr.write(str(error))
        return TYPST_SAYS_NO
    sys.stdout.buffer.write(produced)
    return 0


def many(fonts: str) -> int:
    """Set one document after the other, each preceded by its length, until none comes."""
    setter = compiler(fonts)
    while head := sys.stdin.buffer.read(4):
        data = sys.stdin.buffer.read(struct.unpack(">L", head)[0])
        try:
            produced = typeset(setter, data.decode())
            status = DONE_AND_LEAVING if _has_grown() else DONE
        except RuntimeError as error:
            status, produced = REFUSED, str(error).encode()
        sys.stdout.buffer.write(struct.pack(">BL", status, len(produced)) + produced)
        sys.stdout.buffer.flush()
        if status == DONE_AND_LEAVING:
            break
    return 0


def _has_grown() -> bool:
    # What getrusage calls the peak is the parent's at the start.
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() > _GROWN


def main() -> int:
    kind, memory, seconds, fonts = sys.argv[1:]
    limit(memory=int(memory), seconds=int(seconds))
    return many(fonts) if kind == "many" else one(fonts, is_card=kind == "card")


# Isolated, so the package is found from here and from nowhere else.
sys.path.append(str(HERE.parent.parent))
from querschnitt.documents.packing import pack  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
