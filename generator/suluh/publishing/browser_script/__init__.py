"""Modules of the package as one script for browsers: the same functions, so that no second copy drifts.

`modules` finds what an entry reaches, `scopes` whose a name is; `classes`, `statements`, `calls` and
`expressions` write it as JavaScript over the helpers of `rendering/assets/kirim/python.js`. What has no form
there is refused with its place, by a test before it is by a build.
"""
