"""Assembly: a `Site` and what an engine built become the finished folder.

`stage_site` writes what an engine may read; an `Engine` renders it; `assemble_site` fills the
built placeholders with records and writes the whole site; `publish` does all three and swaps
the result in. `recipe.publish_site` runs the recipe before it.
"""

from suluh.assembly.assembling import assemble_site
from suluh.assembly.build_progress import SILENT, Progress
from suluh.assembly.engine import Engine
from suluh.assembly.publication import Publication, publish
from suluh.assembly.staging import Staged, stage_site

__all__ = [
    "SILENT",
    "Engine",
    "Progress",
    "Publication",
    "Staged",
    "assemble_site",
    "publish",
    "stage_site",
]
