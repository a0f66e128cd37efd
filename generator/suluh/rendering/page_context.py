"""What templates are filled in with: for each a frozen dataclass, whose fields are the template's names."""

from __future__ import annotations

from dataclasses import fields
from typing import ClassVar


class PageContext:
    """The names of one template with their values; subclasses are frozen dataclasses and name the template.

    Beside them every template has what `Studio.page` gives: `here`, `title`, `crumbs`, `numbers`, `settings`
    and `studio`, which for most pages is a `Room`; one that is drawn anew has the `Studio` and the `catalog`.
    """

    template: ClassVar[str]
    drawn_anew: ClassVar[bool] = False
    """Whether its page is drawn for each build: of the site its template reads what no `Room` has, or it has
    whole datasets, whose digest would cost more than the page."""

    def names(self) -> dict[str, object]:
        """The fields with their values, as they are: nothing within them is taken apart."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]
