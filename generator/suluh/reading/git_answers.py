"""The one way to ask git. An answer is an answer; where git fails or takes too long, that is no answer.

Silence is never the same as "nothing": what was withdrawn, changed or committed is unknown then, and
`GitSilentError` says so to whoever would take it for nothing. Where there is no git or no repository there
is no past either, which is known: `is_absence`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from suluh.reading.called_programs import QUIET, find_program, make_environment
from suluh.vocabulary.findings import Finding, Place, Severity

TIMEOUT_SECONDS = 60
"""For one answer."""

_CONFIRMING_SECONDS = 5
_NONE_HERE = b"fatal: not a git repository"
_hung: dict[tuple[str, Path], float] = {}
"""Until when (monotonic) a git that hung is not asked again: a run asks often, and each wait is long."""


class Silence(StrEnum):
    """Why git told nothing, as a word of the findings."""

    NO_PROGRAM = "@git_missing"
    NO_REPOSITORY = "@git_no_repository"
    FAILED = "@git_failed"
    TOO_LONG = "@git_too_long"


class GitSilentError(Exception):
    """Git did not answer. `reason` says why, `question` is the command that it was asked."""

    def __init__(self, reason: Silence, question: str) -> None:
        super().__init__(f"git {question}: {reason}")
        self.reason = reason
        self.question = question

    def __reduce__(self) -> tuple[type[GitSilentError], tuple[Silence, str]]:
        """It can be raised in a process and told in another."""
        return GitSilentError, (self.reason, self.question)

    @property
    def is_absence(self) -> bool:
        """Whether there is no git or no repository at all, rather than one that says nothing."""
        return self.reason in (Silence.NO_PROGRAM, Silence.NO_REPOSITORY)

    def finding(self, code: str, place: Place | None = None, severity: Severity = Severity.ERROR) -> Finding:
        """What people are told of it under a code whose sentence has `{perintah}` and `{sebab}`."""
        details = {"perintah": f"git {self.question}", "sebab": str(self.reason)}
        return Finding(code, place or Place(), severity, details=details)


def has_repository(root: Path) -> bool:
    """Whether a repository lies in or above a folder, whatever git says of it."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def ask_git(root: Path, arguments: Sequence[str], *, nothing: int | None = None) -> str:
    """What git says in `root`. Raises GitSilentError; an exit code of `nothing` is an empty answer."""
    return ask_bytes(root, arguments, nothing=nothing).decode("utf-8", errors="replace")


def hear_git(root: Path, arguments: Sequence[str], *, nothing: int | None = None) -> str | None:
    """The same, None where git does not answer."""
    try:
        return ask_git(root, arguments, nothing=nothing)
    except GitSilentError:
        return None


def ask_bytes(
    root: Path,
    arguments: Sequence[str],
    *,
    nothing: int | None = None,
    accepted: Sequence[int] = (0,),
    variables: Mapping[str, str] | None = None,
) -> bytes:
    """The same as bytes; `variables` are told to git besides its environment.

    Exit codes of `accepted` are answers in full: some commands tell by them what they found.
    """
    question = arguments[0]
    program = _find(root, question)
    try:
        done = subprocess.run(
            [program, *QUIET, *arguments],
            cwd=root,
            env={**make_environment(), **(variables or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _remember_hung(program, root, question) from None
    except (OSError, subprocess.SubprocessError):
        raise GitSilentError(Silence.FAILED, question) from None
    if done.returncode in accepted:
        return done.stdout
    if nothing is not None and done.returncode == nothing and not done.stderr.strip():
        return b""
    absent = done.stderr.startswith(_NONE_HERE)
    raise GitSilentError(Silence.NO_REPOSITORY if absent else Silence.FAILED, question)


def tell_git(folder: Path, *arguments: str, seconds: float | None = TIMEOUT_SECONDS) -> bool:
    """Whether git did something in a folder that need not be a repository yet; no hook of its runs.

    It has so many seconds for it, or as many as it needs.
    """
    program = find_program("git")
    if program is None:
        return False
    plain = ("-c", "commit.gpgSign=false", "-c", "core.hooksPath=")
    try:
        done = subprocess.run(
            [program, *QUIET, *plain, "-C", str(folder), *arguments],
            env=make_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0


class Conversation:
    """A git that answers question after question. Each answer has its time; then git is ended."""

    def __init__(self, process: subprocess.Popen[bytes], question: str, gone: Callable[[], None]) -> None:
        self._process = process
        self._question = question
        self._gone = gone
        self._until: float | None = None
        self._late = False
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="suluh-git", daemon=True).start()

    def ask(self, text: bytes) -> bytes:
        """The line that answers a line. Raises GitSilentError."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        with self._timed():
            stdin.write(text + b"\n")
            stdin.flush()
            line = stdout.readline()
        if not line.endswith(b"\n"):
            raise self._silent()
        return line

    def read(self, size: int) -> bytes:
        """That many bytes more of an answer. Raises GitSilentError where there are fewer."""
        stdout = self._process.stdout
        assert stdout is not None
        with self._timed():
            data = stdout.read(size)
        if len(data) != size:
            raise self._silent()
        return data

    def end(self) -> None:
        """Let git end; end it where it does not."""
        self._ended.set()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        try:
            self._process.wait(_CONFIRMING_SECONDS)
        except subprocess.TimeoutExpired:
            _kill(self._process)
            self._process.wait()

    @contextmanager
    def _timed(self) -> Iterator[None]:
        self._until = time.monotonic() + TIMEOUT_SECONDS
        try:
            yield
        except (OSError, ValueError):
            raise self._silent() from None
        finally:
            self._until = None

    def _silent(self) -> GitSilentError:
        if not self._late:
            return GitSilentError(Silence.FAILED, self._question)
        self._gone()
        return GitSilentError(Silence.TOO_LONG, self._question)

    def _watch(self) -> None:
        while not self._ended.wait(min(TIMEOUT_SECONDS / 10, 1)):
            until = self._until
            if until is not None and time.monotonic() > until:
                self._late = True
                _kill(self._process)
                return


@contextmanager
def talk_to_git(root: Path, arguments: Sequence[str]) -> Iterator[Conversation]:
    """A git that stays to be asked. Raises GitSilentError, then and whenever it does not answer."""
    question = arguments[0]
    program = _find(root, question)
    try:
        process = subprocess.Popen(
            [program, *QUIET, *arguments],
            cwd=root,
            env=make_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )
    except (OSError, subprocess.SubprocessError):
        raise GitSilentError(Silence.FAILED, question) from None
    conversation = Conversation(process, question, lambda: _note_hung(program, root))
    try:
        yield conversation
    finally:
        conversation.end()


def _find(root: Path, question: str) -> str:
    program = find_program("git")
    if program is None:
        raise GitSilentError(Silence.NO_PROGRAM, question)
    if not has_repository(root):
        raise GitSilentError(Silence.NO_REPOSITORY, question)
    if time.monotonic() < _hung.get((program, root), 0.0):
        raise GitSilentError(Silence.TOO_LONG, question)
    return program


def _note_hung(program: str, root: Path) -> None:
    _hung[program, root] = time.monotonic() + TIMEOUT_SECONDS


def _remember_hung(program: str, root: Path, question: str) -> GitSilentError:
    _note_hung(program, root)
    return GitSilentError(Silence.TOO_LONG, question)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started itself: a script that stands for git leaves nothing behind."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
