"""The agent's suites: sandbox sites and MiniWoB++, judged by what the pages themselves recorded."""
