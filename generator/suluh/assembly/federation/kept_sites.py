"""What was fetched of other sites, kept by its content, so that a second run asks for what changed alone.

`isi/<sha256>` holds bytes, `situs/<digest of the address>.json` the last sound state of a site: the ETag of
what it is known by, its digest, and when it was taken. A state is written after all that it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from suluh.reading.kept_files import is_being_written, keep_file


@dataclass(frozen=True, slots=True)
class KeptState:
    """What a site was known by when all of it was sound: `digest` of `path`, its ETag, the moment (ISO)."""

    digest: str
    tag: str
    since: str
    contents: tuple[str, ...]


class SiteStore:
    """A folder of kept bytes and states; what does not fit its own digest counts as not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, digest: str) -> bytes | None:
        """The bytes of a digest; None where they are not kept, or are others by now."""
        try:
            content = (self.folder / "isi" / digest).read_bytes()
        except OSError:
            return None
        return content if sha256(content).hexdigest() == digest else None

    def keep(self, content: bytes) -> str:
        """Keep bytes and tell their digest. Raises OSError."""
        digest = sha256(content).hexdigest()
        keep_file(self.folder / "isi" / digest, content)
        return digest

    def state_of(self, address: str) -> KeptState | None:
        """The last sound state of a site; None where there is none, or its bytes are gone."""
        try:
            told = json.loads(self._state_path(address).read_bytes())
            state = KeptState(told["digest"], told["tag"], told["since"], tuple(told["contents"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        whole = all(isinstance(digest, str) and self._is_kept(digest) for digest in state.contents)
        return state if whole and state.digest in state.contents else None

    def keep_state(self, address: str, state: KeptState) -> None:
        """Keep a site's state. Raises OSError."""
        keep_file(self._state_path(address), json.dumps(asdict(state), sort_keys=True).encode())

    def tidy(self, addresses: Iterable[str]) -> None:
        """Remove states of other addresses, and bytes that no state names."""
        paths = {self._state_path(address).name for address in addresses}
        for path in self._files("situs"):
            if path.name not in paths and not is_being_written(path):
                _remove(path)
        kept: set[str] = set()
        for path in self._files("situs"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                kept.update(json.loads(path.read_bytes())["contents"])
        for path in self._files("isi"):
            if path.name not in kept and not is_being_written(path):
                _remove(path)

    def _is_kept(self, digest: str) -> bool:
        return (self.folder / "isi" / digest).is_file()

    def _state_path(self, address: str) -> Path:
        return self.folder / "situs" / f"{sha256(address.encode()).hexdigest()[:32]}.json"

    def _files(self, name: str) -> list[Path]:
        folder = self.folder / name
        return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
