"""What happened in the sector the last 30 days: who did what, where and when, all from one seed.

A story is a list of happenings in order of time. It knows nothing of nodes or databases: the seeder has
each happening done by the real actions of the node where it happened.
"""
