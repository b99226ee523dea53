"""The template as the director uses it: at once, and the same in every replay."""

from __future__ import annotations

from dataclasses import replace

from metabgm.describe.template import TemplateDescriber
from metabgm.describe.texts import DescribeRequest, Texts


def instant_texts(request: DescribeRequest) -> Texts:
    """Without timings: those would differ between a session and its replay."""
    return replace(TemplateDescriber().describe(request, lambda: False), ms={})
