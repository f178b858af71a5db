package io.sparkactor.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sparkactor.benchmarks.measure.Report;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** What becomes of figures on their way into tables, files and plots. */
class ResultsTest {

    private final Results results = new Results();

    @Test
    void ratioSmallerThanTheSpreadOfForksIsNotEstablished() {
        forks(Workload.RING, Framework.SPARK, 10, 40);
        forks(Workload.RING, Framework.PEKKO, 50, 50);
        assertThat(ratio(Workload.RING)).isEqualTo("2.00 ×, not established");
    }

    @Test
    void ratioLargerThanTheSpreadOfForksIsEstablished() {
        forks(Workload.RING, Framework.SPARK, 10, 12);
        forks(Workload.RING, Framework.PEKKO, 22, 33);
        assertThat(ratio(Workload.RING)).isEqualTo("2.50 ×");
    }

    @Test
    void loserIsEstablishedToo() {
        forks(Workload.RING, Framework.SPARK, 50, 50);
        forks(Workload.RING, Framework.PEKKO, 10, 10);
        assertThat(ratio(Workload.RING)).isEqualTo("0.20 ×");
    }

    @Test
    void oneForkEstablishesNothing() {
        forks(Workload.RING, Framework.SPARK, 10);
        forks(Workload.RING, Framework.PEKKO, 50, 50);
        assertThat(ratio(Workload.RING)).isEqualTo("5.00 ×, not established");
    }

    @Test
    void comparisonTakesTheBestPekko() {
        forks(Workload.RING, Framework.SPARK, 10, 10);
        forks(Workload.RING, Framework.PEKKO, 50, 50);
        forks(Workload.RING, Framework.PEKKO_2_64, 30, 30);
        forks(Workload.RING, Framework.THREADS, 20, 20);
        assertThat(new ResultTables(results).comparison().toString())
                .contains("Pekko 2 threads, throughput 64", "3.00 ×", "2.00 ×");
    }

    @Test
    void meanIsGeometricAndOfMessageBoundRowsAlone() {
        forks(Workload.RING, Framework.SPARK, 10, 10);
        forks(Workload.RING, Framework.PEKKO, 20, 20);
        forks(Workload.BIG, Framework.SPARK, 10, 10);
        forks(Workload.BIG, Framework.PEKKO, 80, 80);
        forks(Workload.FAN_IN, Framework.SPARK, 10, 10);
        forks(Workload.FAN_IN, Framework.PEKKO, 1000, 1000);
        assertThat(Results.mean(results.messageBound(results::toPekko)).orElseThrow())
                .isCloseTo(4, within(1e-9));
    }

    @Test
    void rowsThatStandApartHaveAMeanAndABarOfTheirOwn() {
        forks(Workload.SMOKERS, Framework.SPARK, 10, 10);
        forks(Workload.SMOKERS, Framework.PEKKO, 20, 20);
        forks(Workload.BANKING, Framework.SPARK, 10, 10);
        forks(Workload.BANKING, Framework.PEKKO, 80, 80);
        forks(Workload.QUEENS, Framework.SPARK, 100, 100);
        forks(Workload.QUEENS, Framework.PEKKO, 96, 96);
        forks(Workload.SIEVE, Framework.SPARK, 100, 100);
        forks(Workload.SIEVE, Framework.PEKKO, 94, 94);
        assertThat(new ResultTables(results).means())
                .isEqualTo(
                        "Geometric mean of the 2 further Savina rows: **4.00 ×** as fast as the best Pekko of each row;"
                                + " established in 2 of them.\n\n"
                                + "Compute-bound rows with 0.95 × the best Pekko or more: **1 of 2**.");
    }

    @Test
    void tablesOfRowsWithoutPlainThreadsDoNotSpeakOfThem() {
        forks(Workload.QUEENS, Framework.SPARK, 10, 10);
        forks(Workload.QUEENS, Framework.PEKKO, 20, 20);
        ResultTables tables = new ResultTables(results);
        assertThat(tables.comparison().toString()).contains("2.00 ×").doesNotContain("virtual threads");
        assertThat(tables.all().toString()).contains("Pekko default");
        assertThat(new RatioChart(results, "").svg()).doesNotContain("against a virtual thread");
        forks(Workload.RING, Framework.THREADS, 20, 20);
        assertThat(tables.comparison().toString()).contains("virtual threads");
    }

    @Test
    void plotsOfSlowOperationsSayHowManyAndPlotsOfSavinaAloneShowItsMean() {
        forks(Workload.QUEENS, Framework.SPARK, 100e6, 100e6);
        forks(Workload.SMOKERS, Framework.SPARK, 10_000, 10_000);
        forks(Workload.SMOKERS, Framework.PEKKO, 20_000, 20_000);
        assertThat(new RateChart(results, "").svg()).contains("10/s  Spark", "100 k/s  Spark", "50 k/s  Pekko default");
        assertThat(new RatioChart(results, "").svg()).contains("geometric mean of the first 1");
    }

    @Test
    void filesHoldEveryIterationAndPlotsAreWellFormed(@TempDir Path folder) throws Exception {
        for (Workload workload : Workload.values()) {
            workload.contenders().forEach(framework -> forks(workload, framework, 10 + framework.ordinal(), 20));
        }
        ResultFolder kept = new ResultFolder(folder);
        kept.write("suite", new Report("first"), results, "a < b & c");
        kept.write("suite", new Report("second"), results, "a < b & c");
        List<Path> files = Files.list(folder).toList();
        assertThat(files)
                .hasSize(6)
                .filteredOn(file -> file.toString().endsWith(".csv"))
                .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSize(1 + 2 * (11 * 5 + 18 * 4 + 3)));
        assertThat(files)
                .filteredOn(file -> file.toString().endsWith(".svg"))
                .hasSize(2)
                .allSatisfy(file -> assertThat(parsed(file)).isEqualTo("svg"));
    }

    @Test
    void contendersTakeTurnsAndForksLieApart() {
        List<Turn> turns = Turn.all(List.of(Workload.RING, Workload.SLEEPERS), 2);
        assertThat(turns).hasSize(2 * (5 + 3)).doesNotHaveDuplicates();
        assertThat(turns.getFirst()).isEqualTo(new Turn(1, Workload.RING, Framework.SPARK));
        assertThat(Turn.all(List.of(Workload.QUEENS, Workload.SMOKERS), 1)).hasSize(2 * 4);
        assertThat(turns.get(8)).isEqualTo(new Turn(2, Workload.RING, Framework.THREADS));
    }

    private String ratio(Workload workload) {
        return results.toPekko(workload).orElseThrow().text();
    }

    private void forks(Workload workload, Framework framework, double... nanos) {
        for (double each : nanos) {
            results.fork(workload, framework, List.of(each));
        }
    }

    private static String parsed(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(file))))
                .getDocumentElement()
                .getTagName();
    }
}
