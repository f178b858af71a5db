package io.sparkactor.benchmarks.savina;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the actors share, used by one thread. */
class SharedThingsTest {

    private final SplittableRandom chance = new SplittableRandom(1);

    @Test
    void listIsSortedAndKeepsWhatIsThereTwice() {
        SortedList list = new SortedList();
        for (int value : new int[] {5, 1, 9, 5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            list.add(value);
        }
        assertThat(list.isSound()).isTrue();
        assertThat(list.size()).isEqualTo(6);
        assertThat(list.contains(5)).isTrue();
        assertThat(list.contains(Integer.MIN_VALUE)).isTrue();
        assertThat(list.contains(6)).isFalse();
    }

    @Test
    void dictionaryKnowsEveryKeyAndEveryValueItsKey() {
        Dictionary dictionary = new Dictionary();
        for (int i = 0; i < 1000; i++) {
            int key = Dictionary.key(chance);
            assertThat(Dictionary.keyOf(dictionary.read(key))).isEqualTo(key);
            int value = Dictionary.value(key, chance);
            dictionary.write(key, value);
            assertThat(dictionary.read(key)).isEqualTo(value).isNotNegative();
            assertThat(Dictionary.keyOf(value)).isEqualTo(key);
        }
    }

    @Test
    void moneyOnlyGoesToAccountsBehindSoThatNoneWaitsForItself() {
        for (int i = 0; i < 1000; i++) {
            Transfer transfer = Transfer.draw(10, chance);
            assertThat(transfer.from()).isBetween(0, 7);
            assertThat(transfer.to()).isGreaterThan(transfer.from()).isLessThan(10);
            assertThat(transfer.amount()).isNotNegative();
        }
    }

    @Test
    void termsFollowOneAnother() {
        double third = LogisticMap.term(7, 3);
        assertThat(LogisticMap.term(7, 4)).isEqualTo(LogisticMap.next(third, LogisticMap.rate(7)));
        assertThat(LogisticMap.term(7, 0)).isEqualTo(LogisticMap.start(7)).isPositive();
    }
}
