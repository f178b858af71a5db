package shop.closed;

public class Closed {

    private record Order(int n) {}

    public static Object order() {
        return new Order(3);
    }
}
