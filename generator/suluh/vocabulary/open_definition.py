"""The sentence that stands in a definition which nobody has written yet."""

from __future__ import annotations

OPEN_DEFINITION = "Batasannya belum diterangkan."
"""Ends the definition that `suluh new` proposes; `check` asks for a better one until it is gone (W044)."""
