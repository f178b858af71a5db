package io.sparkactor.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.Unix;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.socks.SocksRequest;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolver;
import io.netty.util.AttributeKey;
import io.sparkactor.Actor;
import io.sparkactor.codec.cbor.CborCodec;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

/** Programs whose framework is in modules talk to others in the same way. */
class ModulePathTest {

    private static final String PROGRAM = """
            import module io.sparkactor;
            import io.sparkactor.remote.Remote;

            public class Program {
                public static void main(String[] args) {
                    try (var relay = Remote.relay().start();
                            var left = Syndicate.open("left", c -> c.remote(Remote.tcp().secret("shared")));
                            var right = Syndicate.open("right", c -> c.remote(Remote.tcp().secret("shared")))) {
                        ActorRef<String> actor = right.createActor(String.class,
                                (_, message) -> message.reply(Remote.class.getModule().getName()));
                        left.connect(SystemId.ofName("right"), right.remoteAddress());
                        System.out.println(relay.connectedSystems() + " at " + relay.uri().getScheme());
                        System.out.println(left.ref(actor.id(), String.class).ask("where?", String.class));
                    }
                }
            }
            """;

    private static final String SHOP = """
            package shop;

            import io.sparkactor.ActorRef;
            import io.sparkactor.Syndicate;
            import io.sparkactor.remote.Remote;
            import io.sparkactor.remote.TcpRemote;
            import java.lang.invoke.MethodHandles;

            public class Shop {
                record Order(String product) {}

                public static void main(String[] args) {
                    TcpRemote remote = Remote.tcp().allow(Order.class);
                    try (var closed = Syndicate.open("closed", c -> c.remote(remote))) {
                        System.out.println("opened without a lookup");
                    } catch (RuntimeException e) {
                        System.out.println(e.getMessage());
                    }
                    TcpRemote looking = remote.lookup(MethodHandles.lookup());
                    try (var left = Syndicate.open("left", c -> c.remote(looking));
                            var right = Syndicate.open("right", c -> c.remote(looking))) {
                        ActorRef<Object> echo =
                                right.createActor(Object.class, (context, message) -> message.reply(message.content()));
                        left.connect(right.systemId(), right.remoteAddress());
                        System.out.println(left.ref(echo.id(), Object.class).ask(new Order("tea"), Order.class));
                    }
                }
            }
            """;

    @Test
    void recordsOfAPackageThatIsNotOpenTravelWithALookup(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("module-info.java"), "module shop { requires io.sparkactor.remote; }");
        Files.writeString(Files.createDirectory(folder.resolve("shop")).resolve("Shop.java"), SHOP);

        run(
                folder,
                Stream.of("javac", "--module-path", modulePath()),
                "-d",
                "out",
                "module-info.java",
                "shop/Shop.java");
        String modulePath = "out" + File.pathSeparator + modulePath();
        String printed = run(folder, Stream.of("java", "--module-path", modulePath), "-m", "shop/shop.Shop");

        assertThat(printed).contains("lookup(MethodHandles.lookup())").endsWith("Order[product=tea]");
    }

    @Test
    void systemsTalkFromTheModulePath(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Program.java"), PROGRAM);
        String[] modules = {"--module-path", modulePath(), "--add-modules", "io.sparkactor,io.sparkactor.remote"};

        run(folder, Stream.concat(Stream.of("javac"), Stream.of(modules)), "-d", ".", "Program.java");
        String printed = run(folder, Stream.concat(Stream.of("java"), Stream.of(modules)), "-cp", ".", "Program");

        assertThat(printed).contains("[] at ws\nio.sparkactor.remote");
    }

    private static String modulePath() {
        return Stream.of(
                        Actor.class,
                        CborCodec.class,
                        Remote.class,
                        ByteBuf.class,
                        ByteToMessageDecoder.class,
                        HttpObject.class,
                        ZlibWrapper.class,
                        AttributeKey.class,
                        SocksRequest.class,
                        ProxyHandler.class,
                        SslHandler.class,
                        Unix.class,
                        Channel.class,
                        AddressResolver.class,
                        JsonFactory.class)
                .map(ModulePathTest::placeOf)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String run(Path folder, Stream<String> toolAndModules, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(toolAndModules, Stream.of(arguments)).collect(Collectors.toList());
        command.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.getFirst())
                        .toString());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.strip();
    }
}
