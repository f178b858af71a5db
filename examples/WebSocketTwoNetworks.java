// WebSocketTwoNetworks: two systems that can only dial out, and a relay between them.
//
//     ./spark run examples/WebSocketTwoNetworks.java local [--name N] [--secret S]
//
// is all in one program. In two networks, with a relay that both reach:
//     ./spark run examples/WebSocketTwoNetworks.java relay --host 0.0.0.0 --port 8765 --secret S
//     ./spark run examples/WebSocketTwoNetworks.java responder --relay ws://HOST:8765 --secret S
//     ./spark run examples/WebSocketTwoNetworks.java asker --relay ws://HOST:8765 --secret S

import module io.sparkactor;

import io.sparkactor.remote.*;

final Map<String, String> options = new HashMap<>(Map.of("--secret", "shared", "--port", "0"));

class Greeter extends Actor<String> {
    @Override
    protected void process(Message<String> message) {
        message.reply("Hello " + message.content());
    }
}

WebSocketRelay relay() {
    var relay = Remote.relay().host(options.getOrDefault("--host", "127.0.0.1"));
    return relay.port(Integer.parseInt(options.get("--port")))
            .secret(options.get("--secret"))
            .start();
}

Syndicate member(String name, URI relay) {
    // The relay hands on what is sealed with a secret that only the two systems need to know.
    var member = Syndicate.open(name, c -> c.remote(Remote.tcp().secret("of the two systems")));
    member.connectRelay(relay, options.get("--secret")).awaitConnected(Duration.ofSeconds(10));
    if (name.equals("responder")) {
        member.createActor(ActorSpec.of(Greeter::new).named("greeter"));
    } else {
        var greeter = member.ref(SystemId.ofName("responder"), "greeter", String.class);
        IO.println(greeter.ask(options.getOrDefault("--name", "World"), String.class));
    }
    return member;
}

void main(String[] words) throws InterruptedException {
    for (int i = 1; i + 1 < words.length; i += 2) {
        options.put(words[i], words[i + 1]);
    }
    URI uri = URI.create(options.getOrDefault("--relay", "ws://127.0.0.1:8765"));
    switch (words.length == 0 ? "" : words[0]) {
        case "local" -> {
            try (var relay = relay();
                    var responder = member("responder", relay.uri())) {
                member("asker", relay.uri()).close();
            }
        }
        case "relay", "responder" -> {
            IO.println(words[0].equals("relay") ? relay() : member(words[0], uri).systemId());
            Thread.currentThread().join();
        }
        case "asker" -> member("asker", uri).close();
        default -> IO.println("say local, relay, responder or asker, as shown above");
    }
}
