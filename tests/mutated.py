"""Inputs broken at random, the same each time for one seed: to see that reading gives articles or clear errors."""

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from types import FrameType

from onrecord.errors import ReadingError
from onrecord.model import Article
from onrecord.reading import read_bytes

# What readers look for, put in at random places.
TOKENS = (
    b"<p>", b"</div>", b"<![CDATA[", b"]]>", b"<!--", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<item>", b"{", b"[",
    b'"', b"\\u0000", b"\x00", b"\xff\xfe", b"\r\n\r\n", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n",
    b"PK\x03\x04",
    b"PK\x01\x02", b"\x1f\x8b\x08", b"%PDF-1.7", b"stream\n", b"9999999999", b"-1", "«".encode(), b"\xf0\x9f",
)  # fmt: skip
# No page may take longer.
SECONDS = 10


def mutated(data: bytes, others: Sequence[bytes], random: Random) -> bytes:
    """`data` with one to eight changes: bits turned, pieces dropped, doubled, moved, or taken from other inputs."""
    made = bytearray(data)
    for _ in range(random.randint(1, 8)):
        at, size = random.randint(0, len(made)), min(random.randint(1, 2 ** random.randint(0, 12)), len(made))
        match random.randrange(7):
            case 0 if made:
                made[at % len(made)] ^= 1 << random.randrange(8)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = made[at : at + size] * random.randint(1, 20)
            case 3:
                made[at:at] = random.choice(TOKENS) * random.choice((1, 1, 1, 50))
            case 4:
                del made[at:]
            case 5:
                other = random.choice(others)
                start = random.randint(0, len(other))
                made[at : at + size] = other[start : start + size]
            case _:
                made[at : at + size] = random.randbytes(size)
    return bytes(made)


def fault(data: bytes, origin: str) -> str | None:
    """What is wrong with how some bytes are read: anything but articles and clear errors, or more than SECONDS."""
    start = time.process_time()
    try:
        with alarm(6 * SECONDS):
            for found in read_bytes(data, origin):
                if not (isinstance(found, Article) or (isinstance(found, ReadingError) and origin in str(found))):
                    return f"gives {found!r}"
                if isinstance(found, Article) and (found.raw is None or not found.text.strip()):
                    return "gives an article without its text or its source"
    except BaseException as error:  # fastwarc's panics are no Exceptions
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"raises {error!r}"
    taken = time.process_time() - start
    return f"takes {taken:.0f} s" if taken > SECONDS else None


@contextmanager
def alarm(seconds: int) -> Iterator[None]:
    """Ends what takes longer, measured in wall time: more than any of it may take in processor time."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"no end after {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
