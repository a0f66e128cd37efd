"""Files that are made together: all at once, or, where they are made later, when the first is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from suluh.publishing.artifacts import LaterArtifact, is_measured_later, make_once, only_named
from suluh.vocabulary.site import Artifact


class FileGroup(Mapping[str, Artifact]):
    """Files by address that `make` makes together; looking into it makes them.

    `named` are those whose names are known before that: all of them, unless files are made later. Then they
    are those that `make` names where files are only named.
    """

    def __init__(self, make: Callable[[], Iterable[Artifact]]) -> None:
        """Make them now, or only learn their names."""
        self._whole = make_once(lambda: {file.address: file for file in make()})
        if is_measured_later():
            with only_named():
                self.named = tuple(map(self._later, make()))
        else:
            self.named = tuple(self._whole().values())

    def _later(self, file: Artifact) -> Artifact:
        made_alone = isinstance(file, LaterArtifact)
        return file if made_alone else LaterArtifact(file.address, partial(self.__getitem__, file.address))

    def __getitem__(self, address: str) -> Artifact:
        return self._whole()[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __reduce__(self) -> tuple[type[dict[str, Artifact]], tuple[dict[str, Artifact]]]:
        """Another process gets what was made."""
        return dict, (self._whole(),)
