"""Clinical information in an epikrise: findings, results, medicines, texts."""

from __future__ import annotations

from samhandling.standards.datatypes import CS, CV, PQ, TS
from samhandling.standards.definition import Element, FreeContent, Many, Node, Some

from .navnerom import DIS
from .parter import HCP


class Modifier(Element, ns=DIS):
    """What makes a code more exact, such as a side of the body."""

    name: CS
    value: Some[CV]


class Coded(Node, abstract=True):
    """A code, made more exact."""

    concept: CV
    modifier: Many[Modifier] = ()


class Diagnosis(Coded, Element, ns=DIS):
    pass


class CodedComment(Coded, Element, ns=DIS):
    pass


class CodedDescr(Coded, Element, ns=DIS):
    pass


class DiagComment(Coded, Element, ns=DIS):
    pass


class Headed(Node, abstract=True):
    """A text under a coded heading."""

    heading: CS | None = None
    text_result_value: FreeContent | None = None
    text_code: Many[CV] = ()


class ReasonAsText(Headed, Element, ns=DIS):
    pass


class Comment(Headed, Element, ns=DIS):
    pass


class Result(Headed, Element, ns=DIS):
    pass


class TextResult(Element, ns=DIS):
    result: Result | None = None


class Interval(Element, ns=DIS):
    low: PQ | None = None
    high: PQ | None = None


class NumResult(Element, ns=DIS):
    arithmetic_comp: CS | None = None
    num_result_value: PQ


class DateResult(Element, ns=DIS):
    date_result_value: TS


class ClinInv(Element, ns=DIS):
    id: CV
    spec: Many[CV] = ()


class ResultItem(Element, ns=DIS):
    """The result of an examination."""

    result: TextResult | Interval | NumResult | DateResult
    serv_type: CS | None = None
    inv_date: TS | None = None
    comment: str | None = None
    dev_result_ind: CS | None = None
    clin_inv: ClinInv
    diag_comment: DiagComment | None = None


class Medication(Element, ns=DIS):
    drug_id: CV
    dosage_coded: CV | None = None
    comment: str | None = None
    status: CS
    form: CV | None = None
    route_of_adm: CV | None = None
    intended_duration: PQ | None = None
    quantity_supplied: PQ | None = None
    unit_dose: PQ | None = None
    dosage_text: str | None = None


class Observation(Element, ns=DIS):
    description: FreeContent | None = None
    comment: str | None = None
    coded_descr: CodedDescr | None = None


class Origin(Element, ns=DIS):
    """Whom the information comes from."""

    role: CS | None = None
    HCP: HCP


class RelHCProvider(Element, ns=DIS):
    relation: CS
    role: CS | None = None
    HCP: HCP


class InfItem(Element, ns=DIS):
    """One piece of clinical information; `type` (8233) tells what it is: diagnosis, cave, medicine."""

    what: ResultItem | Medication | Observation
    type: CS
    start_date_time: TS | None = None
    end_date_time: TS | None = None
    org_date: TS | None = None
    origin: Origin | None = None
    rel_hc_provider: Many[RelHCProvider] = ()
