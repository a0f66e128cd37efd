"""Texts as YAML has them."""


def quote_yaml(text: str) -> str:
    """The text as a double-quoted YAML scalar on one line."""
    plain = " ".join(text.split())
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
