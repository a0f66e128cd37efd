"""The colours of what a preview adds to pages: the only place where they have a number."""

from __future__ import annotations

TOKENS = """\
:root {
  --pratinjau-wrong: #8a1f11;
  --pratinjau-on-wrong: #ffffff;
  --pratinjau-care: #5c4300;
  --pratinjau-edge: #9a7200;
  --pratinjau-ground: #ffffff;
  --pratinjau-card: #f6f3f1;
  --pratinjau-ink: #16262b;
  --pratinjau-quiet: #45575d;
  --pratinjau-link: #0b6477;
}
@media (prefers-color-scheme: dark) {
  :root {
    --pratinjau-ground: #101a1d;
    --pratinjau-card: #1a282d;
    --pratinjau-ink: #e6eef0;
    --pratinjau-quiet: #a9bcc2;
    --pratinjau-link: #8fd0e2;
  }
}
"""
