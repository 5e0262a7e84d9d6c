"""A process of a sending node: reads a number from standard input, sends that many letters, says "sent".

python letter_feeder.py HOME
"""

import sys
from pathlib import Path

from samhandling.node.founding import open_home


def main() -> None:
    open_home(Path(sys.argv[1]))
    from node_letters import letter
    from samhandling.node.access.actor import operator
    from samhandling.node.correspondence.actions import send_document

    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        for _each in range(int(line)):
            send_document(operator(), letter())
        sys.stdout.write("sent\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
