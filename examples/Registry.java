// Finding each other: an actor by its name, also one that is yet to come, and all that have joined
// a topic.
//
//     ./spark run examples/Registry.java

import module io.sparkactor;

record Headline(int number, String text) {}

static final Topic<Headline> NEWS = new Topic<>("news", Headline.class);

class Reader extends Actor<Headline> {
    private final String name;

    Reader(String name) {
        this.name = name;
    }

    @Override
    protected void preStart() {
        context().syndicate().registry().join(NEWS, self()); // it leaves by itself when it stops
    }

    @Override
    protected void process(Message<Headline> message) {
        Headline news = message.content();
        IO.println(name + " reads " + news.number() + ": " + news.text());
    }
}

class Editor extends Actor<String> {
    @Override
    protected void process(Message<String> message) {
        var registry = context().syndicate().registry();
        var archive = registry.await("archive", String.class, Duration.ofSeconds(5));
        int number = archive.ask(message.content(), Integer.class);
        message.reply(registry.publish(NEWS, new Headline(number, message.content())));
    }
}

void main() {
    try (var syndicate = Syndicate.open("press")) {
        var anna = syndicate.createActor(() -> new Reader("anna"));
        syndicate.createActor(() -> new Reader("bob"));
        syndicate.createActor(ActorSpec.of(Editor::new).named("editor"));

        var editor = syndicate.registry().find("editor", String.class).orElseThrow();
        var snow = editor.askAsync("snow", Publication.class); // waits for the archive
        int[] kept = {0};
        var archive = ActorSpec.handling(String.class, (context, text) -> text.reply(++kept[0]));
        syndicate.createActor(archive.named("archive"));
        IO.println("snow is told to " + snow.join().accepted());

        syndicate.stopAfterQueue(anna);
        syndicate.awaitStop(anna, Duration.ofSeconds(5));
        IO.println("rain is told to " + editor.ask("rain", Publication.class).accepted());
    }
}
