// Endpoints: threads that talk to actors, each with an inbox of its own, which listen() reads until
// it is closed.
//
//     ./spark run examples/Chat.java

import module io.sparkactor;

sealed interface Talk {}

record Join(String name) implements Talk {}

record Say(String text) implements Talk {}

class Room extends Actor<Talk> {
    private final Map<ActorRef<Object>, String> guests = new LinkedHashMap<>();

    @Override
    protected void process(Message<Talk> message) {
        switch (message.content()) {
            case Join(String name) -> {
                guests.put(message.sender(), name);
                toAll(name + " is here");
            }
            case Say(String text) -> toAll(guests.get(message.sender()) + ": " + text);
        }
    }

    private void toAll(String line) {
        guests.keySet().forEach(guest -> tell(line, guest));
    }
}

void main() throws InterruptedException {
    try (var syndicate = Syndicate.open("chat");
            var alice = syndicate.endpoint();
            var bob = syndicate.endpoint()) {
        var room = syndicate.createActor(Room::new);
        alice.tell(room, new Join("alice"));
        bob.tell(room, new Join("bob"));
        var bobReads =
                Thread.startVirtualThread(() -> {
                    for (Message<Object> message : bob.listen()) {
                        IO.println("bob reads: " + message.content());
                        if (message.content().equals("alice: hello")) {
                            bob.tell(room, new Say("bye"));
                        } else if (message.content().equals("bob: bye")) {
                            bob.close(); // ends the loop
                        }
                    }
                });
        alice.tell(room, new Say("hello"));
        alice.listen().stream()
                .map(Message::content)
                .peek(line -> IO.println("alice reads: " + line))
                .anyMatch("bob: bye"::equals);
        bobReads.join();
    }
}
