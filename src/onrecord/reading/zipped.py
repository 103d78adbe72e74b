"""Zip archives of articles. Nothing is unpacked to the disk: each member is read where it lies."""

import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from onrecord.errors import ReadingError
from onrecord.reading.sources import Source, skipped_file, skipped_folder, translated

# More files than this are no archive of articles but a trap, or want to be JSON Lines or WARC.
MEMBER_LIMIT = 100_000
# Saved pages unpack to about 5 times their size, text in Cyrillic to 9; what is far beyond is made to fill memory.
RATIO_LIMIT = 100
_SMALL = 1_000_000
_ENCRYPTED = 0x1
# Other ways of packing are rare, and some take as much memory as a file asks for.
_UNPACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def members_of(source: Source) -> Iterator[Source | ReadingError]:
    """The files in a zip archive, in the order of their names, as those of a folder. Raises ReadingError for an archive
    that is damaged, or made to unpack to more than its files can hold."""
    with translated(source.name), source.open() as stream, zipfile.ZipFile(stream) as archive:
        infos = sorted(
            (info for info in archive.infolist() if info.filename.strip("./\\") and not info.is_dir()),
            key=lambda info: info.filename,
        )
        _refuse_bombs(source.name, infos, _size(stream))
        names = {PurePosixPath(info.filename).name for info in infos}
        infos = [info for info in infos if not _skipped(info.filename, names)]
        if not infos:
            raise ReadingError(f"{source.name}: is a zip archive without files to read. Give one that holds articles.")
        for info in infos:
            where = f"{source.name}/" + _CONTROL.sub("\ufffd", info.filename)
            if info.flag_bits & _ENCRYPTED:
                yield ReadingError(f"{where}: is locked with a password. Unpack the archive and give the files.")
            elif info.compress_type not in _UNPACKED:
                yield ReadingError(
                    f"{where}: is packed in a way that is not read. Unpack the archive and give the files."
                )
            else:
                yield Source(where, cast("partial[BinaryIO]", partial(archive.open, info)))


def _refuse_bombs(name: str, infos: list[zipfile.ZipInfo], size: int) -> None:
    if len(infos) > MEMBER_LIMIT:
        raise ReadingError(
            f"{name}: holds {len(infos)} files, more than {MEMBER_LIMIT}. Give them as JSON Lines or WARC, or in parts."
        )
    unpacked = sum(info.file_size for info in infos)
    if unpacked > max(_SMALL, RATIO_LIMIT * size):
        raise ReadingError(
            f"{name}: would unpack to {unpacked // 1_000_000} MB, over {RATIO_LIMIT} times its size, as no archive of "
            "articles does. If it is one, unpack it and give the folder."
        )


def _skipped(member: str, names: set[str]) -> bool:
    """Whether a member is left out, as in a folder; `names` are the archive's file names, without their folders."""
    *folders, name = PurePosixPath(member.replace("\\", "/")).parts
    hidden = any(
        folder == "__MACOSX" or (folder not in (".", "..") and skipped_folder(folder, _pages(folder, names)))
        for folder in folders
    )
    return hidden or skipped_file(name)


def _pages(folder: str, names: set[str]) -> list[str]:
    """The saved pages whose parts may lie in a folder."""
    page = folder.removesuffix("_files")
    return [name for name in (f"{page}.html", f"{page}.htm") if name in names]


def _size(stream: BinaryIO) -> int:
    here = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(here)
    return size
