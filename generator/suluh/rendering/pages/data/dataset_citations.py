"""How a dataset, or another collection, is cited, in each form that its page offers."""

from __future__ import annotations

from suluh.publishing.citation import Citation, cite_dataset
from suluh.publishing.citation_forms import write_apa, write_bibtex, write_csl, write_ris
from suluh.rendering.pages.data.dataset_contexts import CitationForm
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset


def list_citations(studio: Studio, dataset: Dataset) -> list[CitationForm]:
    """How a dataset is cited, in all forms."""
    return write_citations(cite_dataset(dataset, studio.settings, studio.histories.get(dataset.name)))


def write_citations(citation: Citation) -> list[CitationForm]:
    """The citation as people read it, then as programs do."""
    return [
        CitationForm("kutipan", "APA", write_apa(citation)),
        CitationForm("bibtex", "BibTeX", write_bibtex(citation)),
        CitationForm("ris", "RIS", write_ris(citation)),
        CitationForm("csl", "CSL-JSON", write_csl(citation)),
    ]
