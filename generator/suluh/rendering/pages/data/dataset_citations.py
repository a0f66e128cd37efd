"""How a dataset is cited, in each form that its page offers."""

from __future__ import annotations

from suluh.publishing.citation import cite_dataset
from suluh.publishing.citation_forms import write_apa, write_bibtex, write_csl, write_ris
from suluh.rendering.pages.data.dataset_contexts import CitationForm
from suluh.rendering.pages.shared.studio import Studio
from suluh.vocabulary.catalog import Dataset


def list_citations(studio: Studio, dataset: Dataset) -> list[CitationForm]:
    """The citation as people read it, then as programs do."""
    citation = cite_dataset(dataset, studio.settings, studio.histories.get(dataset.name))
    return [
        CitationForm("kutipan", "APA", write_apa(citation)),
        CitationForm("bibtex", "BibTeX", write_bibtex(citation)),
        CitationForm("ris", "RIS", write_ris(citation)),
        CitationForm("csl", "CSL-JSON", write_csl(citation)),
    ]
