package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Where results are kept: the report and the figures with the date in their names, and the plots under names that stay, so that pages
 * can show the newest. Confined to one thread.
 */
public final class ResultFolder {

    private final Path folder;

    /** A folder, made when something is written. */
    public ResultFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes all files; what was written earlier on the same day stays beside them.
     *
     * @param what which suite it was; the names of the files say it
     */
    public void write(String what, Report report, Results results, String caption) {
        try {
            Files.createDirectories(folder);
            String name = freeName(LocalDate.now() + "-" + what);
            Files.writeString(folder.resolve(name + ".md"), report.markdown());
            Files.write(folder.resolve(name + ".csv"), CsvFile.lines(results));
            Files.writeString(folder.resolve(what + "-ratios.svg"), new RatioChart(results, caption).svg());
            Files.writeString(folder.resolve(what + "-rates.svg"), new RateChart(results, caption).svg());
            Report.progress("written: %s.md, .csv, %s-ratios.svg and %s-rates.svg in %s", name, what, what, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results to " + folder, e);
        }
    }

    private String freeName(String wanted) {
        String name = wanted;
        for (int i = 2; Files.exists(folder.resolve(name + ".md")); i++) {
            name = wanted + "-" + i;
        }
        return name;
    }
}
