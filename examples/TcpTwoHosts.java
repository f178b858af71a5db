// TcpTwoHosts: two systems that talk over TCP. One adds numbers, the other one has it add some.
//
//     ./spark run examples/TcpTwoHosts.java local [--values 2,3] [--secret S]
//
// is both in one program. On two hosts, where a secret is needed:
//
//     ./spark run examples/TcpTwoHosts.java right --host 0.0.0.0 --port 7001 --secret S
//     ./spark run examples/TcpTwoHosts.java left --to HOST:7001 --secret S [--values 2,3]

import module io.sparkactor;

import io.sparkactor.remote.Remote;
import io.sparkactor.remote.TcpRemote;

record Add(List<Long> values) implements Request<Add, Long> {}

static class Adder extends Actor<Add> {
    @Override
    protected void process(Message<Add> message) {
        Add add = message.content();
        message.reply(add, add.values().stream().mapToLong(Long::longValue).sum());
    }
}

final Map<String, String> options = new HashMap<>();

TcpRemote remote() {
    var tcp = Remote.tcp().allow(Add.class);
    return options.containsKey("--secret") ? tcp.secret(options.get("--secret")) : tcp;
}

Syndicate right() {
    int port = Integer.parseInt(options.getOrDefault("--port", "0"));
    var tcp = remote().host(options.getOrDefault("--host", "127.0.0.1")).port(port);
    var right = Syndicate.open("right", c -> c.remote(tcp));
    right.createActor(ActorSpec.of(Adder.class).named("adder"));
    return right;
}

void left(String address) {
    var words = options.getOrDefault("--values", "2,3").split(",");
    var values = Stream.of(words).map(Long::valueOf).toList();
    try (var left = Syndicate.open("left", c -> c.remote(remote()))) {
        Connection connection = left.connect(address);
        ActorRef<Add> adder = left.ref(connection.peer(), "adder", Add.class);
        IO.println("the sum of %s is %d".formatted(values, adder.ask(new Add(values))));
    }
}

void main(String[] words) throws InterruptedException {
    for (int i = 1; i + 1 < words.length; i += 2) {
        options.put(words[i], words[i + 1]);
    }
    switch (words.length == 0 ? "" : words[0]) {
        case "local" -> {
            try (var right = right()) {
                left("127.0.0.1:" + right.remoteAddress().getPort());
            }
        }
        case "right" -> {
            IO.println("right listens at " + right().remoteAddress() + "; Ctrl-C ends it");
            Thread.currentThread().join();
        }
        case "left" -> left(options.getOrDefault("--to", "127.0.0.1:7001"));
        default -> IO.println("say local, right or left; the first lines of this file show how");
    }
}
