"""What every test stands on."""

from hypothesis import settings

import node_home  # noqa: F401  before anything that reads Django's settings

# The same examples in every run, and no time limit per example: the machine may be busy
settings.register_profile("suite", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("suite")
