"""What the command line shows: in go answers and records, out come tables and lines for a terminal, or CSV.

Text that comes from an article or a query is never markup here, and its control characters never reach the terminal.
"""
