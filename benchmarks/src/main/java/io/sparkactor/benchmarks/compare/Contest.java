package io.sparkactor.benchmarks.compare;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets contenders answer the same question, each in a JVM of its own, in turns: so a slow phase of the machine meets all of them. Each
 * second time in the opposite order, so that none always comes after the same one. Confined to one thread.
 */
public final class Contest {

    private final ChildJvm jvm;
    private final Class<?> program;
    private final Duration limit;
    private final List<Framework> contenders;
    private final Answers answers = new Answers();

    /**
     * A contest of {@link Three#ALL}.
     *
     * @param program prints figures; its first argument is the contender's name
     * @param limit how long one JVM may take
     */
    public Contest(ChildJvm jvm, Class<?> program, Duration limit) {
        this(jvm, program, limit, Three.ALL);
    }

    /** A contest of some. */
    public Contest(ChildJvm jvm, Class<?> program, Duration limit, List<Framework> contenders) {
        this.jvm = jvm;
        this.program = program;
        this.limit = limit;
        this.contenders = List.copyOf(contenders);
    }

    /** Lets each contender run so many times, with these arguments behind its name. */
    public Answers run(int forks, Object... arguments) {
        for (int fork = 1; fork <= forks; fork++) {
            fork(fork, arguments);
        }
        return answers;
    }

    /** Lets each contender run once; the number of the fork, from 1, says in which order. */
    public void fork(int fork, Object... arguments) {
        for (Framework framework : fork % 2 == 1 ? contenders : contenders.reversed()) {
            Report.progress("%s, fork %d %s", framework.text(), fork, List.of(arguments));
            List<Object> all = new ArrayList<>(List.of(framework));
            all.addAll(List.of(arguments));
            jvm.run(program, limit, all.toArray()).stream()
                    .map(Figure::parse)
                    .forEach(figure -> answers.add(framework, figure));
        }
    }

    /** What they have answered so far. */
    public Answers answers() {
        return answers;
    }
}
