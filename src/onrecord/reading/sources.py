"""Where bytes come from: files, folders of files, and bytes at hand, unpacked from gzip and in bounded pieces."""

import gzip
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import ReadingError

GZIP = b"\x1f\x8b"
# How much of a content is looked at to see what it is.
HEAD = 65_536
# Files that tell about the folder they lie in and are no articles; they may still be named on their own.
_ABOUT = frozenset({"readme", "license", "licence", "notice", "changelog", "copying"})
# What browsers call the folder of a saved page's pictures and scripts ("story.html" -> "story_files").
_PAGE_PARTS = "_files"


@dataclass(frozen=True, slots=True)
class Source:
    """One content to read: its name for messages, a way to open it anew, and, of a page fetched once, the charset that
    its server declared and its address."""

    name: str
    open: Callable[[], BinaryIO]
    charset: str | None = None
    url: str | None = None

    def head(self) -> bytes:
        """The first HEAD bytes; fewer where they are damaged further on, as what comes before may still be read."""
        found = b""
        try:
            with opened(self) as stream:
                while len(found) < HEAD and (piece := stream.read1(HEAD - len(found))):
                    found += piece
        except ReadingError:
            if not found:
                raise
        return found

    def whole(self, limit: int) -> bytes | None:
        """All bytes, or None when there are more than `limit`."""
        with opened(self) as stream:
            data = stream.read(limit + 1)
        return data if len(data) <= limit else None

    def lines(self, limit: int) -> Iterator[bytes | None]:
        """The lines, without their newline, one by one; None in the place of one of more than `limit` bytes."""
        with opened(self) as stream:
            while line := stream.readline(limit + 1):
                cut = len(line) > limit and not line.endswith(b"\n")
                rest = line
                while rest and not rest.endswith(b"\n"):
                    rest = stream.readline(HEAD)
                yield None if cut else line.rstrip(b"\r\n")


def file_source(path: Path) -> Source:
    """The source of a regular file. Raises ReadingError when there is none: devices and pipes might never end."""
    name = str(path)
    with translated(name):
        mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise ReadingError(f"{name}: is not a regular file. Save its content to a file and read that.")
    return Source(name, lambda: path.open("rb"))


def bytes_source(data: bytes, name: str) -> Source:
    """The source of bytes at hand, such as those fetched from an address."""
    return Source(name, lambda: BytesIO(data))


def files_under(folder: Path) -> Iterator[Path | ReadingError]:
    """The files of a folder and of those in it, sorted by name; hidden ones, README and the like, and the parts of
    saved pages are left out, links to folders are not followed. A folder that cannot be listed gives its error."""
    broken: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=broken.append):
        folders[:] = sorted(name for name in folders if not skipped_folder(name, names))
        yield from (Path(place, name) for name in sorted(names) if not skipped_file(name))
    yield from (reading_error(str(error.filename), error) for error in broken)


def skipped_folder(name: str, beside: list[str]) -> bool:
    """Whether a folder is left out: a hidden one, or the parts of a page saved `beside` it."""
    page = name.removesuffix(_PAGE_PARTS)
    return name.startswith(".") or (page != name and any(file.rpartition(".")[0] == page for file in beside))


def skipped_file(name: str) -> bool:
    """Whether a file is left out: a hidden one, or one about its folder."""
    return name.startswith(".") or name.partition(".")[0].lower() in _ABOUT


@contextmanager
def opened(source: Source) -> Iterator[BufferedReader]:
    """The source's bytes, unpacked when they are gzip. Raises ReadingError for what goes wrong while they are read."""
    with translated(source.name), source.open() as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        with gzip.GzipFile(fileobj=raw) if packed else raw as stream:
            yield cast(BufferedReader, stream)


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turns errors of the file system, of gzip and of zip into a ReadingError that names the file."""
    try:
        yield
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise reading_error(name, error) from error


def reading_error(name: str, error: Exception) -> ReadingError:
    """The ReadingError, in words, of an error of the file system, of gzip or of zip."""
    if isinstance(error, FileNotFoundError):
        return ReadingError(f"{name}: does not exist. Check the path.")
    if isinstance(error, PermissionError):
        return ReadingError(f"{name}: may not be read. Ask its owner for permission to read it.")
    if isinstance(error, zipfile.BadZipFile):
        return ReadingError(f"{name}: is a zip archive that is cut off or damaged ({error}). Fetch or copy it anew.")
    if isinstance(error, gzip.BadGzipFile | EOFError | zlib.error):
        return ReadingError(f"{name}: its gzip packing is cut off or damaged. Fetch or copy the file anew.")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return ReadingError(f"{name}: cannot be read ({reason}). Check the path and the disk.")
