"""Files as people send them, made here: the least that is one of a kind, and what only says it is."""

from io import BytesIO
from zipfile import ZipFile

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PDF = b"%PDF-1.7\n" + b"% \xe2\xe3\xcf\xd3\n" * 40
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(64)


def container(*names: str) -> bytes:
    """A ZIP that holds these names."""
    written = BytesIO()
    with ZipFile(written, "w") as book:
        for name in names:
            book.writestr(name, "<x/>" * 100)
    return written.getvalue()


DOCX = container("[Content_Types].xml", "_rels/.rels", "word/document.xml")
OFD = container("OFD.xml", "Doc_0/Document.xml")
WITH_MACROS = container("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
