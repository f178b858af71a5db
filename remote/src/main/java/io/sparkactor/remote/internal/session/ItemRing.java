package io.sparkactor.remote.internal.session;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A queue of items, each with a number, in two arrays that grow as needed: no node and no box for an item. Confined to one thread. */
final class ItemRing<T> {

    private static final int SMALLEST = 16;

    private @Nullable Object[] items = new @Nullable Object[SMALLEST];
    private long[] numbers = new long[SMALLEST];
    private int head;
    private int size;
    private long sum;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The sum of all numbers in it. */
    long sum() {
        return sum;
    }

    void add(T item, long number) {
        if (size == items.length) {
            grow();
        }
        int at = slot(size);
        items[at] = item;
        numbers[at] = number;
        sum += number;
        size++;
    }

    /** The item that has {@code index} others in front of it. */
    @SuppressWarnings("unchecked") // add() takes nothing else
    T get(int index) {
        Object item = items[slot(check(index))];
        if (item == null) {
            throw new IllegalStateException("no item at " + index);
        }
        return (T) item;
    }

    /** The number of that item. */
    long number(int index) {
        return numbers[slot(check(index))];
    }

    T removeFirst() {
        T first = get(0);
        sum -= numbers[head];
        items[head] = null;
        head = slot(1);
        size--;
        return first;
    }

    private int check(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size);
        }
        return index;
    }

    private int slot(int index) {
        return head + index & items.length - 1; // a power of two
    }

    private void grow() {
        int capacity = items.length * 2;
        @Nullable Object[] moreItems = Arrays.copyOfRange(items, head, head + capacity);
        long[] moreNumbers = Arrays.copyOfRange(numbers, head, head + capacity);
        int behindTheEnd = items.length - head;
        System.arraycopy(items, 0, moreItems, behindTheEnd, head);
        System.arraycopy(numbers, 0, moreNumbers, behindTheEnd, head);
        items = moreItems;
        numbers = moreNumbers;
        head = 0;
    }
}
