package io.sparkactor.process;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Does what it is told in a process of its own. */
final class Worker extends Actor<Work> {

    private final String greeting;

    Worker(String greeting) {
        this.greeting = greeting;
        if (greeting.equals("die")) {
            System.exit(7);
        }
        if (greeting.equals("throw")) {
            throw new IllegalArgumentException("no such greeting");
        }
    }

    @Override
    protected void preStart() {
        if (greeting.equals("throw in preStart")) {
            throw new IllegalStateException("not today");
        }
    }

    @Override
    protected void postStop() {
        if (greeting.equals("spin in postStop")) {
            Ends.spin();
        }
    }

    @Override
    protected void process(Message<Work> message) throws InterruptedException {
        switch (message.content()) {
            case Work.WhichProcess which -> message.reply(which, place());
            case Work.Busy busy -> {
                Ends.compute(busy.millis());
                message.reply(busy, ProcessHandle.current().pid());
            }
            case Work.Nap nap -> {
                Thread.sleep(nap.millis());
                message.reply(nap, ProcessHandle.current().pid());
            }
            case Work.BeInterrupted interrupted -> {
                Thread.currentThread().interrupt();
                message.reply(interrupted, ProcessHandle.current().pid());
            }
            case Work.Greet greet -> message.reply(greet, greeting + ", " + greet.name());
            case Work.Echo echo -> message.reply(echo, new Work.Echoed(echo.bytes(), echo.names(), echo.numbers()));
            case Work.Pass pass -> tell(pass.text(), pass.target());
            case Work.GiveBack back -> message.reply(back, new Work.Given(back.ref()));
            case Work.Later later -> replyLater(message, later);
            case Work.HandOn on -> message.forward(on.target());
            case Work.AskSomebody ask -> ask.target().ask("?", String.class);
            case Work.ReadHeader read -> message.reply(message.headers().getOrDefault(read.name(), "none"));
            case Work.ReplyWrongly wrongly -> message.reply(wrongly, new StringBuilder("mutable"));
            case Work.Fail fail -> throw new IllegalStateException(fail.text());
            case Work.StopYourself _ -> stop();
            case Work.Die die -> message.reply(die, Ends.come(die.how()));
            case Work.SpinOnceSaid spin -> {
                tell("spins", spin.target());
                Ends.spin();
            }
            case Work.LeaveThread leave -> {
                Thread.ofPlatform().daemon().start(LockSupport::park);
                message.reply(leave, "left");
            }
            case Work.WorkingFolder folder -> message.reply(folder, System.getProperty("user.dir"));
        }
    }

    private static Work.Place place() {
        return new Work.Place(
                ProcessHandle.current().pid(), Thread.currentThread().getName());
    }

    private static void replyLater(Message<Work> message, Work.Later later) {
        Thread.ofPlatform().daemon().start(() -> {
            Ends.compute(later.millis());
            message.reply(later, "late, but here");
        });
    }

    /** The ways to end. */
    private static final class Ends {

        static String come(Work.End how) {
            switch (how) {
                case EXIT_SILENTLY -> System.exit(0);
                case EXIT_WITH_CODE -> {
                    System.err.println("about to leave");
                    System.exit(42);
                }
                case KILL_ITSELF -> signal("-KILL");
                case HALT_ALL_THREADS -> signal("-STOP");
                case SPIN -> spin();
                case ALLOCATE -> allocate();
                case PRINT_A_GIGABYTE -> print();
            }
            return how + " is survived";
        }

        private static void signal(String signal) {
            try {
                new ProcessBuilder(
                                "kill",
                                signal,
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
                compute(60_000);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        static void spin() {
            while (true) {
                Thread.onSpinWait();
            }
        }

        private static void allocate() {
            List<byte[]> all = new ArrayList<>();
            while (true) {
                all.add(new byte[1 << 20]);
            }
        }

        private static void print() {
            byte[] line = new byte[1 << 10];
            Arrays.fill(line, (byte) 'x');
            line[line.length - 1] = '\n';
            for (int i = 0; i < 1 << 20; i++) {
                System.out.write(line, 0, line.length);
            }
            System.out.flush();
        }

        static void compute(int millis) {
            long end = System.nanoTime() + millis * 1_000_000L;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        }
    }
}
