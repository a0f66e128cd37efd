"""MkDocs: the engine, and the plugin by which a bare `mkdocs build` or `serve` follows the same recipe.

The only module that imports `mkdocs`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import base, config_options, load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority

from suluh.assembly.build_progress import SilentProgress, say_waiting
from suluh.assembly.engine import BUILT
from suluh.assembly.policy import build_policy, preview_policy
from suluh.assembly.publication import finish
from suluh.assembly.staging import Staged, stage_site
from suluh.assembly.swap import check_replaceable
from suluh.assembly.theme_files import look_folders
from suluh.assembly.turns import cannot_write, take_turn
from suluh.checking.broken_packages import say_broken
from suluh.reading.site_settings import read_settings
from suluh.record_types import BrokenPackageError
from suluh.vocabulary.findings import Finding, Place, Severity, has_errors, in_reading_order
from suluh.vocabulary.own_types import OWN_TYPES_FOLDER, understanding
from suluh.vocabulary.settings import Settings
from suluh.vocabulary.site import Site
from suluh.words.saying import say_in

_PARTS = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "jinja2")
_LOG = logging.getLogger("mkdocs.plugins.suluh")


class MkDocsEngine:
    """Renders a staged folder with MkDocs, in this process."""

    name = "mkdocs"

    @property
    def version(self) -> str:
        """Versions of all that has a part in the pages."""
        return " ".join(_version(part) for part in _PARTS)

    def render(self, staged: Path) -> tuple[Path, list[Finding]]:
        """Build `staged/mkdocs.yml` in silence; MkDocs' warnings come back as findings."""
        built = staged / BUILT
        with _collected_warnings() as said:
            try:
                build(load_staged(staged, built))
            except (MkDocsException, SystemExit, Exception) as fault:  # any fault of a theme or extension
                message = " ".join([*said, str(fault)])[-400:]
                return built, [Finding("S001", Place(), details={"mesin": self.name, "pesan": message})]
        return built, [
            Finding("S002", Place(), Severity.WARNING, details={"mesin": self.name, "pesan": name})
            for name in said
        ]


def load_staged(staged: Path, built: Path) -> MkDocsConfig:
    """The configuration of a staged folder, whose theme lists what MkDocs would take of it and no more.

    Material's folder has 14,000 icons, which MkDocs would list, hold against ten patterns each, and leave.
    """
    config = load_config(str(staged / "mkdocs.yml"), site_dir=str(built))
    theme = config.theme
    make = theme.get_env

    def make_lean() -> object:
        environment = make()
        setattr(environment.loader, "list_templates", lambda: list_shown(theme.dirs))  # noqa: B010
        return environment

    setattr(theme, "get_env", make_lean)  # noqa: B010
    return config


def list_shown(folders: Iterable[str]) -> list[str]:
    """Paths of all files below folders, sorted, `/` between their parts; nothing hidden is gone into."""
    found: set[str] = set()
    for top in folders:
        for folder, inner, files in os.walk(top):
            inner[:] = [name for name in inner if not name.startswith(".")]
            found.update(Path(folder, name).relative_to(top).as_posix() for name in files)
    return sorted(found)


@contextmanager
def _collected_warnings() -> Iterator[list[str]]:
    """Messages that MkDocs logs as warnings or worse while the block runs; nothing is printed."""
    said: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(" ".join(record.getMessage().split()))

    logger = logging.getLogger("mkdocs")
    collector, spread = Collector(logging.WARNING), logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield said
    finally:
        logger.removeHandler(collector)
        logger.propagate = spread


def _version(package: str) -> str:
    try:
        return f"{package}={version(package)}"
    except PackageNotFoundError:
        return f"{package}="


class SuluhOptions(base.Config):  # type: ignore[no-untyped-call]  # MkDocs types it by half
    """What may stand under `plugins: suluh:`; `reading.site_settings` is who checks it."""

    wilayah = config_options.Optional(config_options.Type((str, int)))
    kontak = config_options.Optional(config_options.Type(str))
    repositori = config_options.Optional(config_options.Type(str))
    pemilik = config_options.Optional(config_options.Type(str))
    lapor = config_options.Optional(config_options.Type(str))
    sering_dicari = config_options.Optional(config_options.Type(list))
    padanan_kata = config_options.Optional(config_options.Type(list))
    hosting = config_options.Optional(config_options.Type(str))
    bahasa_lain = config_options.Optional(config_options.Type(dict))
    ppid = config_options.Optional(config_options.Type(dict))
    lambang = config_options.Optional(config_options.Type(dict))
    warna = config_options.Optional(config_options.Type(dict))
    huruf = config_options.Optional(config_options.Type(str))
    batas = config_options.Optional(config_options.Type(dict))
    panduan = config_options.Optional(config_options.Type(bool))
    awalan_ocid = config_options.Optional(config_options.Type(str))
    mulai_melapor = config_options.Optional(config_options.Type(str))
    lisensi_katalog = config_options.Optional(config_options.Type(str))
    per_tanggal = config_options.Optional(config_options.Type((str, date)))
    kaki = config_options.Optional(config_options.Type(dict))
    content_dir = config_options.Optional(config_options.Type(str))
    datasets_dir = config_options.Optional(config_options.Type(str))


class SuluhPlugin(BasePlugin[SuluhOptions]):  # type: ignore[no-untyped-call]  # as above
    """Lets MkDocs build our stage instead of the project's folders, and assembles what comes out."""

    def __init__(self) -> None:
        self._serving = False
        self._work: tuple[Site, Settings, Staged] | None = None
        self._turn = ExitStack()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note what MkDocs is about to do."""
        self._serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Stage the site and answer with the staged configuration: nothing else is read or emptied."""
        try:
            return self._begin(config)
        except BrokenPackageError as fault:
            raise Abort(say_broken(fault, config.theme.get("language") or "id")) from None

    def _begin(self, config: MkDocsConfig) -> MkDocsConfig:
        settings, findings = read_settings(
            Path(config.config_file_path).resolve().parent,
            site_dir=Path(config.site_dir).resolve(),
            site_url=config.site_url or "",
            keep_going=self._serving,
        )
        if settings is None or has_errors(findings):
            raise _stop(findings, settings.language if settings else "id")
        told = findings
        # One build of a project at a time, until its site is in place or it fails.
        self._turn.close()
        refused = self._turn.enter_context(take_turn(settings, _Waiting()))
        if refused is not None:
            self._turn.close()
            raise _stop([refused], settings.language)
        try:
            return self._stage(config, settings, told)
        except BaseException:
            self._turn.close()
            raise

    def _stage(self, config: MkDocsConfig, settings: Settings, told: list[Finding]) -> MkDocsConfig:
        from suluh.assembly.foresight import prepare_site  # late: the engine alone needs nothing of it

        site, checked = prepare_site(settings)
        blocked = check_replaceable(settings.site_dir, settings.root)
        findings = [*told, *checked.findings, *blocked]
        if site is None or blocked:
            raise _stop(findings, settings.language)
        with understanding(settings.own_types):
            staged, clashes = stage_site(site, settings, "mkdocs-plugin")
        if staged is None:
            raise _stop([*findings, *clashes], settings.language)
        _tell(findings, settings.language)
        self._work = (site, settings, staged)
        inner = load_staged(staged.folder, staged.folder / BUILT)
        inner.plugins, inner.strict = config.plugins, config.strict
        return inner

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the built placeholders and swap the finished site in."""
        with self._turn:
            self._finish(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Let others have their turn."""
        self._turn.close()

    def _finish(self, config: MkDocsConfig) -> None:
        if self._work is None:
            return
        site, settings, staged = self._work
        make_policy = (lambda _: preview_policy()) if self._serving else build_policy
        try:
            with understanding(settings.own_types):
                finished = finish(
                    site, settings, staged=staged, built=Path(config.site_dir), make_policy=make_policy
                )
        except OSError as fault:
            raise _stop([cannot_write(settings, fault)], settings.language) from None
        if finished.site_dir is None:
            raise _stop(finished.findings, settings.language)
        _tell(finished.findings, settings.language)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch the sources and our own looks; the stage is nobody's to edit."""
        if self._work is not None:
            settings = self._work[1]
            own = settings.root / OWN_TYPES_FOLDER
            for folder in (settings.content_dir, settings.datasets_dir, own, *look_folders()):
                if folder.is_dir():
                    server.watch(str(folder))
        return server


class _Waiting(SilentProgress):
    """Says what a build waits for, as MkDocs says things."""

    def wait(self, folder: str, process: int, minutes: int) -> None:
        _LOG.warning(say_waiting("id", folder, process, minutes))


def _tell(findings: tuple[Finding, ...] | list[Finding], language: str) -> None:
    from suluh.checking.explanations import describe  # late, as above

    for finding in in_reading_order(findings):
        words = describe(finding, language)
        level = logging.ERROR if finding.severity is Severity.ERROR else logging.WARNING
        where = ":".join(str(part) for part in (finding.place.path, finding.place.line) if part)
        _LOG.log(level, "%s: %s: %s %s", where or "suluh", finding.code, words.message, words.hint)


def _stop(findings: tuple[Finding, ...] | list[Finding], language: str) -> Abort:
    """Say the findings and make the exception with which MkDocs ends without a trace."""
    _tell(findings, language)
    return Abort(say_in(language, "Suluh: situs tidak dibangun."))
