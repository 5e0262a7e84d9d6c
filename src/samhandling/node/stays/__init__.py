"""Stays in the node: the pure core (`samhandling.stay`) over this node's own record.

A stay is no row that anybody edits. `Stay` is a projection for lists; the whole stay is folded anew when one
page needs it. What other apps may use:

    stays.queries
        stay_of(reader, pk) -> StayAccount
            one stay, folded now; raises Http404; audited as "read-stay"
        stay_of_message(reader, message_pk) -> StayAccount
        stays_of_patient(reader, patient_pk) -> tuple[StayAccount, ...]

    stays.account.StayAccount, frozen
        pk, stay (samhandling.stay.stays.Stay), patient (patients.models.Patient), rules, now,
        message_pks {MsgId: journal key}
        obligations    tuple[Obligation, ...], only what this end can know
        ledger         tuple[Day, ...] of samhandling.stay.ledger
        running        the period that runs, or None
        period(msg_id) by the MsgId of its first notice; raises KeyError
        is_hospital, is_notified    which end this node is

    stays.in_force
        rules_in_force() -> Rules
            the rules that ship, with every layer laid over them
        lay(source)
            source() -> Mapping of tables as in `--rules FILE`; call lay in AppConfig.ready(). It is asked
            often: answer cheaply, and give the same object while nothing has changed

    stays.keeping
        keep_stays(patient_id)
            fold one patient's facts into rows, in this transaction; already done whenever a message, receipt,
            act or identity is written

    stays.refolding
        ask()
            call it after a change of rules: the engine folds everybody anew, a few at a time

    stays.acting
        act(actor, account, kind, detail, about="", happened_at=None) -> LocalAct
            write a local act of a kind in samhandling.stay.acts.KINDS into this stay: policy "record-act",
            audited, refolded. `about` is a MsgId

A row's key (`number`) follows from its facts and outlives `node rebuild`, but may change when facts are
joined or split: refer to a period by the MsgId of its first notice, never by a foreign key to `Stay`.
"""
