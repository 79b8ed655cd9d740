"""A made-up day and initial values, the same numbers as Java's ems.forecasting.network.SampleDay.

Only +, -, *, / on doubles and one rounding to a float: IEEE 754 leaves neither language a choice. Random numbers are the
linear congruential x' = (1664525 x + 1013904223) mod 2^32, of which the upper 24 bits count.
"""

import math

MINUTES = 1440
PERIODS, FEATURES, UNITS, OUTPUTS = 3, 3, 32, 2
WINDOWS = MINUTES - PERIODS
BATCH = 32
STRIDE = 101
DAY_SEED = 1
START_SEED = 2


class Numbers:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        """In [0, 1)."""
        self.state = (1664525 * self.state + 1013904223) % 2**32
        return (self.state >> 8) / 2**24


def day(seed=DAY_SEED):
    """Of each minute: time of the day, consumption, production, all in [0, 1]."""
    numbers = Numbers(seed)
    minutes = []
    for minute in range(MINUTES):
        time = minute / MINUTES
        consumption = 0.2 + 0.5 * bump(6 * (time - 0.8)) + 0.2 * numbers.next()
        production = bump(4 * (time - 0.5)) * (0.6 + 0.4 * numbers.next())
        minutes.append((time, consumption, production))
    return minutes


def bump(x):
    return max(0.0, 1 - x * x)


def windows(seed=DAY_SEED):
    """Inputs (WINDOWS,T,F) and targets (WINDOWS,O): consumption and production of the minute after."""
    minutes = day(seed)
    inputs = [minutes[first : first + PERIODS] for first in range(WINDOWS)]
    targets = [minutes[first + PERIODS][1:] for first in range(WINDOWS)]
    return inputs, targets


def batch(step):
    """Numbers of the windows that a step learns from."""
    return [(step * BATCH + place) * STRIDE % WINDOWS for place in range(BATCH)]


def start(shapes, seed=START_SEED):
    """Initial values in +-1/sqrt(UNITS): tensor after tensor in PyTorch's order, each row after row."""
    numbers = Numbers(seed)
    return [[(2 * numbers.next() - 1) / math.sqrt(UNITS) for _ in range(math.prod(shape))] for shape in shapes]
