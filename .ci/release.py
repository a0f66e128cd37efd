"""What a release needs to know: `python .ci/release.py check v0.2.0`, `python .ci/release.py notes 0.2.0`.

`check` holds a tag against the version of the package and the changelog; `notes` prints the part of the
changelog that is about a version. Exit 0, or 1 with what is wrong.
"""

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"""^__version__ = "([^"]+)"$""", re.MULTILINE)
PART = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?[ \t]*$", re.MULTILINE)


def read_version() -> str:
    """The version that the package states, without importing it."""
    found = VERSION.search((ROOT / "generator" / "suluh" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        sys.exit("generator/suluh/__init__.py states no __version__.")
    return found[1]


def find_notes(version: str) -> str:
    """The changelog's part about a version, without its heading; leaves where there is none, or no date."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = list(PART.finditer(text))
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if part[1] == version:
            if part[2] is None:
                sys.exit("CHANGELOG.md: [%s] has no date." % version)
            notes = text[part.end() : following.start() if following else len(text)].strip()
            if not notes:
                sys.exit("CHANGELOG.md: [%s] is empty." % version)
            return notes
    sys.exit("CHANGELOG.md has no part [%s]." % version)


def check(tag: str) -> None:
    """Leave unless the tag is the version with a v before it, and the changelog tells of it."""
    version = read_version()
    if tag != "v" + version:
        sys.exit("The tag is %s, the version %s: tag v%s, or mend __version__." % (tag, version, version))
    find_notes(version)


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("task", choices=("check", "notes"))
    parser.add_argument("what", help="a tag to check, or a version (or its tag) to print the notes of")
    asked = parser.parse_args()
    if asked.task == "check":
        check(asked.what)
    else:
        sys.stdout.reconfigure(encoding="utf-8")
        print(find_notes(asked.what[1:] if asked.what.startswith("v") else asked.what))


if __name__ == "__main__":
    main()
