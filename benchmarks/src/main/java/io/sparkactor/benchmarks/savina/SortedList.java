package io.sparkactor.benchmarks.savina;

import org.jspecify.annotations.Nullable;

/** A linked list that is searched from its begin, for each request anew. Confined to one actor. */
public final class SortedList {

    /** How many in a hundred requests add something. */
    public static final int ADDS = 10;

    /** How many in a hundred requests ask for the size. */
    public static final int SIZES = 1;

    private static final class Node {

        private final int value;
        private @Nullable Node next;

        private Node(int value, @Nullable Node next) {
            this.value = value;
            this.next = next;
        }
    }

    private final Node head = new Node(Integer.MIN_VALUE, null);
    private int size;

    /** Takes a value in, also if it is there already. */
    public void add(int value) {
        Node before = before(value);
        before.next = new Node(value, before.next);
        size++;
    }

    /** Whether a value is there. */
    public boolean contains(int value) {
        Node next = before(value).next;
        return next != null && next.value == value;
    }

    /** How many values there are. */
    public int size() {
        return size;
    }

    /** Whether all values are there, and in order. */
    public boolean isSound() {
        int count = 0;
        int last = head.value;
        for (Node node = head.next; node != null; node = node.next) {
            if (node.value < last) {
                return false;
            }
            last = node.value;
            count++;
        }
        return count == size;
    }

    private Node before(int value) {
        Node node = head;
        for (Node next = node.next; next != null && next.value < value; next = node.next) {
            node = next;
        }
        return node;
    }
}
