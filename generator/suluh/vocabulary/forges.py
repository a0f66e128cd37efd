"""The forges that a site's repository may lie at, by name."""

from __future__ import annotations

GITHUB, GITLAB, GITEA = "github", "gitlab", "gitea"
FORGES = (GITHUB, GITLAB, GITEA)
