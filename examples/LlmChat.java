// LlmChat: a chat in the terminal. Answers come word by word; Ctrl-C ends an answer, not the
// program.
//
//     ./spark run examples/LlmChat.java [CASSETTE | --echo]
//
// By default it answers from a cassette, which knows "Why is the sky blue?" and then "And in the
// evening?".

import module io.sparkactor;
import module io.sparkactor.agent;

import java.lang.reflect.Proxy;

static final String CASSETTE = "examples/cassettes/sky.json";

/** The id of the request that is answered just now; empty if there is none. */
final AtomicReference<String> running = new AtomicReference<>("");

void say(ActorRef<LlmCommand> agent, String words) {
    var request = LlmRequest.of(words);
    running.set(request.id());
    try (var chunks = agent.askStream(request.stream(), Duration.ofMinutes(1))) {
        for (LlmStreamChunk chunk : chunks) {
            IO.print(chunk.text());
            System.out.flush();
        }
        IO.println(" (" + chunks.result().usage().totalTokens() + " tokens)");
    } catch (AskException e) {
        IO.println(" … " + LlmException.causeOf(e).map(Throwable::getMessage).orElse("" + e));
    }
    running.set("");
}

void main(String[] arguments) throws ReflectiveOperationException {
    var words = List.of(arguments);
    LlmProvider model =
            words.contains("--echo")
                    ? EchoProvider.paced(Duration.ofMillis(50))
                    : Cassette.replay(Path.of(words.isEmpty() ? CASSETTE : words.getFirst()));
    try (model;
            var syndicate = Syndicate.open("chat")) {
        var agent = syndicate.createActor(LlmAgent.of(model, s -> s.maxMessages(40)));
        onInterrupt(() -> agent.tell(new LlmCancel(running.get())));
        for (String line = IO.readln("> "); line != null; line = IO.readln("> ")) {
            if (!line.isBlank()) {
                say(agent, line);
            }
        }
    }
}

/** By reflection, as javac warns of the only door that the JDK has to Ctrl-C. */
static void onInterrupt(Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler run =
            (proxy, method, values) -> {
                action.run();
                return null;
            };
    Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run);
    Object interrupt = signal.getConstructor(String.class).newInstance("INT");
    signal.getMethod("handle", signal, handler).invoke(null, interrupt, proxy);
}
