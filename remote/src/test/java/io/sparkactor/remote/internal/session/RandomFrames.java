package io.sparkactor.remote.internal.session;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.RestartLimit;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.AskFailure;
import io.sparkactor.remote.internal.session.SessionFrame.Bye;
import io.sparkactor.remote.internal.session.SessionFrame.Control;
import io.sparkactor.remote.internal.session.SessionFrame.Heartbeat;
import io.sparkactor.remote.internal.session.SessionFrame.Message;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.spi.StreamPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Frames of all kinds, by one source of randomness. */
final class RandomFrames {

    private static final DeadLetterReason[] REASONS = DeadLetterReason.values();

    private final Random random;

    RandomFrames(Random random) {
        this.random = random;
    }

    SessionFrame next() {
        return switch (random.nextInt(10)) {
            case 0 -> new AskFailure(number(), id(), cause());
            case 1 -> acknowledge();
            case 2 -> new Heartbeat();
            case 4, 5 -> control();
            case 3 -> new Bye(random.nextBoolean() ? Bye.Why.CLOSED : Bye.Why.VIOLATED, text());
            default -> message();
        };
    }

    private Message message() {
        byte[] payload = new byte[random.nextInt(200)];
        random.nextBytes(payload);
        @Nullable SystemId third = random.nextBoolean() ? new SystemId(id()) : null;
        @Nullable Sender sender = random.nextBoolean() ? new Sender(third, id()) : null;
        boolean ask = random.nextBoolean();
        return new Message(
                number(),
                id(),
                sender,
                ask,
                random.nextBoolean() ? SessionFrame.FOREVER : random.nextLong(1L << 62),
                headers(),
                random.nextBoolean() ? id() : null,
                payload,
                random.nextInt(3) == 0 && !(ask && sender == null) ? part(ask) : null);
    }

    private StreamPart part(boolean ask) {
        if (ask) {
            return new StreamPart.Request(random.nextInt(1, StreamPart.WIDEST_WINDOW + 1));
        }
        return random.nextBoolean() ? new StreamPart.Chunk(1 + number()) : new StreamPart.Result(1 + number());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.put(text() + i, text());
        }
        return headers;
    }

    private FailureCause cause() {
        return switch (random.nextInt(3)) {
            case 0 -> threw();
            case 1 -> new FailureCause.Stopped();
            default -> new FailureCause.Refused(reason());
        };
    }

    private Control control() {
        ControlVerb verb = ControlVerb.values()[random.nextInt(ControlVerb.values().length)];
        return new Control(
                number(),
                verb,
                verb.hasTeller() ? uuid() : null,
                uuid(),
                verb.hasExit() ? exit() : null,
                verb.hasCount() ? number() : 0);
    }

    private ExitData exit() {
        return random.nextBoolean()
                ? first()
                : new ExitData.Linked(new Sender(random.nextBoolean() ? new SystemId(id()) : null, id()), first());
    }

    private ExitData first() {
        return switch (random.nextInt(5)) {
            case 0 -> new ExitData.Unreachable(text());
            case 1 -> new ExitData.Failed(random.nextBoolean(), threw());
            case 2 ->
                new ExitData.RestartedTooOften(
                        new RestartLimit(random.nextInt(1 << 20), Duration.ofSeconds(number(), random.nextInt(1_000))),
                        threw());
            default -> ExitData.Plain.values()[random.nextInt(4)];
        };
    }

    private FailureCause.Threw threw() {
        return new FailureCause.Threw(text(), text(), text());
    }

    private Acknowledge acknowledge() {
        long upTo = number();
        List<Refusal> refused = new ArrayList<>();
        for (long seq = 1 + random.nextInt(5); seq <= upTo && refused.size() < 10; seq += 1 + random.nextInt(1000)) {
            refused.add(new Refusal(seq, reason()));
        }
        return new Acknowledge(upTo, refused, upTo + random.nextInt(1 << 16), number());
    }

    private DeadLetterReason reason() {
        return REASONS[random.nextInt(REASONS.length)];
    }

    /** As often short as long. */
    private long number() {
        return random.nextLong(1, Long.MAX_VALUE / 2) >>> random.nextInt(62);
    }

    private String id() {
        return random.nextInt(4) == 0 ? "x" + text() : uuid();
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(List.of("a", "é", "€", "😀", "\u0000", "�").get(random.nextInt(6)));
        }
        return text.toString();
    }
}
