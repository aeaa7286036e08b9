"""How fast the books are, beside raw PostgreSQL and beside the naive way, in one run.

    python -m workshop.bench_ledger [--quick]

Contenders take turns within every round, so that whatever else the machine does meets all of
them alike; the table shows medians, and ratios of neighbours within a round. Results go to
var/bench/ledger.json. Runs on the embedded PostgreSQL, in databases of its own that are gone
afterwards.
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from workshop.bench import loads, raw
from workshop.bench.books import PEOPLE, ROOT, Place
from workshop.bench.web import House
from workshop.postgres import running
from workshop.say import say, step

RESULT = ROOT / "var" / "bench" / "ledger.json"
CASES = {
    "spread": "1,000 people pay each other",
    "hot": "1,000 people pay one account without a floor",
    "hot_floored": "1,000 people pay one person",
    "hold_and_capture": "hold, then capture",
}
NAME = "bench_ledger"


@dataclass(frozen=True, slots=True)
class Plan:
    rounds: int
    seconds: float
    clients: int
    web_clients: int
    sizes: tuple[int, ...]


WHOLE = Plan(
    rounds=5, seconds=2.0, clients=8, web_clients=8, sizes=(1_000, 10_000, 100_000, 1_000_000)
)
OVER_HTTP = {
    "charge": "over HTTP: payments (one charge)",
    "hold_and_capture": "over HTTP: payments (hold, then capture)",
}
QUICK = Plan(rounds=1, seconds=1.0, clients=4, web_clients=2, sizes=(1_000, 5_000))

Rates = dict[str, list[float]]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the ledger.")
    parser.add_argument("--quick", action="store_true", help="one short round, for tests")
    parser.add_argument("--json", type=Path, default=RESULT, help="where the result goes")
    arguments = parser.parse_args()
    plan = QUICK if arguments.quick else WHOLE
    with running() as server:
        base = Place(server, NAME)
        step("Preparing databases")
        base.migrate("config.settings.base", House(base, ROOT / "var").environment)
        _set_django_up(base)
        base.open_people()
        measurements = {
            "cases": _cases(base, plan),
            "flatness": _flatness(base, plan),
            "http": _http(base, plan),
        }
        result = _result(plan, measurements) | {"findings": _audited(base)}
        base.drop()
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    arguments.json.write_text(json.dumps(result, indent=2) + "\n")
    for line in table(result):
        say(line)
    say(f"\nWritten to {arguments.json}")


def _cases(base: Place, plan: Plan) -> dict[str, Rates]:
    """Each case by each contender; the order turns from round to round."""
    from workshop.bench import naive  # noqa: PLC0415 - its models need Django

    place = base.copy_to(f"{NAME}_cases")
    _use(place)
    naive.open_tables()
    place.settle()
    rates: dict[str, Rates] = {case: {"ours": [], "raw": [], "naive": []} for case in CASES}

    def by(who: str, case: str) -> float:
        if who == "raw":
            return raw.measured(place, case, clients=plan.clients, seconds=plan.seconds)
        load = getattr(loads if who == "ours" else naive, case)
        return loads.measured(load, clients=plan.clients, seconds=plan.seconds)

    _turn(plan, rates, by)
    rates["audit"] = {"findings": [float(len(_audited(place)))]}
    place.drop()
    return rates


def _flatness(base: Place, plan: Plan) -> Rates:
    """The same load on databases that differ in how much has happened before."""
    places = {}
    for size in plan.sizes:
        step(f"Filling a database with {size:,} transfers")
        _use(base)
        places[str(size)] = place = base.copy_to(f"{NAME}_{size}")
        place.fill(size // PEOPLE * PEOPLE)
        place.settle()
    rates: Rates = {size: [] for size in places}

    def by(size: str, _: str) -> float:
        _use(places[size])
        return loads.measured(loads.spread, clients=plan.clients, seconds=plan.seconds)

    for name in places:  # the first writes after a checkpoint copy whole pages: not measured
        by(name, "")
    _turn(plan, {"spread": rates}, by)
    for place in places.values():
        place.drop()
    return rates


def _http(base: Place, plan: Plan) -> Rates:
    _use(base)
    place = base.copy_to(f"{NAME}_http")
    rates: Rates = {way: [] for way in OVER_HTTP}
    with tempfile.TemporaryDirectory() as folder:
        house = House(place, Path(folder))
        with house.open():
            place.settle()
            for number in range(plan.rounds):
                for way, found in rates.items():
                    rate = house.measured(way, clients=plan.web_clients, seconds=plan.seconds)
                    step(f"round {number + 1}, HTTP, {way}: {rate:,.0f}/s")
                    found.append(rate)
    place.drop()
    return rates


def _turn(plan: Plan, rates: dict[str, Rates], by: Callable[[str, str], float]) -> None:
    for number in range(plan.rounds):
        for case, contenders in rates.items():
            names = list(contenders)
            for name in names[number % len(names) :] + names[: number % len(names)]:
                rate = by(name, case)
                step(f"round {number + 1}, {case}, {name}: {rate:,.0f}/s")
                contenders[name].append(rate)


def _set_django_up(place: Place) -> None:
    """The ledger alone: it needs no other room."""
    settings.configure(
        INSTALLED_APPS=["payments.ledger"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": place.name,
                "USER": "postgres",
                "HOST": str(place.server.socket),
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


def _use(place: Place) -> None:
    from django.db import connection  # noqa: PLC0415 - needs the settings

    connection.close()
    connection.settings_dict["NAME"] = place.name


def _audited(place: Place) -> list[str]:
    """A fast ledger that is wrong would be no ledger."""
    from django.db import connection  # noqa: PLC0415

    from payments.ledger.queries import book_findings  # noqa: PLC0415

    _use(place)
    findings = [str(finding) for finding in book_findings()]
    connection.close()
    return findings


def _result(plan: Plan, measurements: dict[str, Any]) -> dict[str, Any]:
    return {
        "machine": {"cores": os.cpu_count(), "system": platform.platform()},
        "plan": {"rounds": plan.rounds, "seconds": plan.seconds, "clients": plan.clients},
        "load_average": os.getloadavg()[0],
        **measurements,
    }


def table(result: dict[str, Any]) -> list[str]:
    """Medians per second, and what the ratios say."""
    heads = ("ours", "raw", "naive", "ours/raw", "ours/naive")
    lines = [f"{'per second':<46}" + "".join(f"{head:>11}" for head in heads)]
    for case, words in CASES.items():
        rates = result["cases"][case]
        numbers = "".join(f"{statistics.median(rates[who]):>11,.0f}" for who in heads[:3])
        bare, slow = (_ratio(rates["ours"], rates[who]) for who in ("raw", "naive"))
        lines.append(f"{words:<46}{numbers}{bare:>11.0%}{slow:>10.1f}x")
    lines.append("")
    smallest = next(iter(result["flatness"].values()))
    for size, rates in result["flatness"].items():
        words = f"people pay each other, after {int(size):,} transfers"
        middle, flat = statistics.median(rates), _ratio(rates, smallest)
        lines.append(f"{words:<46}{middle:>11,.0f}{flat:>11.0%} of the first")
    lines.append("")
    for way, words in OVER_HTTP.items():
        lines.append(f"{words:<46}{statistics.median(result['http'][way]):>11,.0f}")
    found = len(result["findings"]) + sum(result["cases"]["audit"]["findings"])
    lines.append(f"{'findings of the audit afterwards':<46}{found:>11.0f}")
    return lines


def _ratio(rates: list[float], others: list[float]) -> float:
    """Of neighbours in time: what else the machine did has met both."""
    return statistics.median(one / other for one, other in zip(rates, others, strict=True))


if __name__ == "__main__":
    main()
