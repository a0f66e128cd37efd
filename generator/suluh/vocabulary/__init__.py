"""Words: what Suluh speaks of, as frozen dataclasses.

Standard library only, no input or output. Everything below imports from here,
and nothing here imports from anywhere else in the package.
"""
