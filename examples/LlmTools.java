// LlmTools: a model that calls tools, two of them at once, and answers with a value.
//
//     ./spark run examples/LlmTools.java [CASSETTE]
//
// It answers from a cassette, so that it needs no network and no key; the tools are really called.

import module io.sparkactor;
import module io.sparkactor.agent;

static class Weather {
    @Tool("The temperature of a city now, in degrees Celsius")
    double temperature(@Described("in English") String city) {
        return switch (city) {
            case "Paris" -> 18.5;
            case "Oslo" -> 7;
            default -> throw new NoSuchElementException("no station in " + city);
        };
    }
}

@Tool("Books a train; costs money")
record Book(String from, String to) implements ToolAction {
    @Override
    public Object run(ToolContext context) {
        return "booked under "
                + context.idempotencyKey().split("/")[0]; // the same key for each try
    }
}

record Trip(String to, double degrees) {}

void main(String[] arguments) {
    var cassette = Path.of(arguments.length > 0 ? arguments[0] : "examples/cassettes/trip.json");
    try (var provider = Cassette.replay(cassette);
            var syndicate = Syndicate.open("tools")) {
        var budget = Budget.of(b -> b.tokens(10_000).requests(10));
        var agent =
                syndicate.createActor(
                        LlmAgent.of(
                                provider,
                                s ->
                                        s.instructions("You plan trips.")
                                                .tools(new Weather(), Book.class)
                                                .budget(budget)));
        var request =
                LlmRequest.of("I am in Berlin. Book a train to Paris or Oslo, the warmer one.");

        Trip trip = agent.ask(request.id("trip-1").as(Trip.class), Duration.ofMinutes(1));

        IO.println("to " + trip.to() + ", where it has " + trip.degrees() + " degrees");
        for (ToolTrace trace : agent.ask(new GetToolTraces())) {
            ToolCall call = trace.call();
            IO.println(call.tool() + call.arguments() + " gave " + trace.result().output());
        }
        IO.println(budget.spent().requests() + " requests");
    }
}
