"""`suluh links`: links of the built site; those that lead elsewhere are asked whether they answer."""

from __future__ import annotations

from pathlib import Path

import click

from suluh.cli.output import form_option, give_out, output_option
from suluh.cli.speech import argument, language_option, option, say, verb

EXIT_ERRORS = 1
FORMS = ("text", "markdown")


@verb()
@argument("site", metavar="SITUS", type=click.Path(exists=True, file_okay=False, path_type=Path))
@option("--external", is_flag=True, help="Tanya juga situs lain, satu per satu; tidak pernah galat.")
@form_option(FORMS)
@output_option
@language_option
@option("--root", type=click.Path(file_okay=False, path_type=Path), help="Folder yang berisi mkdocs.yml.")
@click.pass_context
def links(
    ctx: click.Context,
    site: Path,
    external: bool,
    form: str,
    output: Path | None,
    lang: str,
    root: Path | None,
) -> None:
    """Periksa tautan di SITUS jadi. Dengan --external, tautan ke situs lain ditanya juga.

    Tautan luar yang mati hanya peringatan (W009), karena situs lain bisa sedang mati.
    """
    from suluh.assembly.external_links import ask_links, collect_external_links
    from suluh.assembly.link_check import check_links
    from suluh.checking.reporting.markdown import write_comment
    from suluh.checking.reporting.markdown_text import escape_text
    from suluh.checking.reporting.report import make_report
    from suluh.cli.finding_text import capture_report, print_findings
    from suluh.cli.roots import load_settings

    settings, findings = load_settings(root)
    if settings is None:
        print_findings(findings, lang)
        ctx.exit(EXIT_ERRORS)
    wrong = check_links(site, settings)
    told = say("%(count)s tautan dalam situs putus.", count=len(wrong))
    dead = []
    if external:
        found = collect_external_links(site, settings.site_url)
        dead = ask_links(found)
        outside = say(
            "%(count)s dari %(total)s tautan luar tidak menjawab.", count=len(dead), total=len(found)
        )
        told = f"{told} {outside}"
    report = make_report([*wrong, *dead], language=lang, site_url=settings.site_url)
    if form == "markdown":
        text = f"<p>{escape_text(told)}</p>\n\n{write_comment(report)}"
    else:
        text = f"{capture_report(report)}{told}"
    give_out(text, output)
    if wrong:
        ctx.exit(EXIT_ERRORS)
