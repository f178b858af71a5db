// Commands of the operating system: a pipeline of the shell, one command's output as the next one's
// input, output as it comes, and a time-out that ends all that a command has started.
//
//     ./spark run examples/RunCommandPipeline.java

import module io.sparkactor;

static final String BASKET = "pear\napple\nplum\napple\npear\napple\n";

void main() {
    try (var syndicate = Syndicate.open("commands")) {
        var runner = syndicate.createActor(RunCommand::new);

        var favourite = Command.shell("sort | uniq -c | sort -rn | head -n 1").input(BASKET);
        IO.println("most often: " + runner.ask(favourite).stdout().strip());

        var sorted = runner.ask(Command.of("sort", "-u").input(BASKET));
        var plums = runner.ask(Command.of("grep", "-n", "plum").input(sorted.stdout()));
        IO.println("in order: " + plums.stdout().strip());

        watch(runner, Command.shell("echo packing; echo no ribbon >&2; exit 3").quiet());

        var endless = Command.shell("sleep 1000 | cat").quiet().timeout(Duration.ofMillis(300));
        IO.println("endless: " + runner.ask(endless).errorText());
        IO.println("missing: " + runner.ask(Command.of("wrap-it").quiet()).errorText());
    }
}

void watch(ActorRef<CommandRequest> runner, Command command) {
    try (var news = runner.askStream(command)) {
        var errors = new StringBuilder();
        for (CommandUpdate update : news) {
            switch (update) {
                case CommandStarted started -> IO.println("started " + started.command());
                case CommandOutput output -> IO.print("output: " + output.text());
                case CommandError error -> errors.append(error.text());
            }
        }
        IO.print("errors: " + errors);
        IO.println(news.result());
    }
}
