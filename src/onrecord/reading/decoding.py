"""From bytes to text, with every newline kept."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from onrecord.errors import ReadingError

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Names that pages declare and browsers read as another encoding (WHATWG Encoding Standard).
_READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}?|\?xml[^>]{0,100}?)\b(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_DECLARED_WITHIN = 4096

# Encodings guessed between when nothing is declared: those of the six languages' older files.
_GUESSED = ("cp1251", "cp1252", "koi8_r", "koi8_u", "cp866")
# Guessing reads at most this much: an encoding shows in the first pages.
_GUESS_FROM = 50_000
# A UTF-8 file with a few broken bytes is still UTF-8: at least this many whole characters for each broken one.
_WHOLE_PER_BROKEN = 20
# The share of control characters beyond which decoded bytes are no writing. News text has none.
_CONTROLS = 0.01
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
# Almost any bytes are UTF-16, most of them as Chinese. Latin and Cyrillic letters, white space, punctuation and
# currencies are all of each of 344 English and Russian texts, and 3 % of random code points.
_FAMILIAR = re.compile("[\t-\r -~\u00a0-\u052f\u1e00-\u1eff\u2000-\u20cf\u2100-\u214f]")
_FAMILIAR_AT_LEAST = 0.5


def decode(data: bytes, origin: str, charset: str | None = None) -> str:
    """The text of `data`: by its byte order mark (left out of the text), as UTF-8, by the `charset` that its server
    declared, by the one that it declares itself as HTML or XML, else by a guess between the older encodings of the six
    languages.

    Raises ReadingError, naming `origin`, when it is none of these or no writing at all.
    """
    text = _marked(data)
    if text is None:
        text = _utf8(data)
    if text is None and charset:
        text = _in(data, charset)
    if text is None and (match := _DECLARED.search(data[:_DECLARED_WITHIN])):
        text = _in(data, match[1].decode("ascii", "replace"))
    if text is None:
        text = _guessed(data)
    if text is None or _no_writing(text) or (data.startswith(UTF_16) and _no_utf_16(text[:_GUESS_FROM])):
        raise ReadingError(
            f"{origin}: is not text in an encoding that can be recognised. "
            "If it is an article, save it as plain text in UTF-8 and read it again."
        )
    return text.replace("\x00", "\ufffd")  # some pages hold a few; parsers of HTML and XML would end there


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in text) - broken
    return text if whole >= _WHOLE_PER_BROKEN * broken else None


def _in(data: bytes, charset: str) -> str | None:
    name = charset.strip().lower()
    try:
        return data.decode(_READ_AS.get(name, name))
    except (LookupError, UnicodeError, ValueError):
        return None  # unknown, or declared wrongly


def _guessed(data: bytes) -> str | None:
    best = from_bytes(data[:_GUESS_FROM], cp_isolation=list(_GUESSED)).best()
    return data.decode(best.encoding, "replace") if best else None


def _no_writing(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _CONTROLS * len(text)


def _no_utf_16(text: str) -> bool:
    """Whether a text from bytes marked as UTF-16 is no writing: it holds code points that mean nothing, or letters of
    none of the six languages."""
    unassigned = sum(unicodedata.category(sign) in ("Cn", "Co") for sign in text)
    return unassigned > _CONTROLS * len(text) or len(_FAMILIAR.findall(text)) < _FAMILIAR_AT_LEAST * len(text)
