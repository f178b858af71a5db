// Counts the words of all text files under the given files and folders, and shows the most
// frequent ones.
//
//     ./spark run examples/WordCount.java README.md docs
//
// A word is a maximal run of letters and digits; a single apostrophe (') between two of them
// belongs to it. Words are counted in lower case (Locale.ROOT). Files are UTF-8, and are read
// piece by piece, so they may be larger than memory.
//
// Symbolic links are followed, and each file and folder counts once, by however many names it is
// reached. Folders whose name begins with a dot, such as .git, are left out unless they are named
// on the command line. A file that cannot be read or is no text (a NUL byte, malformed UTF-8, a
// word of more than a million letters) is skipped as a whole and named at the end.
//
// Exit code: 0, also with skipped files; 1 if a path does not exist; 2 if none is given.
//
//     Coordinator      finds the files, keeps a few readers at work, adds up
//       ├─ Reader      one for each file: splits it into words for the counters
//       ├─ Counter     a few, each for its share of the words
//       └─ Merger      makes one list of what the counters have
//     Progress         draws the bar
//
// Memory stays bounded because a reader asks: it goes on when the counters have its last chunk.
// A counter keeps the words of a file apart until the file is read to its end, so that a skipped
// file leaves no trace.

import module io.sparkactor;

static final int MOST_FREQUENT = 20;
static final int CORES = Math.max(2, Runtime.getRuntime().availableProcessors());
static final int CHUNK_BYTES = 128 * 1024;
static final int LONGEST_WORD = 1_000_000;
static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

void main(String[] arguments) {
    if (arguments.length == 0) {
        exit(2, "usage: ./spark run examples/WordCount.java PATH…");
    }
    for (String argument : arguments) {
        if (argument.isEmpty() || !Files.exists(Path.of(argument))) {
            exit(1, "WordCount: there is no file or folder \"" + argument + "\"");
        }
    }
    long start = System.nanoTime();
    try (var syndicate =
            Syndicate.open("word-count", config -> config.askTimeout(AS_LONG_AS_IT_TAKES))) {
        var progress = syndicate.createActor(Progress::new);
        var coordinator = syndicate.createActor(() -> new Coordinator(progress));
        Summary summary =
                coordinator.ask(new CountAll(Stream.of(arguments).map(Path::of).toList()));
        print(summary, secondsSince(start));
    } catch (AskException e) {
        exit(1, "WordCount: " + e.getMessage());
    }
}

// ---- what they tell each other

sealed interface Job {}

record CountAll(List<Path> roots) implements Job, Request<Job, Summary> {}

record FileRead(Path file, long bytes, long words) implements Job {}

record FileSkipped(Path file, String reason) implements Job {}

record Summary(long files, long bytes, long words, Tally tally, Map<Path, String> skipped) {}

record ReadFile(Path file) {}

sealed interface Counting {}

record Words(Path file, List<String> words) implements Counting, Request<Counting, Integer> {}

record Keep(Path file) implements Counting {}

record Forget(Path file) implements Counting {}

record MostFrequent(int limit) implements Counting, Request<Counting, Tally> {}

record Merge(List<Tally> tallies, int limit) implements Request<Merge, Tally> {}

record Tally(long distinct, List<WordCount> mostFrequent) {}

record WordCount(String word, long count) implements Comparable<WordCount> {
    @Override
    public int compareTo(WordCount other) {
        int byCount = Long.compare(other.count, count);
        return byCount != 0 ? byCount : word.compareTo(other.word);
    }
}

sealed interface Progressing {}

record Found(long bytes) implements Progressing {}

record Advanced(long bytes, long words) implements Progressing {}

record Done(long bytes, boolean skipped) implements Progressing {}

record Redraw() implements Progressing {}

record Finish() implements Progressing, Request<Progressing, Boolean> {}

// ---- the actors

static class Coordinator extends Actor<Job> {
    private final ActorRef<Progressing> progress;
    private final List<ActorRef<Counting>> counters = new ArrayList<>();
    private final Map<ActorRef<?>, Path> readers = new HashMap<>();
    private final Map<Path, Long> sizes = new HashMap<>();
    private final Queue<Path> waiting = new ArrayDeque<>();
    private final SortedMap<Path, String> skipped = new TreeMap<>();
    private ActorRef<Merge> merger;
    private Message<Job> asked;
    private long files;
    private long bytes;
    private long words;

    Coordinator(ActorRef<Progressing> progress) {
        this.progress = progress;
    }

    @Override
    protected void preStart() {
        for (int i = 0; i < CORES; i++) {
            counters.add(createActor(Counter::new));
        }
        merger = createActor(Merger::new);
    }

    @Override
    protected void process(Message<Job> message) {
        switch (message.content()) {
            case CountAll(List<Path> roots) -> {
                asked = message; // answered when the last file is done
                var finder = new FileFinder(this::found, this::unreadable);
                roots.forEach(finder::find);
                keepReadersAtWork();
            }
            case FileRead(Path file, long bytesRead, long wordsRead) -> {
                counters.forEach(counter -> tell(new Keep(file), counter));
                files++;
                bytes += bytesRead;
                words += wordsRead;
                tell(new Done(sizes.remove(file), false), progress);
            }
            case FileSkipped(Path file, String reason) -> skip(file, reason);
        }
    }

    /** A reader has ended. That is told behind all that it said, so its file is over. */
    @Override
    protected void onSignal(Signal signal) {
        if (signal instanceof ChildExited(var reader, var reason)) {
            Path file = readers.remove(reader);
            if (reason instanceof ExitReason.Failed(var cause)) {
                if (file == null) {
                    throw new IllegalStateException(
                            reader.path() + " failed, and the words that it had are lost", cause);
                }
                skip(file, cause.toString());
            }
            keepReadersAtWork();
        }
    }

    private void found(Path file, long size) {
        waiting.add(file);
        sizes.put(file, size);
        tell(new Found(size), progress);
    }

    private void unreadable(Path path, String reason) {
        sizes.put(path, 0L);
        tell(new Found(0), progress);
        skip(path, reason);
    }

    private void skip(Path file, String reason) {
        skipped.put(file, reason);
        counters.forEach(counter -> tell(new Forget(file), counter));
        tell(new Done(sizes.remove(file), true), progress);
    }

    private void keepReadersAtWork() {
        while (readers.size() < CORES && !waiting.isEmpty()) {
            Path file = waiting.remove();
            var reader = createActor(() -> new Reader(self(), counters, progress));
            readers.put(reader, file);
            tell(new ReadFile(file), reader);
        }
        if (readers.isEmpty()) {
            var tallies = new ArrayList<Tally>();
            counters.forEach(counter -> tallies.add(ask(new MostFrequent(MOST_FREQUENT), counter)));
            Tally tally = ask(new Merge(tallies, MOST_FREQUENT), merger);
            ask(new Finish(), progress);
            asked.reply(new Summary(files, bytes, words, tally, skipped));
        }
    }
}

static class Reader extends Actor<ReadFile> {
    private final ActorRef<Job> coordinator;
    private final List<ActorRef<Counting>> counters;
    private final ActorRef<Progressing> progress;
    private final List<List<String>> shares = new ArrayList<>(); // of the present chunk, by counter
    private long bytes;
    private long words;

    Reader(
            ActorRef<Job> coordinator,
            List<ActorRef<Counting>> counters,
            ActorRef<Progressing> progress) {
        this.coordinator = coordinator;
        this.counters = counters;
        this.progress = progress;
        counters.forEach(counter -> shares.add(new ArrayList<>()));
    }

    @Override
    protected void process(Message<ReadFile> message) {
        Path file = message.content().file();
        try {
            read(file);
            tell(new FileRead(file, bytes, words), coordinator);
        } catch (IOException e) {
            tell(new Advanced(-bytes, -words), progress);
            tell(new FileSkipped(file, reason(e)), coordinator);
        }
        stop();
    }

    private void read(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder(); // keeps what a chunk border has cut
        var in = ByteBuffer.allocate(CHUNK_BYTES);
        var text = CharBuffer.allocate(CHUNK_BYTES);
        var splitter = new WordSplitter(this::sort);
        try (var channel = Files.newByteChannel(file)) {
            boolean end = false;
            while (!end) {
                end = channel.read(in) < 0;
                var result = decoder.decode(in.flip(), text, end);
                int decoded = in.position();
                in.compact();
                splitter.split(text.flip().toString());
                text.clear();
                if (result.isError()) {
                    throw new NotTextException("malformed UTF-8 at byte " + (bytes + decoded));
                }
                if (end) {
                    splitter.endWord();
                }
                handOver(file, decoded);
            }
        }
    }

    private void sort(String word) {
        shares.get(Math.floorMod(word.hashCode(), shares.size())).add(word);
    }

    /** Gives each counter its share of a chunk, and waits until it has been counted. */
    private void handOver(Path file, int decoded) {
        long before = words;
        for (int i = 0; i < shares.size(); i++) {
            List<String> share = shares.get(i);
            if (!share.isEmpty()) {
                words += ask(new Words(file, List.copyOf(share)), counters.get(i));
                share.clear();
            }
        }
        bytes += decoded;
        tell(new Advanced(decoded, words - before), progress);
    }
}

static class Counter extends Actor<Counting> {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<Path, Map<String, Long>> unfinished = new HashMap<>();

    @Override
    protected void process(Message<Counting> message) {
        switch (message.content()) {
            case Words request -> {
                var ofFile = unfinished.computeIfAbsent(request.file(), file -> new HashMap<>());
                request.words().forEach(word -> ofFile.merge(word, 1L, Long::sum));
                message.reply(request, request.words().size());
            }
            case Keep(Path file) -> {
                var ofFile = unfinished.getOrDefault(file, Map.of());
                ofFile.forEach((word, count) -> counts.merge(word, count, Long::sum));
                unfinished.remove(file);
            }
            case Forget(Path file) -> unfinished.remove(file);
            case MostFrequent request ->
                    message.reply(request, new Tally(counts.size(), first(request.limit())));
        }
    }

    private List<WordCount> first(int limit) {
        return mostFrequent(
                limit,
                counts.entrySet().stream().map(e -> new WordCount(e.getKey(), e.getValue())));
    }
}

static class Merger extends Actor<Merge> {
    @Override
    protected void process(Message<Merge> message) {
        Merge request = message.content();
        long distinct = request.tallies().stream().mapToLong(Tally::distinct).sum();
        var candidates = request.tallies().stream().flatMap(tally -> tally.mostFrequent().stream());
        message.reply(request, new Tally(distinct, mostFrequent(request.limit(), candidates)));
    }
}

static class Progress extends Actor<Progressing> {
    private final long start = System.nanoTime();
    private final boolean terminal = stderrIsTerminal();
    private long found;
    private long foundBytes;
    private long done;
    private long bytes;
    private long words;
    private int lastLength;

    @Override
    protected void preStart() {
        scheduleEvery(terminal ? Duration.ofMillis(100) : Duration.ofSeconds(2), new Redraw());
    }

    @Override
    protected void process(Message<Progressing> message) {
        switch (message.content()) {
            case Found(long size) -> {
                found++;
                foundBytes += size;
            }
            case Advanced(long moreBytes, long moreWords) -> {
                bytes += moreBytes;
                words += moreWords;
            }
            case Done(long size, boolean skipped) -> {
                done++;
                foundBytes -= skipped ? size : 0; // a skipped file is nothing to wait for
            }
            case Redraw() -> draw();
            case Finish request -> {
                draw();
                System.err.print(terminal ? "\n" : "");
                message.reply(request, true);
            }
        }
    }

    private void draw() {
        int filled = found == done ? 20 : (int) (20 * Math.min(1, bytes / (foundBytes + 1.0)));
        String line =
                String.format(
                        Locale.ROOT,
                        "[%s%s] %d/%d files, %.1f MB, %d words, %.1f s",
                        "#".repeat(filled),
                        ".".repeat(20 - filled),
                        done,
                        found,
                        bytes / 1e6,
                        words,
                        secondsSince(start));
        String blanks = " ".repeat(Math.max(0, lastLength - line.length()));
        System.err.print(terminal ? "\r" + line + blanks : line + "\n");
        lastLength = line.length();
    }
}

// ---- plain code that they use

/** Finds files; each file and folder once, by its real path. */
static class FileFinder {
    private final BiConsumer<Path, Long> found;
    private final BiConsumer<Path, String> unreadable;
    private final Set<Path> seen = new HashSet<>();

    FileFinder(BiConsumer<Path, Long> found, BiConsumer<Path, String> unreadable) {
        this.found = found;
        this.unreadable = unreadable;
    }

    void find(Path path) {
        try {
            if (!seen.add(path.toRealPath())) {
                return;
            }
            if (Files.isDirectory(path)) {
                entries(path).stream().filter(entry -> !isHiddenFolder(entry)).forEach(this::find);
            } else if (Files.isRegularFile(path)) {
                found.accept(path, Files.size(path));
            } else {
                unreadable.accept(path, "neither a file nor a folder");
            }
        } catch (IOException e) {
            unreadable.accept(path, reason(e));
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isHiddenFolder(Path path) {
        return path.getFileName().toString().startsWith(".") && Files.isDirectory(path);
    }
}

/** Splits text that comes in chunks; a word may begin in one chunk and end in another. */
static class WordSplitter {
    private final Consumer<String> words;
    private final StringBuilder word = new StringBuilder();
    private boolean apostrophe; // behind the word, which goes on if a letter follows

    WordSplitter(Consumer<String> words) {
        this.words = words;
    }

    void split(String text) throws NotTextException {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c)) {
                if (apostrophe) {
                    word.append('\'');
                    apostrophe = false;
                }
                word.appendCodePoint(c);
            } else if (c == '\'' && !apostrophe && !word.isEmpty()) {
                apostrophe = true;
            } else if (c == 0) {
                throw new NotTextException("a NUL byte");
            } else {
                endWord();
            }
        }
        if (word.length() > LONGEST_WORD) {
            throw new NotTextException("a word of more than " + LONGEST_WORD + " letters");
        }
    }

    void endWord() {
        if (!word.isEmpty()) {
            words.accept(word.toString().toLowerCase(Locale.ROOT));
        }
        word.setLength(0);
        apostrophe = false;
    }
}

static class NotTextException extends IOException {
    NotTextException(String what) {
        super("binary: " + what);
    }
}

static List<WordCount> mostFrequent(int limit, Stream<WordCount> counts) {
    var best = new PriorityQueue<WordCount>(Comparator.reverseOrder());
    counts.forEach(count -> {
        best.add(count);
        if (best.size() > limit) {
            best.remove();
        }
    });
    return best.stream().sorted().toList();
}

static String reason(IOException e) {
    return switch (e) {
        case NoSuchFileException _ -> "no such file";
        case AccessDeniedException _ -> "access denied";
        case FileSystemException f when f.getReason() != null -> f.getReason();
        default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
}

static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
}

static boolean stderrIsTerminal() {
    try {
        return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
        return false;
    }
}

static void print(Summary summary, double seconds) {
    var out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    for (WordCount count : summary.tally().mostFrequent()) {
        out.printf(Locale.ROOT, "%10d  %s%n", count.count(), count.word());
    }
    out.println();
    out.println("files: " + summary.files());
    out.println("words: " + summary.words());
    out.println("distinct words: " + summary.tally().distinct());
    out.println("bytes: " + summary.bytes());
    out.println("skipped files: " + summary.skipped().size());
    out.printf(Locale.ROOT, "time: %.1f s%n", seconds);
    summary.skipped().forEach((file, reason) -> out.println("skipped " + file + ": " + reason));
}

static void exit(int code, String line) {
    System.err.println(line);
    System.exit(code);
}
