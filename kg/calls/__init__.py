"""What can be asked of a graph over a wire: calls with their parameters, and the processes that answer them."""
