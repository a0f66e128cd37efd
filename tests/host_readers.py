"""Strict readers of what hosts read: `_headers` and `_redirects` as Netlify and Cloudflare Pages say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST_RULES = 100
LONGEST_LINE = 2000
MOST_STATIC, MOST_DYNAMIC, LONGEST_REDIRECT = 2000, 100, 1000
_HEADER = re.compile(r"  ([A-Za-z][A-Za-z-]*): (\S.*)")
_REDIRECT = re.compile(r"(/\S*) (/\S*) (301|302|200)")


@dataclass(frozen=True)
class ReadHeaders:
    """Rules of `_headers` in their order: pattern and headers."""

    rules: tuple[tuple[str, Mapping[str, str]], ...]

    def of(self, path: str) -> dict[str, str]:
        """The headers of a path. AssertionError where two rules set one, which hosts join or choose from."""
        found: dict[str, str] = {}
        for pattern, headers in self.rules:
            if _expression(pattern).fullmatch(path):
                assert not found.keys() & headers.keys(), (path, pattern)
                found |= headers
        return found


def read_headers_file(text: str) -> ReadHeaders:
    """`_headers`; AssertionError for whatever one of the hosts would refuse, pass over or cut off."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        assert len(line) <= LONGEST_LINE and line == line.rstrip()
        if line.startswith("/"):
            assert line.count("*") <= 1 and " " not in line
            rules.append((line, {}))
            continue
        header = _HEADER.fullmatch(line)
        assert header is not None, line
        assert rules and header[1] not in rules[-1][1], line
        rules[-1][1][header[1]] = header[2]
    assert len(rules) <= MOST_RULES and all(headers for _, headers in rules)
    assert len({pattern for pattern, _ in rules}) == len(rules)
    return ReadHeaders(tuple(rules))


@dataclass(frozen=True)
class ReadRedirects:
    """Rules of `_redirects` in their order: source and destination."""

    rules: tuple[tuple[str, str], ...]

    def lead(self, path: str) -> str | None:
        """Where the first rule that fits leads, as Cloudflare Pages does also where a file lies."""
        for source, target in self.rules:
            found = _expression(source).fullmatch(path)
            if found:
                return re.sub(r":([a-z]+)", r"{\1}", target).format(**found.groupdict())
        return None


def read_redirects(text: str) -> ReadRedirects:
    """`_redirects`; AssertionError for whatever one of the hosts would refuse or pass over."""
    rules: list[tuple[str, str]] = []
    for line in text.splitlines():
        assert len(line) <= LONGEST_REDIRECT
        redirect = _REDIRECT.fullmatch(line)
        assert redirect is not None, line
        assert set(re.findall(r":[a-z]+", redirect[2])) <= set(re.findall(r":[a-z]+", redirect[1])), line
        rules.append((redirect[1], redirect[2]))
    dynamic = [source for source, _ in rules if ":" in source or "*" in source]
    assert len(dynamic) <= MOST_DYNAMIC and len(rules) - len(dynamic) <= MOST_STATIC
    return ReadRedirects(tuple(rules))


def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern as these hosts make an expression of it: a placeholder to the next slash, a splat over it."""
    parts = re.split(r"(:[a-z]+|\*)", pattern)
    return re.compile(
        "".join(
            ".*" if part == "*" else f"(?P<{part[1:]}>[^/]+)" if part.startswith(":") else re.escape(part)
            for part in parts
        )
    )
