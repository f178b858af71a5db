// LlmMcp: a model that calls a tool of another program, by the Model Context Protocol.
//
//     ./spark run examples/LlmMcp.java
//
// The other program is this one once more, started as a server: its tool is an actor. The model is
// made up, so that it needs no network and no key.

import module io.sparkactor;
import module io.sparkactor.agent;
import module io.sparkactor.agent.mcp;

record Stock(@Described("in English") String article) implements Request<Stock, String> {}

static class Store extends Actor<Stock> {
    private final Map<String, Integer> shelf = Map.of("tea", 12, "cups", 4);

    @Override
    protected void process(Message<Stock> message) {
        String article = message.content().article();
        message.reply(message.content(), shelf.getOrDefault(article, 0) + " " + article);
    }
}

// Asks for the stock of what the user names last, and says what it was told.
static class Clerk implements LlmProvider {
    @Override
    public String name() {
        return "clerk";
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) {
        var usage = LlmUsage.of(10, 10);
        if (prompt.messages().getLast() instanceof ChatMessage.ToolResults told) {
            String words = "We have " + told.results().getFirst().output() + ".";
            return LlmStream.of(List.of(), LlmAnswer.of(words, "clerk", usage));
        }
        var question = (ChatMessage.User) prompt.messages().getLast();
        String article = question.text().replaceAll(".* (\\w+)\\W*", "$1");
        var call = new ToolCall("1", "store_stock", "{\"article\":\"" + article + "\"}");
        return LlmStream.of(List.of(), new LlmAnswer("", List.of(call), "clerk", usage, Map.of()));
    }
}

void main(String[] arguments) throws InterruptedException {
    if (arguments.length > 0) {
        try (var home = Syndicate.open("store");
                var mcp =
                        McpServer.stdio(
                                home, s -> s.tool("stock", "Counts", "store", Stock.class))) {
            home.createActor(ActorSpec.of(Store::new).named("store"));
            mcp.awaitEnd();
        }
        return;
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var modules = "--module-path=" + System.getProperty("jdk.module.path");
    var roots = "--add-modules=io.sparkactor.agent.mcp";
    var classes = "--class-path=" + System.getProperty("java.class.path");
    var command = List.of(java, modules, roots, classes, getClass().getName(), "--serve");
    try (var store = McpTools.stdio(command, s -> s.name("store").prefix("store_"));
            var syndicate = Syndicate.open("clerk")) {
        var agent = syndicate.createActor(LlmAgent.of(new Clerk(), s -> s.tools(store.registry())));
        IO.println(agent.ask(LlmRequest.of("How much is there of tea?")).text());
        IO.println(agent.ask(LlmRequest.of("And of cups?")).text());
    }
}
