// LlmTroupeTranslation: translates a text, paragraph by paragraph and several at once, by a troupe
// of LLM agents, and prints them joined.
//
//     ./spark run examples/LlmTroupeTranslation.java [FILE] [--language German]
//         [--provider replay|echo|openai|ollama] [--model NAME]
//
// By default it answers from a cassette that lies beside the text, so that it needs no network and
// no key. For openai set OPENAI_API_KEY; ollama is asked on this machine.

import module io.sparkactor;
import module io.sparkactor.agent;
import module io.sparkactor.agent.langchain4j;

import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiResponsesStreamingChatModel;

static final String TEXT = "examples/texts/harbour.txt";
static final String CASSETTE = "examples/cassettes/harbour.json";

LlmProvider provider(Map<String, String> options) {
    String name = options.getOrDefault("--provider", "replay");
    return switch (name) {
        case "replay" -> Cassette.replay(Path.of(options.getOrDefault("--cassette", CASSETTE)));
        case "echo" -> new EchoProvider();
        case "openai" -> LangChain4jProvider.of(name, openAi(options));
        case "ollama" -> LangChain4jProvider.of(name, ollama(options));
        default -> throw new IllegalArgumentException("there is no provider " + name);
    };
}

OpenAiResponsesStreamingChatModel openAi(Map<String, String> options) {
    String key = System.getenv("OPENAI_API_KEY");
    if (key == null) {
        throw new IllegalArgumentException("set OPENAI_API_KEY for --provider openai");
    }
    String model = options.getOrDefault("--model", "gpt-5.4-mini");
    return OpenAiResponsesStreamingChatModel.builder().apiKey(key).modelName(model).build();
}

OllamaStreamingChatModel ollama(Map<String, String> options) {
    return OllamaStreamingChatModel.builder()
            .baseUrl(options.getOrDefault("--server", "http://localhost:11434"))
            .modelName(options.getOrDefault("--model", "gemma3"))
            .build();
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
    try (var provider = provider(options)) {
        String text = Files.readString(Path.of(options.getOrDefault("FILE", TEXT)));
        IO.println(translate(text, options.getOrDefault("--language", "German"), provider));
    } catch (CompletionException | IllegalArgumentException e) {
        String why = LlmException.causeOf(e).map(Throwable::getMessage).orElse(e.getMessage());
        System.err.println(why + "; or choose another model by --provider");
        System.exit(1);
    }
}
