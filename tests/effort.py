"""How much work something is, whatever else the machine and the process do meanwhile."""

import time
from collections.abc import Callable


def effort(work: Callable[[], object], tries: int = 3) -> float:
    """CPU seconds of this thread, the least of some tries: one may meet a great clearing-up."""
    spent = []
    for _ in range(tries):
        start = time.thread_time()
        work()
        spent.append(time.thread_time() - start)
    return min(spent)
