"""Trains the network in PyTorch and writes what GoldenTest expects: /usr/bin/python3 golden.py, after apt-get install python3-torch.

The same training in double precision, and in float as another type of processor computes it, tell how far apart right
answers may be.
"""

import math
import os
import pathlib
import subprocess
import sys

sys.dont_write_bytecode = True

import torch

import sample_day

FILE = pathlib.Path(__file__).parent.parent / "resources/ems/forecasting/network/golden.csv"
STEPS = 300
LOSSES = [*range(10), 50, 100, 200, STEPS]
SHOWN_WINDOWS = [0, 600, 720, 1100, 1436]


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = torch.nn.LSTM(sample_day.FEATURES, sample_day.UNITS, 2, batch_first=True)
        self.linear = torch.nn.Linear(sample_day.UNITS, sample_day.OUTPUTS)

    def forward(self, x):
        return self.linear(self.lstm(x)[0][:, -1])


def started(dtype):
    network = Network().to(dtype)
    parameters = list(network.parameters())
    with torch.no_grad():
        for parameter, values in zip(parameters, sample_day.start([p.shape for p in parameters])):
            # rounded to a float first, whatever the precision
            parameter.copy_(torch.tensor(values, dtype=torch.float32).reshape(parameter.shape))
    return network


def golden(dtype):
    """Values by what they are and of what."""
    inputs, targets = (torch.tensor(each, dtype=torch.float32).to(dtype) for each in sample_day.windows())
    network = started(dtype)
    adam = torch.optim.Adam(network.parameters(), lr=1e-3)
    values = dict(outputs("output before", network, inputs))
    for step in range(STEPS + 1):
        chosen = sample_day.batch(step)
        adam.zero_grad()
        loss = torch.nn.functional.mse_loss(network(inputs[chosen]), targets[chosen])
        if step in LOSSES:
            values["loss", str(step)] = loss.item()
        if step < STEPS:
            loss.backward()
            adam.step()
    values.update(outputs("output after", network, inputs))
    for name, parameter in network.named_parameters():
        elements = parameter.detach().double().flatten().tolist()
        values["sum", name] = math.fsum(elements)
        values["squares", name] = math.fsum(each * each for each in elements)
    return values


def outputs(what, network, inputs):
    with torch.no_grad():
        for window, row in zip(SHOWN_WINDOWS, network(inputs[SHOWN_WINDOWS]).tolist()):
            for output, value in enumerate(row):
                yield (what, f"{window}/{output}"), value


def elsewhere():
    """As PyTorch computes without the vectors of this processor."""
    environment = dict(os.environ, ATEN_CPU_CAPABILITY="default", ONEDNN_MAX_CPU_ISA="SSE41")
    lines = subprocess.run(
        [sys.executable, __file__, "print"], env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout.splitlines()
    return {tuple(line.split(",")[:2]): float(line.split(",")[2]) for line in lines}


def apart(some, others):
    """The most that values of a kind differ."""
    kinds = dict.fromkeys(what for what, _ in some)
    return {kind: max(abs(some[key] - others[key]) for key in some if key[0] == kind) for kind in kinds}


def main():
    torch.set_num_threads(1)
    values = golden(torch.float32)
    if sys.argv[1:] == ["print"]:
        for (what, of), value in values.items():
            print(what, of, repr(value), sep=",")
        return
    if golden(torch.float32) != values:
        sys.exit("two runs differ: nothing is written")
    exact = golden(torch.float64)
    lines = [
        f"# by src/test/python/golden.py with PyTorch {torch.__version__} on one thread; two runs gave the same bits",
        f"# {STEPS} steps of Adam at 1e-3, batches and initial values of sample_day.py; a loss is that before its step",
        "# an output is window/output; a sum and the sum of squares are of the parameters after the last step",
        "# in double: the same by PyTorch in double precision",
    ]
    other, double = apart(values, elsewhere()), apart(values, exact)
    for kind in other:
        lines.append(f"# {kind}: at most {other[kind]:.1e} from PyTorch without vectors, {double[kind]:.1e} from double")
    lines.append("what,of,value,in double")
    for (what, of), value in values.items():
        lines.append(f"{what},{of},{value:.9g},{exact[what, of]:.9g}")
    FILE.write_text("\n".join(lines) + "\n")
    print("\n".join(lines[:10]))


if __name__ == "__main__":
    main()
