"""Builds a made site again and again, for a test that kills it: `build_and_die.py ROOT STAMP REGIONS`."""

from __future__ import annotations

import sys
from pathlib import Path

from made_sites import make_settings, make_site
from suluh.assembly import publish
from suluh.engines import load_engine


def main(root: str, stamp: str, regions: str) -> None:
    settings = make_settings(Path(root))
    published = publish(make_site(stamp, int(regions)), settings, load_engine("mkdocs"), patience=60)
    print(*published.findings)
    sys.exit(0 if published.site_dir else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
