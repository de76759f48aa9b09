"""The graph as tools for agents, over the Model Context Protocol: few, strict, and each answer with its sources."""
