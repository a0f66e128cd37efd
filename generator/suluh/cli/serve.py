"""`suluh serve`: a live preview on this machine, which outlives every mistake in the files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

import click

from suluh.cli.fault_messages import describe_fault
from suluh.cli.output import engine_option
from suluh.cli.roots import as_of_option, choose_root, settings_option
from suluh.cli.speech import option, run_language, say, verb

if TYPE_CHECKING:
    from suluh.assembly.kept_site import EngineByName
    from suluh.assembly.live_composing import Composed
    from suluh.assembly.live_site import LiveSite
    from suluh.assembly.turns import Publication
    from suluh.vocabulary.findings import Finding
    from suluh.vocabulary.settings import Settings


@verb()
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@settings_option
@as_of_option
@option("--host", default="127.0.0.1", show_default=True, help="Alamat komputer ini.")
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: yang bebas.")
@engine_option
def serve(
    root: Path | None, settings_file: Path | None, as_of: datetime | None, host: str, port: int, engine: str
) -> None:
    """Tampilkan situs di peramban selagi diubah. Temuan tampil di halaman; Ctrl+C mengakhiri."""
    from suluh.assembly.kept_site import EngineByName
    from suluh.assembly.preview import Preview, base_path
    from suluh.assembly.watching import Watch, watched_paths
    from suluh.cli.preview_server import PreviewServer
    from suluh.engines import load_engine

    project = choose_root(root, settings_file)
    chosen = EngineByName(engine, lambda: load_engine(engine))
    source = _Source(project, chosen, settings_file, as_of.date() if as_of else None)
    preview = Preview(lambda: source.site, source.build, lambda: source.language, foresee=source.foresee)
    try:
        server = PreviewServer(preview, lambda: base_path(source.settings), host, port, desk=source.desk)
    except OSError as fault:
        raise click.UsageError(
            say(
                "Tidak dapat memakai %(address)s (%(fault)s); coba --port 0.",
                address=f"{host}:{port}",
                fault=describe_fault(fault),
            )
        ) from None

    def rebuild() -> None:
        _tell(preview.rebuild().findings)
        Thread(target=review, daemon=True).start()

    def review() -> None:
        further = preview.review()
        if further is not None:
            _tell(further.findings)

    watch = Watch(lambda: watched_paths(project, source.settings), rebuild)
    with server:
        click.echo(say("Membangun …"), err=True)
        rebuild()
        click.echo(say("Pratinjau di %(address)s (Ctrl+C mengakhiri)", address=server.address), err=True)
        click.echo(say("Meja walidata di %(address)s__suluh/meja", address=server.address), err=True)
        watch.start()
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            click.echo(say("Selesai."), err=True)
        finally:
            watch.stop()


class _Source:
    """The project as it is now: its settings are read again for each build."""

    def __init__(
        self, root: Path, engine: EngineByName, settings_file: Path | None = None, day: date | None = None
    ) -> None:
        self.root = root
        self.settings_file = settings_file
        self.day = day
        self.folder = (settings_file.resolve().parent if settings_file else root) / ".suluh" / "pratinjau"
        self.settings: Settings | None = None
        self._desk_lock = Lock()
        self._engine = engine
        self._composed: Composed | None = None
        self._noted: tuple[Finding, ...] = ()
        self.site: LiveSite | None = None

    @property
    def language(self) -> str:
        """The site's language, as last read."""
        return self.settings.language if self.settings else "id"

    def build(self) -> Publication:
        """Compose the site anew, leaving out what has errors."""
        from suluh.assembly.live_composing import compose_live
        from suluh.assembly.turns import Publication
        from suluh.cli.progress_display import WaitsAloud
        from suluh.reading.site_settings import read_settings
        from suluh.vocabulary.findings import has_errors

        settings, findings = read_settings(
            self.root, settings_file=self.settings_file, as_of=self.day, site_dir=self.folder, keep_going=True
        )
        self.settings, self._noted = settings or self.settings, tuple(findings)
        if settings is None or has_errors(findings):
            return Publication(self._noted)
        earlier = self._composed.checked if self._composed is not None else None
        progress = WaitsAloud(self.language)
        return self._take(compose_live(settings, self._engine.load(), progress, earlier))

    def foresee(self) -> Callable[[], Publication]:
        """Look for what a build would find later; what is to be done for it is left to who asks."""
        from suluh.assembly.live_composing import compose_foreseen, foresee_live
        from suluh.cli.progress_display import WaitsAloud

        settings, composed = self.settings, self._composed
        if settings is None or composed is None:
            raise RuntimeError("nothing is composed yet")
        foreseen = foresee_live(settings, composed)
        engine, progress = self._engine.load(), WaitsAloud(self.language)
        return lambda: self._take(compose_foreseen(settings, composed, foreseen, engine, progress))

    def _take(self, composed: Composed) -> Publication:
        from suluh.assembly.turns import Publication

        if composed.site is not None:
            self._composed, self.site = composed, composed.site
        folder = self.folder if composed.site is not None else None
        return Publication((*self._noted, *composed.findings), folder)

    def desk(self) -> str:
        """The page of what waits, of the clone's own branches; a line in its place where there is none."""
        from suluh.cli.inbox import show_local_desk

        with self._desk_lock:
            return show_local_desk(self.settings, self.language)


def _tell(findings: tuple[Finding, ...]) -> None:
    """How many, and the first few, on the terminal; all of them stand in the page."""
    from suluh.checking.explanations import describe
    from suluh.vocabulary.findings import in_reading_order

    if not findings:
        click.echo(say("Tidak ada temuan."), err=True)
        return
    for finding in in_reading_order(findings)[:5]:
        words = describe(finding, run_language())
        place = finding.place.path or say("situs")
        click.echo(f"  {finding.code} {place}: {words.message}", err=True)
    click.echo(say("%(count)s temuan; semuanya di halaman pratinjau.", count=len(findings)), err=True)
