"""Assembly: a `Site` and what an engine built become the finished folder.

`staging.stage_site` writes what an engine may read; an `engine.Engine` renders it; `assembling.assemble_site`
fills the built placeholders with records and writes the whole site; `publication.publish` does all three and
swaps the result in. `recipe.publish_site` runs the recipe before it, `kept_site.publish_if_changed` only
where something changed.
"""
