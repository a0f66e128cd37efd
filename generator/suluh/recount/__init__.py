"""The recount: one script that reckons the figures of a site anew, with no code of ours."""
