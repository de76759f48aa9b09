"""Claims: statements of different sentences and documents that tell the same thing, who says so, and who denies it.

In go the statements of a graph, out come claims (`kg.claims.claim`), and of these what is in dispute (`kg.claims.conflicts`).
"""
