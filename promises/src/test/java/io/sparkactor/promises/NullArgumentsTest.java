package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorFactory;
import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backend;
import io.sparkactor.Backoff;
import io.sparkactor.Directive;
import io.sparkactor.Endpoint;
import io.sparkactor.Execution;
import io.sparkactor.ExitReason;
import io.sparkactor.Federation;
import io.sparkactor.FederationConfig;
import io.sparkactor.FederationMember;
import io.sparkactor.Inbox;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.MessageHandler;
import io.sparkactor.Overflow;
import io.sparkactor.Placement;
import io.sparkactor.ProcessOptions;
import io.sparkactor.Registry;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.ReplySink;
import io.sparkactor.Request;
import io.sparkactor.RestartLimit;
import io.sparkactor.RestartScope;
import io.sparkactor.SendOptions;
import io.sparkactor.StreamRequest;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateConfig;
import io.sparkactor.SystemId;
import io.sparkactor.Topic;
import io.sparkactor.Watch;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandError;
import io.sparkactor.command.CommandLog;
import io.sparkactor.command.CommandOutcome;
import io.sparkactor.command.CommandOutput;
import io.sparkactor.command.CommandStarted;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.spi.TransportProvider;
import io.sparkactor.testkit.MemoryTimerStore;
import java.lang.System.Logger.Level;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A null for any parameter of any method that users call is refused at once, and the refusal names the parameter. */
@Timeout(60)
class NullArgumentsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("nulls");
    private final Map<Class<?>, Object> samples = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private record Question() implements Request<Object, String>, StreamRequest<Object, String, String> {}

    @BeforeEach
    void makeSamples() {
        var actor = syndicate.createActor(Object.class, (context, message) -> {});
        samples.put(Object.class, "text");
        samples.put(String.class, "text");
        samples.put(Object[].class, new Object[0]);
        samples.put(Class.class, String.class);
        samples.put(Class[].class, new Class<?>[] {String.class});
        samples.put(Duration.class, LONG);
        samples.put(ActorRef.class, actor);
        samples.put(Request.class, new Question());
        samples.put(StreamRequest.class, new Question());
        samples.put(SendOptions.class, SendOptions.header("a", "b"));
        samples.put(Mailbox.class, Mailbox.bounded(2));
        samples.put(Overflow.class, Overflow.REJECT);
        samples.put(ToIntFunction.class, (ToIntFunction<Object>) Object::hashCode);
        samples.put(Map.class, Map.of());
        samples.put(ActorSpec.class, ActorSpec.handling(Object.class, (context, message) -> {}));
        samples.put(Supplier.class, (Supplier<Object>) () -> new IllegalStateException("not to be called"));
        samples.put(MessageHandler.class, (MessageHandler<Object>) (context, message) -> {});
        samples.put(Consumer.class, (Consumer<Object>) value -> {});
        samples.put(Syndicate.Body.class, (Syndicate.Body<RuntimeException>) inside -> {});
        samples.put(Syndicate.Call.class, (Syndicate.Call<Integer, RuntimeException>) inside -> 1);
        samples.put(Throwable.class, new IllegalStateException("a sample"));
        samples.put(ExitReason.class, new ExitReason.Normal());
        samples.put(boolean.class, true);
        samples.put(RuntimeHooks.class, RuntimeHooks.production());
        samples.put(SystemId.class, SystemId.ofName("sample"));
        samples.put(ActorId.class, new ActorId(SystemId.ofName("sample"), "sample"));
        samples.put(URI.class, URI.create("ws://sample:1"));
        samples.put(InetSocketAddress.class, InetSocketAddress.createUnresolved("sample", 1));
        samples.put(TransportProvider.class, new FakeNetwork());
        samples.put(Topic.class, new Topic<>("sample", Object.class));
        samples.put(Supervision.class, Supervision.restart());
        samples.put(Directive.class, Directive.STOP);
        samples.put(Backoff.class, Backoff.none());
        samples.put(RestartLimit.class, RestartLimit.none());
        samples.put(RestartScope.class, RestartScope.ONE_FOR_ONE);
        samples.put(Execution.class, Execution.SYSTEM);
        samples.put(Backend.class, Backend.IN_PROCESS);
        samples.put(Placement.class, Placement.local());
        samples.put(ProcessOptions.class, ProcessOptions.defaults());
        samples.put(AutoCloseable.class, (AutoCloseable) () -> {});
        samples.put(Command.class, Command.of("cat"));
        samples.put(CommandOutcome.class, new CommandOutcome.Exited(0));
        samples.put(Path.class, Path.of("."));
        samples.put(Charset.class, StandardCharsets.UTF_8);
        samples.put(byte[].class, new byte[0]);
        samples.put(String[].class, new String[0]);
        samples.put(Level.class, Level.INFO);
        samples.put(Watch.class, Watch.file(Path.of("sample")));
        samples.put(Watch[].class, new Watch[0]);
        samples.put(TimerStore.class, new MemoryTimerStore());
        samples.put(TimerRow.class, new TimerRow("owner", "id", 1, Instant.EPOCH, Duration.ZERO, new byte[0]));
        samples.put(Codec.class, CborCodec.builder().build());
        samples.put(int.class, 1);
        samples.put(long.class, 1L);
        samples.put(double.class, 0.5);
        samples.put(Set.class, Set.of());
        samples.put(Instant.class, Instant.EPOCH);
        samples.put(FederationMember.Health.class, FederationMember.Health.LIVE);
    }

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    @Test
    void bySyndicates() {
        check(Syndicate.class, syndicate);
        check(Inbox.class, syndicate);
        check(ActorFactory.class, syndicate);
        assertNoFaults();
    }

    @Test
    void byRegistries() {
        check(Registry.class, syndicate.registry());
        assertNoFaults();
    }

    @Test
    void byEndpoints() {
        var endpoint = syndicate.endpoint();
        check(Endpoint.class, endpoint);
        check(Inbox.class, endpoint);
        assertNoFaults();
    }

    @Test
    void byRefsOfActors() {
        check(ActorRef.class, samples.get(ActorRef.class));
        assertNoFaults();
    }

    @Test
    void byRefsOfInboxes() {
        check(ActorRef.class, syndicate.ref());
        assertNoFaults();
    }

    @Test
    void byContexts() throws Exception {
        inTurn((context, message) -> {
            check(ActorContext.class, context);
            check(ActorFactory.class, context);
        });
        assertNoFaults();
    }

    @Test
    void byMessages() throws Exception {
        inTurn((context, message) -> check(Message.class, message));
        assertNoFaults();
    }

    @Test
    void bySinksOfStreams() throws Exception {
        var checked = new Gate();
        var actor = syndicate.createActor(Question.class, (context, message) -> {
            check(ReplySink.class, message.stream((StreamRequest<?, String, String>) message.content()));
            checked.open();
        });
        try (var stream = syndicate
                .createActor(Object.class, (context, message) -> message.forward(forwarding(actor)))
                .askStream(new Question(), LONG)) {
            checked.await();
            assertThat(stream).isNotNull();
        }
        assertNoFaults();
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Object> forwarding(ActorRef<?> actor) {
        return (ActorRef<Object>) actor;
    }

    @Test
    void bySinksThatNobodyReads() throws Exception {
        var checked = new Gate();
        var actor = syndicate.createActor(Question.class, (context, message) -> {
            check(ReplySink.class, message.stream((StreamRequest<?, String, String>) message.content()));
            checked.open();
        });
        actor.tell(new Question());
        checked.await();
        assertNoFaults();
    }

    @Test
    void byOptionsOfSyndicates() {
        Syndicate.open("nulls-config", config -> check(SyndicateConfig.class, config))
                .close();
        assertNoFaults();
    }

    @Test
    void byFederations() {
        try (var federated = Syndicate.open(
                "nulls-federated",
                c -> c.remote(new FakeNetwork()).federation(f -> check(FederationConfig.class, f)))) {
            check(Federation.class, federated.federation());
        }
        check(Placement.class, null);
        checkConstructors(Placement.On.class, FederationMember.class);
        assertNoFaults();
    }

    @Test
    void bySpecsAndOptionsAndIdentities() {
        check(ActorSpec.class, samples.get(ActorSpec.class));
        check(SendOptions.class, samples.get(SendOptions.class));
        check(Mailbox.class, samples.get(Mailbox.class));
        check(Supervision.class, samples.get(Supervision.class));
        check(ProcessOptions.class, samples.get(ProcessOptions.class));
        checkConstructors(TimerRow.class);
        checkConstructors(SendOptions.class, SystemId.class, ActorId.class, Topic.class);
        checkConstructors(Supervision.class, Backoff.class, RestartLimit.class);
        assertNoFaults();
    }

    @Test
    void byWhatSystemsTellEachOther() {
        checkConstructors(RemoteControl.class.getPermittedSubclasses());
        checkConstructors(ControlOutcome.Refused.class, RemoteFailureException.class);
        check(RemoteFailureException.class, null);
        assertNoFaults();
    }

    @Test
    void byCommands() {
        check(Command.class, samples.get(Command.class));
        checkConstructors(CommandStarted.class, CommandOutput.class, CommandError.class, CommandLog.class);
        checkConstructors(CommandOutcome.TimedOut.class, CommandOutcome.StartFailed.class);
        assertNoFaults();
    }

    @Test
    void byStaticMethods() {
        for (Class<?> type : List.of(
                Syndicate.class,
                ActorSpec.class,
                SendOptions.class,
                Mailbox.class,
                Overflow.class,
                SystemId.class,
                Command.class,
                Backoff.class)) {
            check(type, null);
        }
        assertNoFaults();
    }

    @Test
    void byWatches() throws Exception {
        try (Pipe.SourceChannel channel = Pipe.open().source()) {
            samples.put(SelectableChannel.class, channel);
            samples.put(Process.class, new ProcessBuilder("true").start());
            check(Watch.class, null);
            checkConstructors(Watch.class.getPermittedSubclasses());
        }
        assertNoFaults();
    }

    /** Calls each method that the type declares: on the instance, or the static ones if there is none. */
    private void check(Class<?> type, Object instance) {
        for (Method method : type.getDeclaredMethods()) {
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            boolean isObjects = method.getName().equals("equals");
            if (Modifier.isPublic(method.getModifiers())
                    && !method.isSynthetic()
                    && !isObjects
                    && isStatic == (instance == null)) {
                checkEachParameter(method, arguments -> method.invoke(instance, arguments));
            }
        }
    }

    private void checkConstructors(Class<?>... types) {
        for (Class<?> type : types) {
            for (Constructor<?> constructor : type.getConstructors()) {
                checkEachParameter(constructor, constructor::newInstance);
            }
        }
    }

    /** A call by reflection. */
    @FunctionalInterface
    private interface Call {
        Object with(Object[] arguments) throws ReflectiveOperationException;
    }

    private void checkEachParameter(Executable executable, Call call) {
        Parameter[] parameters = executable.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].getType().isPrimitive()) {
                Object[] arguments = samplesFor(executable, parameters);
                arguments[i] = null;
                checkRefusal(executable, parameters[i], call, arguments);
            }
        }
    }

    private Object[] samplesFor(Executable executable, Parameter[] parameters) {
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = samples.get(parameters[i].getType());
            assertThat(arguments[i])
                    .as("a sample of %s for %s", parameters[i].getType(), executable)
                    .isNotNull();
        }
        return arguments;
    }

    private void checkRefusal(Executable executable, Parameter parameter, Call call, Object[] arguments) {
        String where = executable.getDeclaringClass().getSimpleName() + "." + executable.getName() + ", "
                + parameter.getType().getSimpleName() + " " + parameter.getName();
        try {
            Object result = call.with(arguments);
            faults.add(where + " is taken; the result is " + result);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (!(thrown instanceof NullPointerException)) {
                faults.add(where + " is refused by " + thrown);
            } else if (parameter.isNamePresent() && !named(thrown, parameter)) {
                faults.add(where + " is refused without its name: " + thrown.getMessage());
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot call " + where, e);
        }
    }

    /** Whether the text has the name, be it as a part: the option {@code askTimeout} names its parameter {@code timeout}. */
    private static boolean named(Throwable thrown, Parameter parameter) {
        String text = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains(parameter.getName().toLowerCase(Locale.ROOT));
    }

    private void assertNoFaults() {
        assertThat(faults).isEmpty();
    }

    private void inTurn(MessageHandler<Object> handler) throws Exception {
        var done = new Gate();
        var actor = syndicate.createActor(Object.class, (context, message) -> {
            try {
                handler.handle(context, message);
            } finally {
                done.open();
            }
        });
        syndicate.tell(actor, new Question());
        done.await();
    }
}
