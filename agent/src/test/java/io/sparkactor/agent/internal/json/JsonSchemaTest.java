package io.sparkactor.agent.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.agent.tool.Described;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

    enum Size {
        SMALL,
        LARGE
    }

    record Item(@Described("what it is") String name, Size size) {}

    record Order(int number, double price, boolean paid, List<Item> items, Optional<LocalDate> due, String[] tags) {}

    record Loose(Map<String, Integer> counts) {}

    record Loop(List<Loop> loops) {}

    record Odd(Runnable action) {}

    @Test
    void recordsBecomeObjectsWithAllPropertiesRequired() {
        var schema = new JsonSchema();

        assertThat(schema.of(Item.class)).isEqualTo(Json.read("""
                {"type":"object",
                 "properties":{"name":{"type":"string","description":"what it is"},
                               "size":{"type":"string","enum":["SMALL","LARGE"]}},
                 "required":["name","size"],
                 "additionalProperties":false}"""));
        assertThat(schema.isStrict()).isTrue();
    }

    @Test
    void typesHaveTheirSchemas() {
        var properties = new JsonSchema().of(Order.class).get("properties");

        assertThat(properties.get("number")).isEqualTo(Json.read("{\"type\":\"integer\"}"));
        assertThat(properties.get("price")).isEqualTo(Json.read("{\"type\":\"number\"}"));
        assertThat(properties.get("paid")).isEqualTo(Json.read("{\"type\":\"boolean\"}"));
        assertThat(properties.get("items").get("items").get("type").asString()).isEqualTo("object");
        assertThat(properties.get("due"))
                .isEqualTo(Json.read("{\"anyOf\":[{\"type\":\"string\",\"format\":\"date\"},{\"type\":\"null\"}]}"));
        assertThat(properties.get("tags")).isEqualTo(Json.read("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}"));
    }

    /** What the schema allows can be read. */
    @Test
    void whatFitsIsRead() {
        String json = "{\"number\":1,\"price\":2.5,\"paid\":true,\"items\":[{\"name\":\"a\",\"size\":\"LARGE\"}],"
                + "\"due\":null,\"tags\":[\"x\"]}";

        Order order = order(json);

        assertThat(order.items()).containsExactly(new Item("a", Size.LARGE));
        assertThat(order.due()).isEmpty();
        assertThat(order(json.replace("null", "\"2026-11-27\"")).due()).hasValue(LocalDate.of(2026, 11, 27));
    }

    private static Order order(String json) {
        return (Order) Objects.requireNonNull(Json.read(json, Order.class));
    }

    @Test
    void whatDoesNotFitIsNotRead() {
        assertThatThrownBy(() -> Json.read("{\"name\":\"a\"}", Item.class)).isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.read("{\"name\":\"a\",\"size\":\"HUGE\"}", Item.class))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.read("{\"name\":\"a\",\"size\":\"LARGE\",\"x\":1}", Item.class))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.read("{\"name\":\"a\",\"size\":\"LARGE\"} and more", Item.class))
                .isInstanceOf(JsonException.class);
        assertThatThrownBy(() -> Json.read("{\"name\":null,\"size\":\"LARGE\"}", Item.class))
                .isInstanceOf(JsonException.class);
    }

    @Test
    void aMapCannotBeHeldTo() {
        var schema = new JsonSchema();
        schema.of(Loose.class);

        assertThat(schema.isStrict()).isFalse();
    }

    @Test
    void whatHasNoSchemaIsRefusedByName() {
        assertThatThrownBy(() -> new JsonSchema().of(Loop.class))
                .hasMessageContaining("Loop")
                .hasMessageContaining("itself");
        assertThatThrownBy(() -> new JsonSchema().of(Odd.class)).hasMessageContaining("java.lang.Runnable");
    }
}
