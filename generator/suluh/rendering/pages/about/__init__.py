"""Pages about the site itself: search and findings."""
