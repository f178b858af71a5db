// LlmTroupeTranslation: translates a text, paragraph by paragraph and several at once, by a troupe
// of
// LLM agents, and prints them joined.
//
//     ./spark run examples/LlmTroupeTranslation.java [FILE] [--language German] [--provider
// replay|echo]
//
// By default it answers from a cassette that lies beside the text, so that it needs no network and
// no key.

import module io.sparkactor;
import module io.sparkactor.agent;

static final String TEXT = "examples/texts/harbour.txt";
static final String CASSETTE = "examples/cassettes/harbour.json";

LlmProvider provider(String name, String cassette) {
    return switch (name) {
        case "echo" -> new EchoProvider();
        case "replay" -> Cassette.replay(Path.of(cassette));
        default -> throw new IllegalArgumentException("--provider is replay or echo, not " + name);
    };
}

String translate(String text, String language, LlmProvider provider) {
    var instructions = "Translate into " + language + ". Answer with the translation alone.";
    var paragraphs = List.of(text.strip().split("\\n\\s*\\n"));
    try (var syndicate = Syndicate.open("translation")) {
        var worker = LlmAgent.of(provider, s -> s.instructions(instructions).stateless());
        var troupe = syndicate.createActor(Troupe.of(worker, s -> s.max(4)));
        var translations = new ArrayList<CompletableFuture<LlmResponse>>();
        for (String paragraph : paragraphs) {
            var request = LlmRequest.of(paragraph.replace("\n", " "));
            translations.add(troupe.askAsync(request, Duration.ofMinutes(2)));
        }
        var whole = new StringJoiner("\n\n");
        for (var translation : translations) {
            whole.add(translation.join().text());
            System.err.println(whole.toString().split("\n\n").length + " of " + paragraphs.size());
        }
        return whole.toString();
    }
}

void main(String[] arguments) throws IOException {
    var options = new HashMap<String, String>();
    var words = new ArrayDeque<>(List.of(arguments));
    while (!words.isEmpty()) {
        String word = words.remove();
        options.put(
                word.startsWith("--") ? word : "FILE",
                word.startsWith("--") ? words.remove() : word);
    }
    String name = options.getOrDefault("--provider", "replay");
    try (var provider = provider(name, options.getOrDefault("--cassette", CASSETTE))) {
        String text = Files.readString(Path.of(options.getOrDefault("FILE", TEXT)));
        IO.println(translate(text, options.getOrDefault("--language", "German"), provider));
    } catch (CompletionException e) {
        String why = LlmException.causeOf(e).map(Throwable::getMessage).orElse(e.toString());
        System.err.println(why + "; or choose another model by --provider");
        System.exit(1);
    }
}
