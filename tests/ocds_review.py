"""What the Open Contracting Partnership's own reviewer says of a package: libcoveocds, without a network.

The reviewer imports a library that turns spreadsheets to JSON, which nothing here calls and which brings a
database along: an empty module stands in its place. The schemas are those of `tests/data/ocds-1.1.5`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from zipfile import ZipFile

SCHEMAS = Path(__file__).parent / "data" / "ocds-1.1.5"
KINDS = (
    "validation_errors",
    "conformance_errors",
    "additional_fields",
    "additional_checks",
    "additional_closed_codelist_values",
    "additional_open_codelist_values",
    "deprecated_fields",
    "json_deref_error",
)


@cache
def _reviewer() -> Any:
    if "flattentool" not in sys.modules:
        stands_in, errors = ModuleType("flattentool"), ModuleType("flattentool.exceptions")
        vars(stands_in)["unflatten"] = None
        vars(errors)["FlattenToolWarning"] = Warning
        sys.modules |= {"flattentool": stands_in, "flattentool.exceptions": errors}
    import jsonref
    from libcoveocds.api import ocds_json_output
    from libcoveocds.config import LibCoveOCDSConfig

    # It follows the one reference between schemas over the network, whatever it was given.
    vars(jsonref)["requests"] = SimpleNamespace(get=_fetch)
    settings = LibCoveOCDSConfig()
    settings.config |= {"context": "api", "standard_zip": _pack_schemas()}
    return lambda package: ocds_json_output(json_data=package, lib_cove_ocds_config=settings)


def _fetch(address: str) -> Any:
    text = (SCHEMAS / "schema" / address.rpartition("/")[2]).read_text(encoding="utf-8")
    return SimpleNamespace(raise_for_status=lambda: None, json=lambda **options: json.loads(text, **options))


def _pack_schemas() -> bytes:
    """The folder as the archive that the reviewer would fetch."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.mkdir("standard")
        for path in sorted(path for path in SCHEMAS.rglob("*") if path.is_file()):
            archive.write(path, f"standard/{path.relative_to(SCHEMAS).as_posix()}")
    return packed.getvalue()


def review(package: Mapping[str, Any]) -> dict[str, Any]:
    """Whatever it remarks, by kind; empty where it has no fault to find."""
    context = _reviewer()(package)
    return {kind: context[kind] for kind in KINDS if context.get(kind)}
