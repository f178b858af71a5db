// The smallest actor: it gets a text and answers.
//
//     ./spark run examples/Hello.java

import module io.sparkactor;

class HelloActor extends Actor<String> {
    @Override
    protected void process(Message<String> message) {
        message.reply("Hello " + message.content());
    }
}

void main() {
    try (var syndicate = Syndicate.open("hello")) {
        var hello = syndicate.createActor(HelloActor::new); // ActorRef<String>
        syndicate.tell(hello, "World"); // the reply lands in the syndicate's inbox
        IO.println(syndicate.receive(Duration.ofSeconds(1)).content());
    }
}
