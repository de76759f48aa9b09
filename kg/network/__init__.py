"""Who is tied to whom: in go statements, out come paths between things, neighbours, who stands in the middle, and circles.

Two named things are tied where a statement has one of them in its subject and the other in its object or a role
(`kg.graph.network.participants`); that they stand in one sentence ties nothing. What is denied ties only where that is
asked for.
"""
