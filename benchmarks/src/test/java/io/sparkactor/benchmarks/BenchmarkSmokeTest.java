package io.sparkactor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sparkactor.benchmarks.backlog.BacklogRun;
import io.sparkactor.benchmarks.compare.Three;
import io.sparkactor.benchmarks.crowd.ControlChild;
import io.sparkactor.benchmarks.crowd.CrowdRun;
import io.sparkactor.benchmarks.first.FirstRun;
import io.sparkactor.benchmarks.hog.HogRun;
import io.sparkactor.benchmarks.idle.IdleRun;
import io.sparkactor.benchmarks.load.LoadRun;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.memory.Bounded;
import io.sparkactor.benchmarks.memory.Flood;
import io.sparkactor.benchmarks.outside.AskRun;
import io.sparkactor.benchmarks.rate.Contender;
import io.sparkactor.benchmarks.runaway.RunawayRun;
import io.sparkactor.benchmarks.runaway.Scenario;
import io.sparkactor.benchmarks.sleep.SleepChild;
import io.sparkactor.benchmarks.start.NoHello;
import io.sparkactor.benchmarks.start.PekkoHello;
import io.sparkactor.benchmarks.start.SparkHello;
import io.sparkactor.benchmarks.start.ThreadHello;
import io.sparkactor.benchmarks.suite.Effort;
import io.sparkactor.benchmarks.suite.ForkChild;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the Spark side of each benchmark still runs; how fast it is does not matter here. Those of processes and agents are in {@link
 * FarSmokeTest}.
 */
class BenchmarkSmokeTest {

    private static final Duration MOMENT = Duration.ofMillis(200);

    @ParameterizedTest
    @EnumSource
    void everyContenderKeepsOrderAndBooksInEveryRow(Workload workload) {
        Effort tiny = new Effort(100, Duration.ZERO, 2, Duration.ZERO);
        for (Framework framework : workload.contenders()) {
            assertThat(ForkChild.run(framework, workload, tiny))
                    .as(framework.text())
                    .hasSize(2)
                    .allMatch(nanos -> nanos > 0);
        }
    }

    @Test
    void idleActorsAreMeasured() throws InterruptedException {
        assertThat(new IdleRun(1000, MOMENT).figures()).hasSize(4);
    }

    @Test
    void sleepersAllWakeUp() {
        try (Contender sleepers = Framework.SPARK.open(Workload.SLEEPERS, 100)) {
            assertThat(SleepChild.run(sleepers, 500)).isGreaterThanOrEqualTo(50);
        }
    }

    @ParameterizedTest
    @MethodSource("three")
    void asksFromOutsideAreAnswered(Framework framework) throws Exception {
        assertThat(new AskRun(framework, Duration.ZERO, MOMENT).figures())
                .hasSize(6)
                .allMatch(figure -> figure.value() > 0);
    }

    @ParameterizedTest
    @MethodSource("three")
    void firstMessagesArrive(Framework framework) throws InterruptedException {
        assertThat(new FirstRun(framework, MOMENT, MOMENT).figures())
                .hasSize(6)
                .allMatch(figure -> figure.value() >= 0);
    }

    @ParameterizedTest
    @MethodSource("three")
    void messagesUnderLoadAreAllHandled(Framework framework) throws InterruptedException {
        LoadRun run = new LoadRun(framework, MOMENT, MOMENT);
        assertThat(run.capacity()).hasSize(1).allMatch(figure -> figure.value() > 0);
        assertThat(run.latencies(10_000)).hasSize(10).allMatch(figure -> figure.value() >= 0);
    }

    @ParameterizedTest
    @MethodSource("three")
    void tokensOfACrowdEndTheirWay(Framework framework) throws InterruptedException {
        assertThat(new CrowdRun(framework, 1).message(10_000, Duration.ZERO).value())
                .isPositive();
        CrowdRun crowd = new CrowdRun(framework, 100);
        assertThat(crowd.message(10_000, Duration.ZERO).value()).isPositive();
        assertThat(crowd.creation().value()).isPositive();
        assertThat(crowd.bytes().unit()).isEqualTo("bytes");
    }

    @Test
    void controlOfTheCrowdIsMeasured() {
        assertThat(ControlChild.figure(100).value()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("three")
    void longMailboxesAreEmptiedInOrder(Framework framework) {
        assertThat(new BacklogRun(framework, Duration.ZERO).figures(List.of(1, 1000)))
                .hasSize(4)
                .allMatch(figure -> figure.value() > 0);
    }

    @Test
    void everyProgramGetsItsReply() throws Exception {
        String[] now = {Long.toString(System.currentTimeMillis())};
        SparkHello.main(now);
        PekkoHello.main(now);
        ThreadHello.main(now);
        assertThatCode(() -> NoHello.main(now)).doesNotThrowAnyException();
    }

    @Test
    void hogsLetAsksThrough() throws InterruptedException {
        assertNothingLost(new HogRun(4, MOMENT).figures());
    }

    @ParameterizedTest
    @EnumSource
    void runawaysAreMeasured(Scenario scenario) throws InterruptedException {
        assertThat(new RunawayRun(scenario, MOMENT, MOMENT).figures()).isNotEmpty();
    }

    @Test
    void floodsAreRefusedAndCounted() throws InterruptedException {
        assertNothingLost(new Flood(Duration.ofMillis(50)).consumer());
        assertNothingLost(new Flood(Duration.ofMillis(50)).inbox());
    }

    @ParameterizedTest
    @EnumSource
    void floodsOfBoundedMailboxesAreCounted(Bounded policy) throws InterruptedException {
        assertNothingLost(new Flood(Duration.ofMillis(50)).consumer(policy));
    }

    @Test
    void figureKnowsOnWhichSideOfItsBarItMayBeAlsoAfterItsWayFromTheChild() {
        assertThat(Figure.parse(Figure.of("latency", 11, 10, "ms").line()).isMet())
                .isFalse();
        assertThat(Figure.parse(Figure.of("latency", 9, 10, "ms").line()).isMet())
                .isTrue();
        assertThat(Figure.parse(Figure.atLeast("ratio", 11, 10, "").line()).isMet())
                .isTrue();
        assertThat(Figure.parse(Figure.atLeast("ratio", 9, 10, "").line()).isMet())
                .isFalse();
    }

    @Test
    void everyBenchmarkIsListed() throws Exception {
        String list = BenchmarkList.table().toString();
        try (var sources = Files.list(Path.of("src/main/java/io/sparkactor/benchmarks"))) {
            assertThat(sources.map(Path::getFileName).map(Path::toString).filter(name -> name.endsWith(".java")))
                    .map(name -> name.replace(".java", ""))
                    .filteredOn(name -> !name.equals("package-info") && !name.equals("BenchmarkList"))
                    .allSatisfy(name -> assertThat(list).contains(name));
        }
    }

    private static List<Framework> three() {
        return Three.ALL;
    }

    /** Latencies may miss their bars in a busy build; what has the bar zero counts lost things, and must not. */
    private static void assertNothingLost(List<Figure> figures) {
        assertThat(figures).isNotEmpty();
        assertThat(figures.stream().filter(figure -> figure.bar() == 0)).allMatch(Figure::isMet);
    }
}
