"""Times SciPy's linear_sum_assignment, on double: exact for sums below 2^53 mJ.

The argument is a file with four lines: surpluses, demands, rooms, availables, in mJ. Prints median seconds of the call alone, energy
moved in mJ, and the process's peak memory in KiB.
"""

import statistics
import sys
import time

import numpy
from scipy.optimize import linear_sum_assignment

SECONDS = 1.0
MOST_RUNS = 2000

with open(sys.argv[1]) as lines:
    surpluses, demands, rooms, availables = (numpy.array(line.split(), dtype=numpy.float64) for line in lines)

cost = -numpy.vstack([numpy.minimum.outer(surpluses, rooms), numpy.minimum.outer(demands, availables)])

runs = []
while not runs or sum(runs) < SECONDS and len(runs) < MOST_RUNS:
    start = time.perf_counter()
    rows, columns = linear_sum_assignment(cost)
    runs.append(time.perf_counter() - start)

moved = sum(int(-each) for each in cost[rows, columns])
with open("/proc/self/status") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print(statistics.median(runs), moved, peak)
