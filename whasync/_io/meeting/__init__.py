"""Where the processes that use a key meet, so that all together keep one limit and one ledger."""
