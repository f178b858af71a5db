// Watching a child process: an actor hears when it has written something and when it has ended, and
// goes on with its messages meanwhile. Here sort(1) gets a line with each message, and answers when
// its input has ended.
//
//     ./spark run examples/WatchSubprocess.java

import module io.sparkactor;

class Sorter extends Actor<String> {
    private final byte[] buffer = new byte[8192];
    private Process process;

    @Override
    protected void preStart() throws IOException {
        process = new ProcessBuilder("sort").redirectErrorStream(true).start();
        own(process::destroy); // it ends with the actor
        watch(Watch.output(process));
    }

    @Override
    protected void process(Message<String> message) throws IOException {
        if (message.content().isEmpty()) {
            process.outputWriter().close();
        } else {
            process.outputWriter().append(message.content()).append('\n').flush();
        }
    }

    @Override
    protected void onSignal(Signal signal) throws IOException {
        switch (signal) {
            case WatchReady(Watch.ProcessOutput output) -> read(output);
            case WatchReady(Watch.ProcessExit _) -> {
                IO.println("it has ended with " + process.exitValue());
                stop();
            }
            default -> IO.println(signal);
        }
    }

    private void read(Watch output) throws IOException {
        int count = process.getInputStream().read(buffer); // what is there: it does not wait
        if (count < 0) {
            watch(Watch.process(process)); // instead of its output, which has ended
        } else {
            IO.print(new String(buffer, 0, count));
            rearm(output);
        }
    }
}

void main() {
    try (var syndicate = Syndicate.open("sorting")) {
        var sorter = syndicate.createActor(Sorter::new);
        List.of("pear", "apple", "plum", "").forEach(sorter::tell);
        syndicate.awaitStop(sorter, Duration.ofSeconds(10));
    }
}
