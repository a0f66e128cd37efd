"""Parts for nginx, Apache and Caddy: the site's headers, media types and old addresses, in their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from suluh.assembly.host_headers import CALLS, JSON, OPEN, SAFE, UNLISTED, header_policy
from suluh.assembly.unlisted import Unlisted
from suluh.publishing.ckan.calls import CALL_RULES, CallRule
from suluh.publishing.media_types import UTF_8, list_media_types
from suluh.vocabulary.moved_addresses import Moved

FOLDER = "server"
_NGINX_KNOWS = (".json", ".txt", ".xlsx", ".xml", ".zip")
"""Suffixes in the list that every nginx brings along; naming one again is a warning there."""


@dataclass(frozen=True, slots=True)
class ServerRules:
    """What a server is told: `home` is the path of the site's root, `policy` the pages' meta element."""

    home: str
    policy: str
    unlisted: Unlisted
    moved: Sequence[Moved]

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The headers of every answer."""
        return (("Content-Security-Policy", header_policy(self.policy)), *SAFE)

    @property
    def open_files(self) -> str:
        """A regular expression for the paths of files that programs fetch."""
        suffixes = "|".join(suffix.removeprefix(".") for suffix in list_media_types())
        return rf"\.({suffixes})$|^{self.calls}"

    @property
    def unlisted_paths(self) -> str:
        """A regular expression for the paths that search engines shall leave alone; empty where none is."""
        told = [self.below(folder) for folder in self.unlisted.folders]
        told += [f"{self.below(file)}$" for file in self.unlisted.files]
        return f"^({'|'.join(told)})" if told else ""

    @property
    def calls(self) -> str:
        """A regular expression for where CKAN's actions lie."""
        return f"(?:{'|'.join(map(self.below, CALLS))})"

    def call_of(self, rule: CallRule) -> str:
        """A regular expression for the paths of one action."""
        return f"^{self.calls}{rule.action}$"

    def below(self, address: str) -> str:
        """The path of an address as a regular expression."""
        return re.escape(self.home + address)

    def lead(self, hole: str) -> Iterator[tuple[str, str]]:
        """Patterns of old paths, each with the new one, in which `hole` stands for a group of the pattern."""
        for rule in self.moved:
            yield f"^{re.escape(self.home)}{rule.pattern}$", self.home + rule.write(hole)


def write_server_parts(rules: ServerRules) -> dict[str, str]:
    """Texts by file name, one for each server."""
    return {
        f"{FOLDER}/nginx.conf": "".join(f"{line}\n" for line in _nginx(rules)),
        f"{FOLDER}/apache.conf": "".join(f"{line}\n" for line in _apache(rules)),
        f"{FOLDER}/caddy.conf": "".join(f"{line}\n" for line in _caddy(rules)),
    }


def _nginx(rules: ServerRules) -> Iterator[str]:
    """Within `server { … }`, below `root`. A header without a value is not sent."""
    yield 'set $suluh_open "";'
    yield 'set $suluh_expose "";'
    yield 'set $suluh_robots "";'
    yield f'if ($uri ~ "{rules.open_files}") {{'
    for (_, value), name in zip(OPEN, ("open", "expose"), strict=True):
        yield f'    set $suluh_{name} "{value}";'
    yield "}"
    if rules.unlisted_paths:
        yield f'if ($uri ~ "{rules.unlisted_paths}") {{'
        yield f'    set $suluh_robots "{UNLISTED[1]}";'
        yield "}"
    for name, value in rules.headers:
        yield f'add_header {name} "{value}" always;'
    for (name, _), told in zip((*OPEN, UNLISTED), ("open", "expose", "robots"), strict=True):
        yield f"add_header {name} $suluh_{told} always;"
    kinds = {suffix: kind for suffix, kind in list_media_types().items() if suffix not in _NGINX_KNOWS}
    yield "include mime.types;"
    yield "types {"
    for suffix, kind in kinds.items():
        yield f"    {kind.removesuffix(UTF_8)} {suffix.removeprefix('.')};"
    yield "}"
    texts = [kind.removesuffix(UTF_8) for kind in kinds.values() if kind.endswith(UTF_8)]
    yield "charset utf-8;"
    yield f"charset_types text/plain text/xml {' '.join(texts)};"
    yield from _nginx_calls(rules)
    yield f'location ~ "^{rules.calls}[^/]+$" {{'
    yield f"    default_type {JSON};"
    yield "}"
    if rules.moved:
        yield "if (!-e $request_filename) {"
        for old, new in rules.lead("$%s"):
            yield f'    rewrite "{old}" "{new}" permanent;'
        yield "}"


def _nginx_calls(rules: ServerRules) -> Iterator[str]:
    """Questions to CKAN's actions. What a client asks is part of a path only if it has the form of one."""
    for rule in CALL_RULES:
        variable = f"$suluh_{rule.action}"
        yield f'set {variable} "";'
        yield f'if ($arg_{rule.parameter} ~ "^{rule.form}$") {{'
        yield f'    set {variable} "{rules.home}{rule.answer.format(f"$arg_{rule.parameter}")}";'
        yield "}"
        yield f'location ~ "{rules.call_of(rule)}" {{'
        yield f"    default_type {JSON};"
        yield f"    try_files {variable} $uri =404;"
        yield "}"


def _apache_calls(rules: ServerRules) -> Iterator[str]:
    yield "<IfModule mod_rewrite.c>"
    yield "    RewriteEngine On"
    for rule in CALL_RULES:
        answer = f"{rules.home}{rule.answer.format('%1')}"
        yield f'    RewriteCond "%{{QUERY_STRING}}" "(?:^|&){rule.parameter}=({rule.form})(?:&|$)"'
        yield f'    RewriteCond "%{{DOCUMENT_ROOT}}{answer}" -f'
        yield f'    RewriteRule "{rules.call_of(rule)}" "{answer}" [L]'
    yield "</IfModule>"


def _caddy_calls(rules: ServerRules) -> Iterator[str]:
    for rule in CALL_RULES:
        asked = f"{{http.request.uri.query.{rule.parameter}}}"
        answer = f"{rules.home}{rule.answer.format(asked)}"
        yield f"@suluh_{rule.action} {{"
        yield f"\tpath_regexp `{rules.call_of(rule)}`"
        yield f"\tvars_regexp {asked} `^{rule.form}$`"
        yield f"\tfile {answer}"
        yield "}"
        yield f"rewrite @suluh_{rule.action} {answer}"


def _apache(rules: ServerRules) -> Iterator[str]:
    """Within `<VirtualHost>`; `headers` must be enabled, and `rewrite` for old addresses."""
    for name, value in rules.headers:
        yield f'Header always set {name} "{value}"'
    for suffix, kind in list_media_types().items():
        yield f"AddType {kind.removesuffix(UTF_8)} {suffix}"
        if kind.endswith(UTF_8):
            yield f"AddCharset utf-8 {suffix}"
    yield f'<LocationMatch "{rules.open_files}">'
    yield from (f'    Header always set {name} "{value}"' for name, value in OPEN)
    yield "</LocationMatch>"
    yield f'<LocationMatch "^{rules.calls}[^/]+$">'
    yield f"    ForceType {JSON}"
    yield "</LocationMatch>"
    if rules.unlisted_paths:
        yield f'<LocationMatch "{rules.unlisted_paths}">'
        yield f'    Header always set {UNLISTED[0]} "{UNLISTED[1]}"'
        yield "</LocationMatch>"
    yield from _apache_calls(rules)
    if rules.moved:
        yield "<IfModule mod_rewrite.c>"
        yield "    RewriteEngine On"
        for old, new in rules.lead("$%s"):
            yield '    RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}" !-f'
            yield '    RewriteCond "%{DOCUMENT_ROOT}%{REQUEST_URI}" !-d'
            yield f'    RewriteRule "{old}" "{new}" [R=301,NE,L]'
        yield "</IfModule>"


def _caddy(rules: ServerRules) -> Iterator[str]:
    """Within the site's block, below `root`."""
    yield "header {"
    yield from (f'\t{name} "{value}"' for name, value in rules.headers)
    yield "}"
    yield f"@suluh_open path_regexp `{rules.open_files}`"
    yield "header @suluh_open {"
    yield from (f'\t{name} "{value}"' for name, value in OPEN)
    yield "}"
    for number, (suffix, kind) in enumerate(list_media_types().items(), 1):
        yield f"@suluh_type{number} path *{suffix}"
        yield f'header @suluh_type{number} Content-Type "{kind}"'
    yield from _caddy_calls(rules)
    yield f"@suluh_calls path_regexp `^{rules.calls}[^/]+$`"
    yield f'header @suluh_calls Content-Type "{JSON}"'
    if rules.unlisted_paths:
        yield f"@suluh_unlisted path_regexp `{rules.unlisted_paths}`"
        yield f'header @suluh_unlisted {UNLISTED[0]} "{UNLISTED[1]}"'
    for number, (old, new) in enumerate(rules.lead("{re.NAME.%s}"), 1):
        name = f"suluh_old{number}"
        yield f"@{name} {{"
        yield f"\tpath_regexp {name} `{old}`"
        yield "\tnot file {path} {path}/"
        yield "}"
        yield f'redir @{name} "{new.replace("NAME", name)}" permanent'
