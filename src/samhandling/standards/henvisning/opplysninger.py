"""Clinical information in Henvisning 1.0 and 1.1: reasons, findings, results, medicines."""

from __future__ import annotations

from samhandling.standards.datatypes import CS, CV, PQ, TS
from samhandling.standards.definition import Element, Many, Some

from .navnerom import REF


class Modifier(Element, ns=REF):
    """What makes a code more exact, such as a side of the body."""

    name: CS
    value: Some[CV]


class Diagnosis(Element, ns=REF):
    """Why the patient is referred, as a code; the first is the main one."""

    concept: CV
    modifier: Many[Modifier] = ()


class ReasonAsText(Element, ns=REF):
    """Why the patient is referred, in words under a heading of 8231."""

    heading: CS | None = None
    text_result_value: str | None = None
    text_code: Many[CV] = ()


class Comment(Element, ns=REF):
    heading: CS
    text_result_value: str
    coded_comment: Some[CV]


class Result(Element, ns=REF):
    heading: CS | None = None
    text_result_value: str | None = None
    text_code: CV | None = None


class TextResult(Element, ns=REF):
    result: Result | None = None


class Interval(Element, ns=REF):
    low: PQ | None = None
    high: PQ | None = None


class DateResult(Element, ns=REF):
    date_result_value: TS


class NumResult(Element, ns=REF):
    arithmetic_comp: CS | None = None
    num_result_value: PQ


class ClinInv(Element, ns=REF):
    id: CV
    spec: Many[CV] = ()


class ResultItem(Element, ns=REF):
    """The result of an examination."""

    result: TextResult | Interval | DateResult | NumResult
    serv_type: CS | None = None
    inv_date: TS | None = None
    comment: str | None = None
    dev_result_ind: CS | None = None
    clin_inv: ClinInv


class Medication(Element, ns=REF):
    drug_id: CV
    comment: str | None = None
    status: CS
    intended_duration: PQ | None = None
    quantity_supplied: PQ | None = None
    unit_dose: PQ | None = None
    dosage_text: str | None = None


class Observation(Element, ns=REF):
    description: str | None = None
    comment: str | None = None


class InfItem(Element, ns=REF):
    """One piece of clinical information; `type` (8233) tells what it is."""

    what: ResultItem | Medication | Observation
    type: CS
    start_date_time: TS | None = None
    end_date_time: TS | None = None
    org_date: TS | None = None
