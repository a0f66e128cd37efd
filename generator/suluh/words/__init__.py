"""Words for people: sentences are Indonesian in the source; a language is one catalogue of translations."""
