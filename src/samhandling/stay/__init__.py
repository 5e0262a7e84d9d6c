"""What a set of facts about a hospital stay means: events, fold, obligations, readiness, ledger.

Pure: no Django, no clock, no network. Time, rules and own identity come as arguments. Hospital and
municipality hold the same messages, so the same fold gives both the same account of what passed between
them.

    events = [reading.read(document) for document in documents]      # messages and receipts, typed
    stays = fold(events, acts)                                       # immutable `Stay`s
    owed = obligations(stay, rules(), now)                           # who owes whom what, until when
    days = ledger(stay, rules(), now)                                # day by day: payable or not, and why
"""
