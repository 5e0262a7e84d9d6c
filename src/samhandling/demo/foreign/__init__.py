"""A receiver that is not a Samhandling node: an older system of another make, without Django.

It takes PLO 1.5 and Dialogmelding 1.0, refuses the rest with T10 and a text of its own, keeps what came
as files and shows it on one plain page. It has no helsefaglig dialog.
"""
