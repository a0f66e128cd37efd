"""Whether a manifest was signed by somebody whose key we trust: `manifest.json.sig`, made by OpenSSH.

Signing is left to `ssh-keygen`, which every server and forge knows; Suluh holds no key.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from suluh.assembly.manifest import SIGNATURE
from suluh.reading.called_programs import find_program
from suluh.vocabulary.findings import Finding, Place

NAMESPACE = "suluh"
"""What the signature is for, so that none made for something else counts."""
_SECONDS = 30
_SIGNER = re.compile(r'Good "suluh" signature for (\S{1,200}) with')


def check_signature(manifest: bytes, signature: bytes, signers: Path) -> tuple[str, list[Finding]]:
    """Who signed the manifest, by the file of allowed signers; E015 where none of them did."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, SIGNATURE)
        file.write_bytes(signature)
        common = ["-f", str(signers), "-s", str(file), "-n", NAMESPACE]
        try:
            found = _ask(["find-principals", "-f", str(signers), "-s", str(file)], b"")
            for name in found.splitlines():
                told = _ask(["verify", "-I", name, *common], manifest)
                match = _SIGNER.search(told)
                if match is not None:
                    return match[1], []
        except (OSError, subprocess.TimeoutExpired):
            return "", [_unsigned("ssh-keygen (OpenSSH 8.9 ke atas) tidak ada di komputer ini")]
    return "", [_unsigned("tanda tangannya tidak cocok atau bukan dari kunci yang dipercaya")]


def _ask(arguments: list[str], content: bytes) -> str:
    program = find_program("ssh-keygen")
    if program is None:
        raise FileNotFoundError("ssh-keygen")
    done = subprocess.run(
        [program, "-Y", *arguments],
        input=content,
        capture_output=True,
        check=False,
        timeout=_SECONDS,
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _unsigned(message: str) -> Finding:
    return Finding("E015", Place(SIGNATURE), details={"pesan": message})
