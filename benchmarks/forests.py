"""What the recruitment forest costs: our measures beside igraph and networkx, on an invented Cause.

    python -m benchmarks.forests [--members 1200000] [--seed 1]

The same seed makes the same Cause. Each is run three times, the fastest counts; making each library's own graph from
the arrays is told apart. networkx gets a tenth of the members, and its times are shown ten times as long.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass

import igraph
import networkx as nx
import numpy as np
from rich.console import Console
from rich.table import Table

from dugnad.methods.generated.branching import static
from dugnad.methods.generated.forests import Forest
from dugnad.methods.generated.growing import grown
from dugnad.methods.pulse.early import early
from dugnad.methods.pulse.forest import forest
from dugnad.methods.pulse.ginis import gini
from dugnad.methods.pulse.recruiting import recruited_nobody, recruited_share
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.top import top_share
from dugnad.methods.pulse.trees import trees

PART = 10


@dataclass(frozen=True)
class Times:
    """Seconds for the graph, the sizes of the trees and the depths of all members."""

    graph: float
    sizes: float
    depths: float

    @property
    def searched(self) -> float:
        """Sizes and depths, of a graph that is there already."""
        return self.sizes + self.depths

    @property
    def together(self) -> float:
        """All three."""
        return self.graph + self.sizes + self.depths


def fastest(work: Callable[[], object], times: int = 3) -> float:
    """The least of `times` runs, in seconds."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def pairs(made: Forest) -> np.ndarray:
    """Recruiter and recruit, one row each; members without one hang from a last node that stands for nobody."""
    n = len(made.recruiter)
    return np.column_stack([np.where(made.recruiter < 0, n, made.recruiter), np.arange(n)])


def of_igraph(made: Forest) -> Times:
    """As `forest` finds them; depths by one search from nobody."""
    n, edges = len(made.recruiter), pairs(made)
    graph = igraph.Graph(n + 1, edges, directed=True)
    alone = igraph.Graph(n, edges[edges[:, 0] < n], directed=True)
    return Times(
        fastest(lambda: igraph.Graph(n + 1, edges, directed=True), 1),
        fastest(lambda: alone.connected_components("weak").sizes()),
        fastest(lambda: graph.distances(n)),
    )


def of_networkx(made: Forest) -> Times:
    """The same."""
    n, edges = len(made.recruiter), pairs(made).tolist()
    graph: nx.DiGraph[int] = nx.DiGraph(edges)
    alone = graph.copy()
    alone.remove_node(n)
    return Times(
        fastest(lambda: nx.DiGraph(edges), 1),
        fastest(lambda: [len(part) for part in nx.weakly_connected_components(alone)], 1),
        fastest(lambda: nx.single_source_shortest_path_length(graph, n), 1),
    )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=1_200_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    made = static(asked.seed, asked.members)
    timed = grown(asked.seed, asked.members)
    found = forest(made.recruiter)
    spread = Spread.of(found.recruits)
    mixed = shuffled(made, asked.seed)
    ours: dict[str, Callable[[], object]] = {
        "forest: roots, depths, sizes": lambda: forest(made.recruiter),
        "the same, members in any order": lambda: forest(mixed),
        "spread of recruits": lambda: Spread.of(found.recruits),
        "recruited_share": lambda: recruited_share(spread),
        "recruited_nobody": lambda: recruited_nobody(spread),
        "trees": lambda: trees(found),
        "early": lambda: early(timed.recruiter, timed.joined if timed.joined is not None else [], days=60, end=989),
        "gini, 2,000 draws": lambda: gini(spread),
        "top_share, 2,000 draws": lambda: top_share(spread),
    }
    console = Console()
    table = Table("measure", "seconds", title=f"{asked.members:,} members")
    for name, work in ours.items():
        table.add_row(name, f"{fastest(work):.3f}")
    console.print(table)
    mine = fastest(lambda: forest(made.recruiter))
    large, small = of_igraph(made), of_networkx(static(asked.seed, max(10, asked.members // PART)))
    beside = Table("library", "graph", "sizes", "depths", "all / ours", "without the graph / ours")
    for name, times, scale in (("igraph", large, 1), (f"networkx, a tenth x {PART}", small, PART)):
        each = (f"{scale * one:.2f}" for one in (times.graph, times.sizes, times.depths))
        beside.add_row(name, *each, f"{scale * times.together / mine:.0f}", f"{scale * times.searched / mine:.0f}")
    console.print(beside)


def shuffled(made: Forest, seed: int) -> np.ndarray:
    """The same forest, its members in any order."""
    order = np.random.default_rng(seed).permutation(len(made.recruiter))
    place = np.argsort(order)
    brought_by = made.recruiter[order]
    return np.where(brought_by >= 0, place[brought_by], -1)


if __name__ == "__main__":
    main()
