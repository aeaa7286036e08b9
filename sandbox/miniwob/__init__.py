"""MiniWoB++ on a socket: its pages as they are, one script added, rewards kept on this side."""
