"""A LangGraph node that checks a balance before a model works, and pays for what it used.

    graph = paid_graph(till, my_model, price="ai_tokens", tokens_max=2_000)
    graph.invoke({"question": "Explain this passage", "request_id": "msg-17"})

`ask` sets the worst case aside and calls the model; a balance that is too small ends in `unpaid`,
which says what is missing and carries an invoice to pay. The model is any function that takes the
question and returns a Completion; what it raises is raised, and costs nothing. Give every question
a request_id of its own: asked again with the same one, it is held and paid for once.

Needs langgraph beside what python_client.py needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, Protocol, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from examples.python_client import BalanceShort, Till


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model said and what it used."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    model: str = ""


class Talk(TypedDict):
    """The graph's state. cost_msats: what the answer cost. invoice: a BOLT 11 where unpaid."""

    question: str
    request_id: str
    answer: NotRequired[str]
    cost_msats: NotRequired[int]
    missing_msats: NotRequired[int]
    invoice: NotRequired[str]


Model = Callable[[str], Completion]


class Node(Protocol):
    """As LangGraph calls it: with the state, for what changes in it."""

    def __call__(self, state: Talk) -> dict[str, Any]: ...


def paid_node(till: Till, model: Model, *, price: str = "ai_tokens", tokens_max: int) -> Node:
    """A node: hold what tokens_max would cost, call the model, pay for what it used."""

    def ask(state: Talk) -> dict[str, Any]:
        try:
            with till.spending(price, units_max=tokens_max, request_id=state["request_id"]) as use:
                completion = model(state["question"])
                use.used(
                    prompt_tokens=completion.prompt_tokens,
                    completion_tokens=completion.completion_tokens,
                )
        except BalanceShort as short:
            return {"missing_msats": short.missing_msats}
        return {"answer": completion.text, "cost_msats": use.cost_msats}

    return ask


def unpaid_node(till: Till) -> Node:
    """A node: an invoice over what is missing, or the least deposit where that is more."""

    def unpaid(state: Talk) -> dict[str, Any]:
        missing_sats = -(-state["missing_msats"] // 1_000)
        quote = till.pay_in(max(missing_sats, 1_000), key=f"for:{state['request_id']}")
        return {
            "answer": f"Please pay in {quote.amount_sats:,} sats, then ask again.",
            "invoice": quote.invoice,
        }

    return unpaid


def paid_graph(
    till: Till, model: Model, *, price: str = "ai_tokens", tokens_max: int
) -> CompiledStateGraph[Any, Any, Any, Any]:
    """ask -> the end, or ask -> unpaid -> the end."""
    graph = StateGraph(Talk)
    graph.add_node("ask", paid_node(till, model, price=price, tokens_max=tokens_max))
    graph.add_node("unpaid", unpaid_node(till))
    graph.add_edge(START, "ask")
    graph.add_conditional_edges("ask", _where_next, ["unpaid", END])
    graph.add_edge("unpaid", END)
    return graph.compile()


def _where_next(state: Talk) -> Literal["unpaid", "__end__"]:
    return "unpaid" if "missing_msats" in state else "__end__"
