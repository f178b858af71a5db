// TroupeParallelMap: maps a list of texts to their SHA-256 on a few workers, in order, though one
// of the workers stops under each tenth text: that one is run again by another worker.
//
//     ./spark run examples/TroupeParallelMap.java [--workers N]

import module io.sparkactor;

record Hash(int number, String text) implements Request<Hash, String> {}

static class Hasher extends Actor<Hash> {
    private static final Set<Integer> STUMBLED = ConcurrentHashMap.newKeySet();

    @Override
    protected void process(Message<Hash> message) throws NoSuchAlgorithmException {
        Hash job = message.content();
        if (job.number() % 10 == 0 && STUMBLED.add(job.number())) {
            Troupe.keep(message); // it is not done,
            stop(); // and its worker goes
            return;
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(job.text().getBytes(UTF_8));
        message.reply(job, HexFormat.of().formatHex(hash, 0, 4));
    }
}

static final Charset UTF_8 = StandardCharsets.UTF_8;

/** What {@code map} makes of each text, in the order of the texts. */
static List<String> map(ActorRef<Hash> troupe, List<String> texts) {
    var replies = new ArrayList<CompletableFuture<String>>();
    for (String text : texts) {
        replies.add(troupe.askAsync(new Hash(replies.size(), text)));
    }
    return replies.stream().map(CompletableFuture::join).toList();
}

void main(String[] arguments) {
    int workers = arguments.length == 2 ? Integer.parseInt(arguments[1]) : 4;
    var texts = IntStream.range(0, 100).mapToObj(i -> "text " + i).toList();
    try (var syndicate = Syndicate.open("map")) {
        var troupe = syndicate.createActor(Troupe.of(Hasher::new, s -> s.max(workers)));
        var hashes = map(troupe, texts);
        IO.println(texts.getFirst() + " is " + hashes.getFirst());
        IO.println(texts.getLast() + " is " + hashes.getLast());

        var status = Troupe.control(troupe).ask(new GetTroupeStatus());
        IO.println(hashes.size() + " hashes, " + status.reExecutions() + " run again");
    }
}
