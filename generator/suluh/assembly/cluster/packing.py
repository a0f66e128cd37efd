"""A run's work as bytes: what it is made of travels with it, but for what each machine makes itself.

Read such bytes only where they are known by a digest that came from the run itself: they are programs.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

import cloudpickle

from suluh.assembly.link_check import list_files
from suluh.reading.region_list import load_regions
from suluh.vocabulary.own_types import OwnTypes, own_types, understanding
from suluh.vocabulary.region import Regions
from suluh.vocabulary.site import Artifact
from suluh.words.spoken import speaking, spoken_language

_QUICK = 1
"""Level of compression: the network is slower than this, and faster than the next."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Work, with the language and the site's own types that it is done in."""

    work: Callable[[Path, int], Any]
    language: str
    own: OwnTypes

    @contextmanager
    def surroundings(self) -> Iterator[None]:
        """Within it all is as it was where the work comes from."""
        with speaking(self.language), understanding(self.own):
            yield


_LEVELS = (4, 3, 2, 1)
"""From villages up to provinces."""
_CACHED = type(lru_cache(len))
"""Of functions that keep their answers; one within a function is made anew, with none."""


class _Packer(cloudpickle.Pickler):  # type: ignore[misc]
    """Functions within functions too; of a file to download its name, its size and its digest alone."""

    def reducer_override(self, value: Any) -> Any:  # noqa: ANN401 - as pickle has it
        if isinstance(value, Artifact):
            return Artifact, (value.address, stays_at_home, value.size, value.sha256)
        if isinstance(value, MappingProxyType):
            return MappingProxyType, (dict(value),)
        if isinstance(value, Regions) and (level := _find_level(value)):
            return _load_level, (level,)
        if isinstance(value, _CACHED) and "<locals>" in getattr(value, "__qualname__", "<locals>"):
            return _cache_anew, (value.__wrapped__, value.cache_parameters()["maxsize"])
        return super().reducer_override(value)


def stays_at_home(target: BinaryIO) -> None:
    """In the place of what writes a file that the run's own machine keeps."""
    raise AssertionError("a file to download is written where the run began")


def _find_level(regions: Regions) -> int:
    """Down to which level a list of regions is the one that every machine has; 0 for another list."""
    return next((level for level in _LEVELS if load_regions().down_to(level) is regions), 0)


def _load_level(level: int) -> Regions:
    return load_regions().down_to(level)


def _cache_anew(function: Callable[..., Any], kept: int | None) -> Callable[..., Any]:
    return lru_cache(kept)(function)


def pack_work(work: Callable[[Path, int], Any]) -> bytes:
    """Work with all that it is made of."""
    return _pack(Packed(work, spoken_language(), own_types()))


def unpack_work(content: bytes) -> Packed:
    """The work again; `content` is known to be ours."""
    packed: Packed = _unpack(content)
    return packed


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a run of neighbours: results, files by their names in the folder, or what was raised."""

    results: list[Any]
    files: Mapping[str, bytes]
    fault: BaseException | None = None


def pack_answer(answer: Answer) -> bytes:
    """An answer on its way back."""
    return _pack(answer)


def unpack_answer(content: bytes) -> Answer:
    """The answer again; `content` is known to be ours."""
    answer: Answer = _unpack(content)
    return answer


def pack_files(folder: Path, names: Iterable[str]) -> bytes:
    """Files of a folder by their names."""
    return _pack({name: (folder / name).read_bytes() for name in names})


def read_files(folder: Path, besides: Collection[str]) -> dict[str, bytes]:
    """All that lies in a folder besides some files, by its name."""
    return {name: (folder / name).read_bytes() for name in list_files(folder) if name not in besides}


def unpack_files(content: bytes) -> Mapping[str, bytes]:
    """The files again; `content` is known to be ours."""
    files: Mapping[str, bytes] = _unpack(content)
    return files


def lay_down(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _pack(value: object) -> bytes:
    packed = io.BytesIO()
    _Packer(packed, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return zlib.compress(packed.getbuffer(), _QUICK)


def _unpack(content: bytes) -> Any:  # noqa: ANN401 - what was packed
    return pickle.loads(zlib.decompress(content))  # noqa: S301 - known to be ours, by its digest
