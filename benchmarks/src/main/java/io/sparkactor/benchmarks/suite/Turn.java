package io.sparkactor.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;

/**
 * One child JVM of a session. Immutable.
 *
 * @param fork which time the contender runs, from 1
 * @param workload the row
 * @param framework the contender
 */
record Turn(int fork, Workload workload, Framework framework) {

    /**
     * All turns in the order in which they run. A row's contenders follow one another, so that a slow phase of the machine meets all of
     * them; each second time in the opposite order, so that none always comes after the same one. The forks of a contender lie a whole
     * round of rows apart, so that they differ as figures of different hours do.
     */
    static List<Turn> all(List<Workload> workloads, int forks) {
        List<Turn> turns = new ArrayList<>();
        for (int fork = 1; fork <= forks; fork++) {
            for (Workload workload : workloads) {
                List<Framework> contenders = workload.contenders();
                for (Framework framework : fork % 2 == 1 ? contenders : contenders.reversed()) {
                    turns.add(new Turn(fork, workload, framework));
                }
            }
        }
        return turns;
    }

    String text() {
        return "%s, %s, fork %d".formatted(workload.text(), framework.text(), fork);
    }
}
