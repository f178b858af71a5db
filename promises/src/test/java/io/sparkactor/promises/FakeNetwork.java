package io.sparkactor.promises;

import io.sparkactor.ActorId;
import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.RemoteException;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.InboundMessage;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.Transport;
import io.sparkactor.spi.TransportHome;
import io.sparkactor.spi.TransportProvider;
import io.sparkactor.testkit.Await;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A network within the JVM, for the core's side of it: what a syndicate sends is handed to the other one at once, or waits until the test
 * says what becomes of it. Controls are handed over by a thread of the network, and then messages too that come behind them. Thread-safe.
 */
final class FakeNetwork implements TransportProvider {

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Map<SystemId, TransportHome> homes = new ConcurrentHashMap<>();
    private final Map<Leg, FakeWay> ways = new LinkedHashMap<>();
    private final Queue<OutboundMessage> held = new ConcurrentLinkedQueue<>();
    private final Map<OutboundMessage, SystemId> origins = new ConcurrentHashMap<>();
    private final Queue<RemoteControl> controls = new ConcurrentLinkedQueue<>();
    private volatile boolean holding;
    private volatile boolean forgetsAsks;
    private volatile @Nullable Error failure;
    private volatile @Nullable DeadLetterReason refusal;
    private volatile @Nullable RuntimeException closeFailure;
    private volatile boolean speechless;
    private volatile boolean streamless;
    private final Map<SystemId, RemoteControl> early = new ConcurrentHashMap<>();
    private volatile Consumer<OutboundMessage> afterSend = sent -> {};
    private boolean paused;
    private boolean carrying;

    /** Null while all are connected from the start. */
    private volatile @Nullable FakeCalls calls;

    private final Set<Leg> called = ConcurrentHashMap.newKeySet();

    private record Leg(SystemId from, SystemId to) {}

    /** From now on nobody has a word for streams. */
    void forgetStreams() {
        streamless = true;
    }

    /** From now on messages wait for {@link #takeHeld}. */
    void hold() {
        holding = true;
    }

    /** From now on who sends such a message comes back from that only once the gate is open; the message goes at once. */
    void keepSender(Predicate<OutboundMessage> message, Gate until) {
        afterSend = sent -> {
            if (message.test(sent)) {
                until.awaitStubbornly();
            }
        };
    }

    /** From now on nobody there knows that an ask waits for its reply, as with a peer that has no word for that. */
    void forgetAsks() {
        forgetsAsks = true;
    }

    /** From now on it throws this, or nothing. */
    void fail(@Nullable Error thrown) {
        failure = thrown;
    }

    /** From now on nobody has a word for controls. */
    void forgetControls() {
        speechless = true;
    }

    /** Whoever opens from now on finds this waiting, and gets it as soon as it lets others in. */
    void callEarly(SystemId peer, RemoteControl control) {
        early.put(peer, control);
    }

    /** From now on a way leads only between two of which one has called the other. */
    FakeCalls connectByCall() {
        FakeCalls begun = new FakeCalls();
        calls = begun;
        return begun;
    }

    private Connection call(TransportHome from, SystemId peer, InetSocketAddress address) {
        FakeCalls all = calls;
        if (all == null) {
            throw new AssertionError("all are connected");
        }
        TransportHome there = homes.get(peer);
        boolean found = there != null && there.name().equals(address.getHostString());
        if (found) {
            called.add(new Leg(from.systemId(), peer));
            called.add(new Leg(peer, from.systemId()));
        }
        return all.call(from, peer, address, found);
    }

    private TransportHome at(String address) {
        return homes.values().stream()
                .filter(home -> (home.name() + ":1").equals(address))
                .findFirst()
                .orElseThrow(() -> new RemoteException("nobody is at " + address, null));
    }

    /** From now on nothing arrives but by {@link #step}. */
    synchronized void pause() {
        paused = true;
    }

    /** From now on all arrives, in order. */
    synchronized void goOn() {
        paused = false;
        carryOn();
    }

    /** Waits until all has arrived, and what follows from it. */
    void awaitIdle() {
        Await.until("all has arrived", this::isIdle);
    }

    /** All controls that were taken, in order. */
    List<RemoteControl> controls() {
        return List.copyOf(controls);
    }

    /** The side of the core that a system's transport has. */
    TransportHome home(SystemId system) {
        return homes.get(system);
    }

    /** Lets something arrive that waits, by a way that chance chooses; false if nothing waits. */
    boolean step(RandomGenerator random) {
        List<FakeWay> busy = busy();
        return !busy.isEmpty() && busy.get(random.nextInt(busy.size())).deliverNext();
    }

    private synchronized List<FakeWay> busy() {
        return ways.values().stream().filter(way -> !way.isIdle()).toList();
    }

    /** Whether all has arrived. */
    boolean isIdle() {
        return busy().isEmpty();
    }

    /** Loses the way between two systems, with all that is on it. Both learn that, in order with what has come. */
    void lose(SystemId one, SystemId other, String why) {
        lose(new Leg(one, other), why);
        lose(new Leg(other, one), why);
    }

    private void lose(Leg leg, String why) {
        List<FakeWay.Item> lost;
        synchronized (this) {
            lost = way(leg).lose(new FakeWay.Item(() -> tellLost(leg, why), () -> {}));
            carryOn();
        }
        lost.forEach(item -> item.drop().run());
    }

    private void tellLost(Leg leg, String why) {
        TransportHome to = homes.get(leg.to());
        if (to != null) {
            to.peerLost(leg.from(), why);
        }
    }

    /** Finds a new way between two systems; once both have learned that the old one was lost. */
    synchronized void find(SystemId one, SystemId other) {
        way(new Leg(one, other)).reopen();
        way(new Leg(other, one)).reopen();
    }

    private FakeWay way(Leg leg) {
        return ways.computeIfAbsent(leg, _ -> new FakeWay());
    }

    private synchronized boolean offer(Leg leg, FakeWay.Item item) {
        boolean taken = way(leg).offer(item);
        carryOn();
        return taken;
    }

    private synchronized boolean isQueueing(Leg leg) {
        return paused || !way(leg).isIdle();
    }

    private synchronized boolean hasWay(Leg leg) {
        return homes.containsKey(leg.to()) && way(leg).isOpen() && (calls == null || called.contains(leg));
    }

    private void carryOn() {
        if (!paused && !carrying && !busy().isEmpty()) {
            carrying = true;
            Thread.startVirtualThread(this::carryAll);
        }
    }

    private void carryAll() {
        boolean more = true;
        while (more) {
            busy().forEach(FakeWay::deliverNext);
            synchronized (this) {
                more = !paused && !busy().isEmpty();
                carrying = more;
            }
        }
    }

    /** From now on it refuses all messages for this reason, or none. */
    void refuse(@Nullable DeadLetterReason reason) {
        refusal = reason;
    }

    /** From now on a close throws this, or nothing. */
    void failToClose(@Nullable RuntimeException thrown) {
        closeFailure = thrown;
    }

    /** The first message that waits. */
    OutboundMessage takeHeld() {
        OutboundMessage message = held.poll();
        if (message == null) {
            throw new AssertionError("nothing was sent");
        }
        return message;
    }

    /** How many wait. */
    int held() {
        return held.size();
    }

    /** Hands a message to whom it is for, as the other side would that says what became of it. */
    void carry(OutboundMessage message) {
        TransportHome to = homes.get(message.target().systemId());
        if (to == null) {
            message.failed(DeadLetterReason.DISCONNECTED);
            return;
        }
        Delivery delivery = to.receive(
                origins.remove(message),
                new InboundMessage(
                        message.target(),
                        message.sender(),
                        message.content(),
                        message.headers(),
                        message.id(),
                        message.deadlineNanos(),
                        null,
                        asker(message),
                        message.part()));
        if (delivery instanceof Delivery.Refused(DeadLetterReason reason)) {
            message.failed(reason);
        } else {
            message.delivered();
        }
    }

    private @Nullable RemoteAsker asker(OutboundMessage message) {
        ActorId sender = message.sender();
        if (!message.isAsk() || sender == null || forgetsAsks) {
            return null;
        }
        TransportHome from = homes.get(sender.systemId());
        Leg back = new Leg(message.target().systemId(), sender.systemId());
        return new RemoteAsker() {
            @Override
            public void handlerThrew(Throwable cause) {
                tell(back, () -> from.handlerThrew(message.target().systemId(), sender, cause));
            }

            @Override
            public void targetStopped() {
                tell(back, () -> from.targetStopped(message.target().systemId(), sender));
            }

            @Override
            public void refused(DeadLetterReason reason) {
                tell(back, () -> from.refused(message.target().systemId(), sender, reason));
            }
        };
    }

    /** Says something behind what waits already; nobody hears it where the way is lost. */
    private void tell(Leg leg, Runnable news) {
        if (isQueueing(leg)) {
            offer(leg, new FakeWay.Item(news, () -> {}));
        } else {
            news.run();
        }
    }

    @Override
    public Transport open(TransportHome home) {
        synchronized (this) {
            ways.keySet()
                    .removeIf(leg ->
                            leg.from().equals(home.systemId()) || leg.to().equals(home.systemId()));
        }
        return new End(home);
    }

    /** The end of one syndicate. */
    private final class End implements Transport {

        private final TransportHome home;
        private final AtomicLong queued = new AtomicLong();

        End(TransportHome home) {
            this.home = home;
        }

        @Override
        public void start() {
            homes.put(home.systemId(), home);
            early.forEach((peer, control) -> home.control(peer, control));
        }

        private Leg to(SystemId peer) {
            return new Leg(home.systemId(), peer);
        }

        @Override
        public InetSocketAddress address() {
            return InetSocketAddress.createUnresolved(home.name(), 1);
        }

        @Override
        public Connection connect(SystemId peer, InetSocketAddress address) {
            return call(home, peer, address);
        }

        @Override
        public Connection connect(String address) {
            TransportHome there = at(address);
            return call(home, there.systemId(), InetSocketAddress.createUnresolved(there.name(), 1));
        }

        @Override
        public Map<SystemId, TransportHealth> health() {
            return Map.of();
        }

        @Override
        public @Nullable DeadLetterReason send(OutboundMessage message) {
            Error thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            if (refusal != null) {
                return refusal;
            }
            Leg leg = to(message.target().systemId());
            if (!hasWay(leg)) {
                return DeadLetterReason.NO_ROUTE;
            }
            origins.put(message, home.systemId());
            if (holding) {
                held.add(message);
            } else if (isQueueing(leg)) {
                return queue(leg, message);
            } else {
                carry(message);
                afterSend.accept(message);
            }
            return null;
        }

        private @Nullable DeadLetterReason queue(Leg leg, OutboundMessage message) {
            int booked = message.part() == null || message.isAsk() ? 1 : 0; // pieces of streams are in no books
            queued.addAndGet(booked);
            boolean taken = offer(
                    leg,
                    new FakeWay.Item(
                            () -> {
                                carry(message);
                                queued.addAndGet(-booked);
                            },
                            () -> {
                                message.failed(DeadLetterReason.UNACKNOWLEDGED);
                                queued.addAndGet(-booked);
                            }));
            if (!taken) {
                queued.addAndGet(-booked);
            }
            return taken ? null : DeadLetterReason.NO_ROUTE;
        }

        @Override
        public boolean carriesStreams(SystemId peer) {
            return !streamless;
        }

        @Override
        public ControlOutcome control(SystemId peer, RemoteControl control) {
            if (speechless) {
                return new ControlOutcome.Unsupported();
            }
            Leg leg = to(peer);
            boolean taken = hasWay(leg) && offer(leg, new FakeWay.Item(() -> hand(control, peer), () -> {}));
            if (taken) {
                controls.add(control);
                return new ControlOutcome.Taken();
            }
            return new ControlOutcome.Refused("no way leads there");
        }

        private void hand(RemoteControl control, SystemId peer) {
            TransportHome to = homes.get(peer);
            if (to != null) {
                to.control(home.systemId(), control);
            }
        }

        @Override
        public long inFlight() {
            return held.size() + queued.get();
        }

        @Override
        public void close(long deadlineNanos) {
            RuntimeException thrown = closeFailure;
            if (thrown != null) {
                throw thrown;
            }
            OutboundMessage left = held.poll();
            while (left != null) {
                left.failed(DeadLetterReason.DISCONNECTED);
                left = held.poll();
            }
            while (!hasArrived() && home.hooks().nanoTime() - deadlineNanos < 0) {
                home.hooks().park(LOOK);
            }
            List<SystemId> others = new ArrayList<>(homes.keySet());
            others.remove(home.systemId());
            others.forEach(other -> lose(home.systemId(), other, "the other system has closed"));
            homes.remove(home.systemId());
        }

        private boolean hasArrived() {
            synchronized (FakeNetwork.this) {
                return ways.entrySet().stream()
                        .noneMatch(way -> way.getKey().from().equals(home.systemId())
                                && !way.getValue().isIdle());
            }
        }
    }
}
