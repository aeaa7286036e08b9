"""Four stand-in streaming sites over real HTTP. Their own state alone judges an agent's success.

brand.py    the words in which a site is described: plans, steps, choices, effects
sites/      one description per site; templates/<slug>/ holds what it looks like
state.py    subscription, account, sessions, mail and the log of every press
store.py    the state on disk
visit.py    one request seen from a page: session, form, rendering
sign_in.py, flows.py, control.py, site.py    what answers
wire.py, server.py    sockets
"""
