"""The text of PDF documents, by pypdf (an extra)."""

import logging
import re
from io import BytesIO

from onrecord.errors import ReadingError
from onrecord.model import Article, Raw
from onrecord.reading.article import TEXT_LIMIT, Facts, article, too_long
from onrecord.reading.plain import facts_in

PDF_LIMIT = 100_000_000
# A newspaper has a hundred pages; what has more is a book, and takes minutes.
PAGE_LIMIT = 500

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it logs what it mends; what it cannot, we say ourselves

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_A-ZА-ЯЁІЇЄҐЎÄÖÜÉÈÀÇ])")
# What programs write into a document's title: a file's name, or nothing that names the text.
_NO_TITLE = re.compile(r"microsoft \w+ - |untitled|\.(?:docx?|indd|qxd|pdf|odt|tex|rtf|pages)$", re.IGNORECASE)


def read_pdf(data: bytes, origin: str, given: Facts, raw: Raw | None = None) -> Article:
    """The article of a PDF document: its pages' text in reading order, words that a line's end broke joined again.

    The date is one that the text gives: that of the document's making is not its publication. Raises ReadingError for
    scans without text, locked or broken documents, and when pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise ReadingError(
            f"{origin}: is a PDF document. To read it, install pypdf (pip install 'onrecord[pdf]'), or save its text "
            "as .txt."
        ) from None
    try:
        reader = PdfReader(BytesIO(data))
        if len(reader.pages) > PAGE_LIMIT:
            raise ReadingError(f"{origin}: has more than {PAGE_LIMIT} pages. Split it into its articles.")
        pages, size = [], 0
        for page in reader.pages:
            pages.append(page.extract_text().strip())
            size += len(pages[-1])
            if size > TEXT_LIMIT:
                raise too_long(origin)
        title, author = (reader.metadata.title, reader.metadata.author) if reader.metadata else (None, None)
    except ReadingError:
        raise
    except Exception as error:  # whatever pypdf meets in a broken or locked document
        raise ReadingError(
            f"{origin}: is a PDF document that cannot be read ({error}). Save its text as .txt."
        ) from error
    text = _HYPHEN.sub("", "\n\n".join(filter(None, pages)))
    if not text.strip():
        raise ReadingError(
            f"{origin}: is a PDF document without text (a scan?). Run text recognition, and give its text."
        )
    facts = facts_in(text)
    named = title if isinstance(title, str) and not _NO_TITLE.search(title.strip()) else None
    known = Facts(
        title=facts.title or named,
        byline=facts.byline or (author if isinstance(author, str) else None),
        published=facts.published,
        published_from=facts.published_from,
        opinion=facts.opinion,
    )
    return article(text, known, origin, given, raw)
