package io.sparkactor.testkit.simulation;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskException;
import io.sparkactor.ChildExited;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.TestProbe;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A small system that uses what there is: asks, timers, children that stop, futures, events, a close with work queued. Stateless. */
final class Chatter {

    private Chatter() {}

    static void run(Simulation simulation) {
        Syndicate syndicate = simulation.open("chatter");
        ActorRef<Object> parent =
                syndicate.createActor(ActorSpec.of(() -> new Parent(simulation)).named("parent"));
        TestProbe probe = TestProbe.in(syndicate);
        TestProbe other = TestProbe.in(syndicate);
        simulation.start("sender", () -> {
            for (int i = 0; i < 3; i++) {
                other.tell(parent, "echo " + i);
            }
        });
        for (int i = 0; i < 3; i++) {
            probe.tell(parent, i);
        }
        var future = parent.askAsync("future", String.class, Duration.ofSeconds(1));
        simulation.note("reply " + probe.receive().content());
        simulation.note("future " + simulation.await(future));
        for (int i = 0; i < 20; i++) {
            probe.tell(parent, "late " + i);
        }
        leaveMuchBehind(simulation, syndicate, parent);
        simulation.note("report " + syndicate.close(Duration.ofMillis(2)));
    }

    /** What a close has to end: futures, inboxes, queues; and a table of refs. */
    private static void leaveMuchBehind(Simulation simulation, Syndicate syndicate, ActorRef<Object> parent) {
        Set<ActorRef<String>> silent = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            silent.add(syndicate.createActor(String.class, (context, message) -> {}));
            TestProbe.in(syndicate).ref().tell("never received");
        }
        for (ActorRef<String> actor : silent) {
            simulation.note("asks " + actor);
            var _ = actor.askAsync("never answered", String.class, Duration.ofDays(1))
                    .whenComplete((reply, failure) -> simulation.note(actor + " fails: " + failure.getMessage()));
        }
        var _ = parent.askAsync("later", String.class, Duration.ofSeconds(1));
    }

    private static final class Parent extends Actor<Object> {

        private final Simulation simulation;

        Parent(Simulation simulation) {
            this.simulation = simulation;
        }

        @Override
        protected void process(Message<Object> message) {
            if (message.content() instanceof Integer number) {
                ActorRef<Integer> child = createActor(() -> new Child(simulation));
                try {
                    message.reply(child.ask(number, Integer.class, Duration.ofMillis(7)));
                } catch (AskException e) {
                    message.reply(e.getClass().getSimpleName());
                }
                if (number == 1) {
                    scheduleAfter(Duration.ofMillis(1), "tick");
                    context().stop(child);
                }
            } else {
                message.reply("reply to " + message.content());
                simulation.sleep(Duration.ofMillis(1));
            }
        }

        @Override
        protected void onSignal(Signal signal) {
            if (signal instanceof ChildExited(var child, var reason)) {
                simulation.note("exit of " + child);
            }
        }
    }

    private static final class Child extends Actor<Integer> {

        private final Simulation simulation;

        Child(Simulation simulation) {
            this.simulation = simulation;
        }

        @Override
        protected void process(Message<Integer> message) {
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(10)));
            message.reply(message.content() + 1);
            if (message.content() == 2) {
                throw new IllegalStateException("on purpose");
            }
            stop();
        }
    }
}
