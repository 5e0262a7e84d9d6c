"""Making the history: the story's deeds done by the real actions, workers and hub, under the demo clock.

One process per node (`player`) starts Django once, runs the node's engine and does what it is told on
standard input. One conductor moves the clock from hour to hour, hands out the deeds, and waits until all
that was sent has arrived and been answered. No row is back-dated and no model is written here.
"""
