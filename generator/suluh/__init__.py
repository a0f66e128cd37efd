"""Suluh publishes what a local government plans, does and spends, as a static site.

The way of a record: `reading` (what do we have?) → `checking` (is it right?) → `clearing`
(may it be published?) → `linking` (what belongs together?) → `publishing` (data for machines)
→ `rendering` (pages for people) → `assembly` (the finished folder). `pipeline.build_site` is
that recipe on one screen; `generator/ARCHITECTURE.md` is the map.
"""

__version__ = "0.1.0"
