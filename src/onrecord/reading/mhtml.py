"""Pages saved with all their parts in one file (MHTML): the page itself. https://www.rfc-editor.org/rfc/rfc2557"""

from email import message_from_bytes
from email.message import Message
from io import BytesIO

from onrecord.errors import ReadingError
from onrecord.reading.sources import Source

# Pictures are part of the file, and a third larger in it than by themselves. News pages as browsers save them have
# 1 to 15 MB.
MHTML_LIMIT = 100_000_000


def page_of(source: Source) -> Source:
    """The page in an MHTML file, with its address. Raises ReadingError when there is none."""
    data = source.whole(MHTML_LIMIT)
    if data is None:
        raise ReadingError(
            f"{source.name}: is larger than {MHTML_LIMIT // 1_000_000} MB. Save the page without pictures."
        )
    try:
        message = message_from_bytes(data)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        page = part.get_payload(decode=True) if part is not None else None
    except Exception as error:  # whatever the mail parser meets in broken headers
        raise ReadingError(f"{source.name}: is a saved page that is damaged ({error}). Save it anew.") from error
    if part is None or not isinstance(page, bytes) or not page.strip():
        raise ReadingError(f"{source.name}: is a saved page without its HTML. Save the page anew.")
    found = page
    return Source(source.name, lambda: BytesIO(found), _charset(part), _address(part) or _address(message))


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def _address(part: Message) -> str | None:
    for name in ("Content-Location", "Snapshot-Content-Location"):
        if (url := str(part.get(name, "")).strip()).startswith(("http://", "https://")):
            return url
    return None
