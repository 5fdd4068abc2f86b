"""The JSON Schemas of all JSON outputs, made from the records that describe them."""

from typing import Any

from assess.formats import (
    asked_data,
    case_data,
    comparison_data,
    difference_data,
    effect_data,
    explained_texts,
    manifest,
    outputs,
    pair_data,
)
from assess.reading.json_schema import draft7

LISTED: dict[str, Any] = {
    "assessment.v1.json": outputs.AssessmentData,
    "comparison.v1.json": comparison_data.ComparisonData,
    "explanation.v1.json": explained_texts.ExplanationData,
}
"""Files that have one entry for each framework."""
SINGLE: dict[str, Any] = {
    "questions.v1.json": asked_data.QuestionsData,
    "whatif.v1.json": effect_data.WhatIfData,
    "diff.v1.json": difference_data.DiffData,
    "case_report.v1.json": case_data.CaseData,
    **manifest.FILES,
    **pair_data.FILES,
}


def output_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas (draft-07) of outputs, by file name."""
    made = {name: draft7(name, model, listed=True) for name, model in LISTED.items()}
    return made | {name: draft7(name, model) for name, model in SINGLE.items()}
