package shop.open;

public class Open {

    record Order(int n) {}

    public static Object order() {
        return new Order(2);
    }
}
