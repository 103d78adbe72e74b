"""Reading held against broken inputs: nothing but articles and clear errors, no hang, no memory without bounds.

    python benchmarks/fuzz.py N [--seed S] PATH...

Reads N inputs, each one of the files under the paths (unpacked if they are gzip, but for web archives) after one to
eight random changes. Prints every input that raises, gives no clear error, or takes over 10 s of processor time, and
writes it to fuzz-<seed>-<number>; at the end the counts, the slowest input, and the memory taken at most.
"""

import gzip
import resource
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from mutated import fault, mutated

# Larger files are cut to this, so that an input takes a hundredth of a second and not one.
CUT = 300_000


def main() -> None:
    parser = ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    inputs = [data for path in given.paths for data in contents(path)]
    random, faults, slowest = Random(given.seed), 0, 0.0
    print(f"{len(inputs)} inputs, {sum(map(len, inputs)) // 1000} kB")
    began = time.process_time()
    for number in range(given.count):
        data = mutated(random.choice(inputs), inputs, random)
        start = time.process_time()
        wrong = fault(data, "input")
        slowest = max(slowest, time.process_time() - start)
        if wrong:
            faults += 1
            name = Path(f"fuzz-{given.seed}-{number}")
            name.write_bytes(data)
            print(f"{name}: {wrong[:300]}", flush=True)
        if (number + 1) % 1000 == 0:
            print(f"{number + 1} read, {faults} faults, slowest {slowest:.1f} s, {memory()} MB", flush=True)
    print(f"{given.count} inputs in {time.process_time() - began:.0f} s: {faults} faults, slowest {slowest:.1f} s, "
          f"{memory()} MB at most")  # fmt: skip
    sys.exit(faults > 0)


def contents(path: Path) -> list[bytes]:
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    found = []
    for file in files:
        data = file.read_bytes()
        packed = data.startswith(b"\x1f\x8b") and ".warc" not in file.name
        found.append((gzip.decompress(data) if packed else data)[:CUT])
    return found


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


if __name__ == "__main__":
    main()
