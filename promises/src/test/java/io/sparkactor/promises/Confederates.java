package io.sparkactor.promises;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.FederationConfig;
import io.sparkactor.FederationMember;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Systems on one {@link FakeNetwork} where a way leads only between two of which one has called the other. For the thread of the test. */
final class Confederates implements AutoCloseable {

    static final String TOKEN = "open sesame, open sesame";

    final FakeNetwork network = new FakeNetwork();
    final FakeCalls calls = network.connectByCall();
    private final List<Syndicate> open = new ArrayList<>();

    Syndicate open(String name, Consumer<FederationConfig> options) {
        Syndicate opened = Syndicate.open(name, c -> c.remote(network).federation(f -> options.accept(f.token(TOKEN))));
        open.add(opened);
        return opened;
    }

    /** One that takes part in no federation, and may say what it likes. */
    Syndicate outsider(String name) {
        Syndicate opened = Syndicate.open(name, c -> c.remote(network).askTimeout(Duration.ofSeconds(2)));
        open.add(opened);
        return opened;
    }

    static FederationMember join(Syndicate joiner, Syndicate member) {
        return joiner.federation().join(member.systemId(), addressOf(member));
    }

    static InetSocketAddress addressOf(Syndicate member) {
        return InetSocketAddress.createUnresolved(member.name(), 1);
    }

    static List<String> members(Syndicate syndicate) {
        return syndicate.federation().members().stream()
                .map(FederationMember::name)
                .toList();
    }

    /** Waits until a system knows just these members. */
    static void awaitMembers(Syndicate syndicate, String... names) {
        Await.until(
                syndicate.name() + " knows " + List.of(names),
                Gate.PATIENCE,
                () -> members(syndicate).equals(List.of(names)),
                () -> members(syndicate).toString());
    }

    /** All that happens to the members of a system from now on, as {@code MemberJoined right}. */
    static Mail<String> news(Syndicate syndicate) {
        Mail<String> news = new Mail<>();
        syndicate.subscribe(event -> {
            switch (event) {
                case RuntimeEvent.MemberJoined(var member) -> news.put("joined " + member.name());
                case RuntimeEvent.MemberUpdated(var member) -> news.put("updated " + member.name());
                case RuntimeEvent.MemberLeft(var member, var why) -> news.put(why + " " + member.name());
                default -> {}
            }
        });
        return news;
    }

    @Override
    public void close() {
        open.reversed().forEach(syndicate -> syndicate.close(Duration.ZERO));
    }

    /** An actor that says where it lives, and what it was made with. */
    static final class Painter extends Actor<String> {

        private final String colour;

        Painter(String colour) {
            this.colour = colour;
        }

        @Override
        protected void process(Message<String> message) {
            if (message.content().equals("fail")) {
                throw new IllegalStateException("out of " + colour);
            }
            message.reply(context().syndicate().name() + " paints it " + colour);
        }

        static ActorSpec<String> in(String colour) {
            return ActorSpec.of(Painter.class, colour);
        }

        static ActorSpec<String> withGpu(String colour) {
            return in(colour).requiring(Map.of("gpu", true));
        }
    }
}
