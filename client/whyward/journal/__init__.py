"""The person's side of Whyward: intentions, events, seal, log, sync and pages; faces import only its facade.

It refuses to reach the world by itself: disk, network, clock, dice and ciphers are handed in through `ports`.
"""
