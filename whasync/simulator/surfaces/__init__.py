"""The handlers: one module a surface. Each takes the arguments of a request and the world, and gives the body."""
