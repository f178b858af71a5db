"""The Python original as a peer: peer.py NAME CODEC SECRET IDLE_SECONDS TRANSPORT (an empty SECRET is none,
TRANSPORT is tcp or websocket).

Prints one JSON line with its identity, then answers each JSON line on stdin with one on stdout, in order, until stdin ends.
Values come as Python expressions and go as repr, so that every kind of value can be asked for and looked at.
"""

import asyncio
import json
import sys
from datetime import datetime

from spark import Actor, ActorAddress, ActorId, Envelope, Syndicate, SyndicateId
from spark.actor.base import _current_envelope
from spark.transport.codec import CBOR2EnvelopeCodec


def address(system: str, actor: str) -> ActorAddress:
    return ActorAddress(ActorId(SyndicateId(system), actor))


WORDS = {
    "address": address,
    "ActorId": ActorId,
    "SyndicateId": SyndicateId,
    "Envelope": Envelope,
    "codec": CBOR2EnvelopeCodec(),
    "datetime": datetime,
    "nan": float("nan"),
    "inf": float("inf"),
}


class Peer(Actor):
    __spark_auto_start__ = False


class Echo(Peer):
    async def process(self, message):
        return message.content


class Make(Peer):
    """Replies with the value of the expression that it gets."""

    async def process(self, message):
        return eval(message.content, dict(WORDS))


class Show(Peer):
    """Replies with how the value that it gets looks."""

    async def process(self, message):
        return repr(message.content)


class Letterhead(Peer):
    """Replies with all that came along with the message."""

    async def process(self, message):
        envelope = _current_envelope.get()
        deadline = envelope.deadline and envelope.deadline.isoformat()
        return {
            "sender": message.sender,
            "headers": dict(message.metadata),
            "id": message.id,
            "correlation": message.correlation_id,
            "trace": envelope.trace_id,
            "deadline": deadline,
        }


class Collector(Peer):
    """Counts the numbers that it gets. Says how many, the first that was no new record, and the first that left out others."""

    def __init__(self):
        super().__init__()
        self.count, self.last, self.stale, self.gap = 0, -1, None, None

    async def process(self, message):
        number = message.content
        if number == "stats":
            return {"count": self.count, "stale": self.stale, "gap": self.gap}
        if number <= self.last and self.stale is None:
            self.stale = f"{number} behind {self.last}"
        if number > self.last + 1 and self.gap is None:
            self.gap = f"{number} behind {self.last}"
        self.count, self.last = self.count + 1, number


class Forwarder(Peer):
    """Asks [address, value, seconds] and replies with what the other replied, or with the class of the failure."""

    async def process(self, message):
        target, value, seconds = message.content
        try:
            return await self.ask(value, target, seconds)
        except Exception as failure:
            return f"{type(failure).__name__}: {failure}"


class Late(Peer):
    """Replies after the seconds that it gets."""

    async def process(self, message):
        await asyncio.sleep(message.content)
        return "late"


class Keeper(Peer):
    """Keeps an address from a payload, and tells it all else that it gets."""

    async def process(self, message):
        if isinstance(message.content, ActorAddress):
            self.kept = message.content
            return "kept"
        await self.tell(message.content, self.kept)


class Flood(Peer):
    """Tells [address, count] the numbers below count, then replies with count."""

    async def process(self, message):
        target, count = message.content
        for number in range(count):
            await self.tell(number, target)
        return count


class Failing(Peer):
    async def process(self, message):
        raise ValueError("it fails as it should")


ACTORS = [Echo, Make, Show, Letterhead, Collector, Forwarder, Late, Keeper, Flood, Failing]


async def command(syndicate, words, order):
    """What an order of the test gives: told with {do, …}."""
    match order["do"]:
        case "connect":
            await syndicate.connect(SyndicateId(order["system"]), order["host"], order["port"])
            return "connected"
        case "relay":
            await syndicate.connect_relay(order["uri"], secret=order["secret"] or None)
            return "connected"
        case "tell":
            target = address(order["system"], order["actor"])
            result = await syndicate.tell(eval(order["value"], dict(words)), target, ttl=order.get("ttl"))
            return "accepted" if result.success else result.reason
        case "ask":
            target = address(order["system"], order["actor"])
            return repr(await syndicate.ask(eval(order["value"], dict(words)), target, order["seconds"]))
        case "receive":
            return repr(await syndicate.receive(order["seconds"]))
        case "eval":
            return repr(eval(order["value"], {**words, "syndicate": syndicate}))
    raise ValueError(f"there is no order {order}")


async def main(name: str, codec: str, secret: str, idle: str, transport: str) -> None:
    options = {
        "remote": True,
        "remote_transport": transport,
        "remote_port": 0,
        "transport_codec": codec,
        "transport_secret": secret or None,
        "transport_idle_timeout": float(idle),
    }
    async with Syndicate(name, **options) as syndicate:
        made = {kind.__name__: await syndicate.create_actor(kind) for kind in ACTORS}
        words = {**WORDS, **made}
        host, bound = syndicate.remote_address
        ids = {kind: actor.actor_id.actor_id for kind, actor in made.items()}
        print(json.dumps({"system": syndicate.syndicate_id.uuid, "host": host, "port": bound, **ids}), flush=True)
        loop = asyncio.get_running_loop()
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            try:
                answer = {"value": await command(syndicate, words, json.loads(line))}
            except Exception as failure:
                answer = {"error": f"{type(failure).__name__}: {failure}"}
            print(json.dumps(answer), flush=True)


asyncio.run(main(*sys.argv[1:]))
