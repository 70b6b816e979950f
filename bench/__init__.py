"""What Whyward costs: figures for recording, syncing and reopening, beside the floor of the same machine."""
