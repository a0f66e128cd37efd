"""Columns of spreadsheets by their letters: A is 1, Z is 26, AA is 27."""

from __future__ import annotations


def column_letters(number: int) -> str:
    """The letters of a column, from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number, from 1, of the column with those capital letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
