"""Archives at scale: items cut into shards, read on all cores or a cluster, and put into the register in order."""
