"""REST over the services: people.py for people, agent.py for agents, shapes.py for both."""
