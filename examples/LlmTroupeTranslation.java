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

LlmProvider provider(Map<String, String> options) {
    return switch (options.getOrDefault("--provider", "replay")) {
        case "replay" ->
                Cassette.replay(
                        Path.of(
                                options.getOrDefault(
                                        "--cassette", "examples/cassettes/harbour.json")));
        case "echo" -> new EchoProvider();
        case "openai" -> LangChain4jProvider.of("openai", openAi(options));
        case "ollama" -> LangChain4jProvider.of("ollama", ollama(options));
        case String name -> throw new IllegalArgumentException("there is no provider " + name);
    };
}

OpenAiResponsesStreamingChatModel openAi(Map<String, String> options) {
    var model = OpenAiResponsesStreamingChatModel.builder().apiKey(System.getenv("OPENAI_API_KEY"));
    return model.modelName(options.getOrDefault("--model", "gpt-5.4-mini")).build();
}

OllamaStreamingChatModel ollama(Map<String, String> options) {
    var model =
            OllamaStreamingChatModel.builder().modelName(options.getOrDefault("--model", "gemma3"));
    return model.baseUrl(options.getOrDefault("--server", "http://localhost:11434")).build();
}

String translate(String text, String language, LlmProvider provider) {
    var instructions = "Translate into " + language + ". Answer with the translation alone.";
    try (var syndicate = Syndicate.open("translation")) {
        var worker = LlmAgent.of(provider, s -> s.instructions(instructions).stateless());
        var troupe = syndicate.createActor(Troupe.of(worker, s -> s.max(4)));
        var translations = new ArrayList<CompletableFuture<LlmResponse>>();
        for (String paragraph : text.strip().replaceAll("(.)\\n(.)", "$1 $2").split("\\n\\s*\\n")) {
            translations.add(troupe.askAsync(LlmRequest.of(paragraph), Duration.ofMinutes(2)));
        }
        var done = new ArrayList<String>();
        for (var translation : translations) {
            done.add(translation.join().text());
            System.err.println(done.size() + " of " + translations.size());
        }
        return String.join("\n\n", done);
    }
}

void main(String[] arguments) throws IOException {
    var options =
            new HashMap<>(Map.of("FILE", "examples/texts/harbour.txt", "--language", "German"));
    for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].startsWith("--") && i + 1 == arguments.length) {
            System.err.println(arguments[i] + " needs a value behind it");
            System.exit(2);
        }
        options.put(arguments[i].startsWith("--") ? arguments[i++] : "FILE", arguments[i]);
    }
    try (var provider = provider(options)) {
        String text = Files.readString(Path.of(options.get("FILE")));
        IO.println(translate(text, options.get("--language"), provider));
    } catch (CompletionException | IllegalArgumentException e) {
        String why = LlmException.causeOf(e).map(Throwable::getMessage).orElse(e.getMessage());
        System.err.println(why + "; or choose another model by --provider");
        System.exit(1);
    }
}
