"""Pages for people, made of what was cleared and measured."""
