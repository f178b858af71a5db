"""The Python original in the rows of RemoteMessages: two processes, the same items, windows and checks, but shorter rounds.

remote_messages.py near SECONDS ITERATIONS MILLIS starts the other process and prints each figure as "what<tab>value<tab>unit".
"""

import asyncio
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from spark import Actor, ActorAddress, ActorId, Syndicate, SyndicateId

ID = "order-0123456789"
STEP = 250
SMALL, LARGE = 100, 10_000


def item(number: int, size: int) -> dict:
    return {"id": ID, "number": number, "payload": bytes(size - len(ID) - 8)}


@dataclass
class Burst:
    first: int
    count: int
    size: int
    window: int
    done: asyncio.Future


@dataclass
class Asking:
    seconds: float
    done: asyncio.Future


class Receiver(Actor):
    __spark_auto_start__ = False

    def __init__(self):
        super().__init__()
        self.next, self.end, self.fault = 0, 0, ""

    async def process(self, message):
        content = message.content
        if "payload" in content:
            if content["number"] != self.next and not self.fault:
                self.fault = f"item {content['number']} came where {self.next} was due"
            self.next += 1
            if self.next % STEP == 0 or self.next == self.end:
                await self.tell({"upTo": self.next, "fault": self.fault}, message.sender)
        elif "question" in content:
            return content["question"]["number"]
        elif "end" in content:
            self.end = content["end"]
        else:
            return self.next


class Sender(Actor):
    __spark_auto_start__ = False

    def __init__(self, receiver):
        super().__init__()
        self.receiver = receiver

    async def process(self, message):
        content = message.content
        if isinstance(content, Burst):
            self.burst, self.sent, self.acknowledged = content, content.first, content.first
            self.end = content.first + content.count
            self.pattern = item(0, content.size)
            await self.tell({"end": self.end}, self.receiver)
        else:
            self.acknowledged = content["upTo"]
            if content["fault"]:
                self.burst.done.set_exception(RuntimeError(content["fault"]))
            elif self.acknowledged == self.end:
                self.burst.done.set_result(None)
        while self.sent < self.end and self.sent - self.acknowledged < self.burst.window:
            await self.tell({**self.pattern, "number": self.sent}, self.receiver)
            self.sent += 1


class Asker(Actor):
    __spark_auto_start__ = False

    def __init__(self, receiver):
        super().__init__()
        self.receiver = receiver

    async def process(self, message):
        asking = message.content
        asking.done.set_result(await ask_again_and_again(lambda question: self.ask(question, self.receiver, 5), asking.seconds))


async def ask_again_and_again(ask, seconds):
    pattern, number, times = item(0, SMALL), 0, []
    start = before = time.perf_counter_ns()
    while before - start < seconds * 1e9:
        answer = await ask({"question": {**pattern, "number": number}})
        if answer != number:
            raise RuntimeError(f"the answer to {number} is {answer}")
        number += 1
        now = time.perf_counter_ns()
        times.append((now - before) / 1000)
        before = now
    return times


def place(syndicate, actor) -> str:
    host, port = syndicate.remote_address
    return f"{syndicate.syndicate_id.uuid} {host} {port} {actor.actor_id.actor_id}"


async def line(stream) -> str:
    return await asyncio.get_running_loop().run_in_executor(None, stream.readline)


async def far() -> None:
    async with Syndicate("far", remote=True) as syndicate:
        print(place(syndicate, await syndicate.create_actor(Receiver)), flush=True)
        system, host, port, _ = (await line(sys.stdin)).split()
        await syndicate.connect(SyndicateId(system), host, int(port))
        await line(sys.stdin)


async def near(seconds: float, iterations: int, millis: int) -> None:
    process = subprocess.Popen([sys.executable, __file__, "far"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        async with Syndicate("near", remote=True) as syndicate:
            system, host, port, actor = (await line(process.stdout)).split()
            await syndicate.connect(SyndicateId(system), host, int(port))
            receiver = ActorAddress(ActorId(SyndicateId(system), actor))
            sender = await syndicate.create_actor(Sender, receiver)
            asker = await syndicate.create_actor(Asker, receiver)
            process.stdin.write(place(syndicate, sender) + "\n")
            process.stdin.flush()
            await measure(syndicate, receiver, sender, asker, seconds, iterations, millis / 1000)
    finally:
        process.kill()
        process.wait()


async def measure(syndicate, receiver, sender, asker, warm_up, iterations, seconds) -> None:
    loop = asyncio.get_running_loop()
    sent = 0

    async def tells(least, size, count, window):
        nonlocal sent
        before, start = sent, time.perf_counter()
        while True:
            burst = Burst(sent, count, size, window, loop.create_future())
            await syndicate.tell(burst, sender)
            await asyncio.wait_for(burst.done, 60)
            sent += count
            taken = time.perf_counter() - start
            if taken >= least:
                return taken * 1e9 / (sent - before)

    async def by_an_actor(least):
        asking = Asking(least, loop.create_future())
        await syndicate.tell(asking, asker)
        return await asking.done

    async def from_outside(least):
        return await ask_again_and_again(lambda question: syndicate.ask(question, receiver, 5), least)

    for what, *kind in (("tell of 100 B", SMALL, 5_000, 10_000), ("tell of 10 KB", LARGE, 2_000, 1_000)):
        await tells(warm_up, *kind)
        print(what, statistics.median([await tells(seconds, *kind) for _ in range(iterations)]), "ns", sep="\t", flush=True)
    for what, asks in (("ask by an actor", by_an_actor), ("ask from outside", from_outside)):
        await asks(warm_up)
        cuts = [statistics.quantiles(await asks(seconds), n=100) for _ in range(iterations)]
        for percentile in (50, 99):
            print(f"{what}, p{percentile}", statistics.median(cut[percentile - 1] for cut in cuts), "µs", sep="\t", flush=True)
    arrived = await syndicate.ask({}, receiver, 5)
    if arrived != sent:
        raise RuntimeError(f"{sent} items were sent, but {arrived} have arrived")


if sys.argv[1] == "far":
    asyncio.run(far())
else:
    asyncio.run(near(float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
