"""The table at the end of a soak of odd files: a row a kind, and below it every fault with the number that makes it."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from tests.endurance.odd_verdicts import Outcome, Verdict

_COLUMNS = ("inputs", "taken", "refused", "torn", "changed", "died", "late net", *Verdict)
_MOST_LINES = 60


def _row(outcomes: list[Outcome]) -> list[int]:
    faults = Counter(verdict for one in outcomes for verdict in {verdict for verdict, _ in one.faults})
    counts = [
        len(outcomes),
        sum(one.taken > 0 for one in outcomes),
        sum(bool(one.refused) for one in outcomes),
        sum(one.torn > 0 for one in outcomes),
        sum(one.changed for one in outcomes),
        sum(bool(one.died) for one in outcomes),
        sum(bool(one.caught) for one in outcomes),
    ]
    return counts + [faults[verdict] for verdict in Verdict]


def table(outcomes: Iterable[Outcome], seed: int) -> str:
    """The table, the deaths by kind of input, and the faults."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_kind[one.kind].append(one)
    everything = [one for kind in by_kind.values() for one in kind]
    heads = " ".join(f"{name:>12}" for name in _COLUMNS)
    lines = [f"{'kind':22} {heads} {'slowest job':>24}"]
    for kind in sorted(by_kind):
        lines.append(_line(kind, by_kind[kind]))
    lines.append(_line("ALL", everything))
    deaths = Counter((one.kind, words) for one in everything for words in set(one.died))
    lines += [f"died  {count:5} {kind}: {words}" for (kind, words), count in deaths.most_common(_MOST_LINES)]
    nets = Counter((one.kind, words) for one in everything for words in set(one.caught))
    lines += [f"late net {count:5} {kind}: {words}" for (kind, words), count in nets.most_common(_MOST_LINES)]
    faults = [(verdict, one, words) for one in everything for verdict, words in one.faults]
    for verdict, one, words in faults[:_MOST_LINES]:
        lines.append(f"{verdict}: --seed {seed} --write {one.number} ({one.kind}): {words}")
    if len(faults) > _MOST_LINES:
        lines.append(f"... and {len(faults) - _MOST_LINES} faults more")
    return "\n".join(lines)


def _line(kind: str, outcomes: list[Outcome]) -> str:
    counts = " ".join(f"{count:>12}" for count in _row(outcomes))
    slowest = max(outcomes, key=lambda one: one.slowest_s)
    return f"{kind:22} {counts} {slowest.slowest_job + f' {slowest.slowest_s:.1f} s':>24}"
