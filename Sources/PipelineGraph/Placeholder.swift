// The module's first types follow.
