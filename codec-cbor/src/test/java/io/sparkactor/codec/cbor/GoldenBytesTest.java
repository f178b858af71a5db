package io.sparkactor.codec.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that others have published: RFC 8949, appendix A, and what the Python original sends. */
class GoldenBytesTest {

    private static final Map<String, @Nullable Object> LEFT =
            map("system_uuid", "8b8a5ce0-196a-5c02-b476-f42ab5fdef45");
    private final CborCodec codec = CborCodec.builder().allow(Shop.Add.class).build();

    private static Map<String, @Nullable Object> map(@Nullable Object... keysAndValues) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "10, 0a",
        "23, 17",
        "24, 1818",
        "25, 1819",
        "100, 1864",
        "1000, 1903e8",
        "1000000, 1a000f4240",
        "1000000000000, 1b000000e8d4a51000",
        "18446744073709551615, 1bffffffffffffffff",
        "18446744073709551616, c249010000000000000000",
        "-18446744073709551616, 3bffffffffffffffff",
        "-18446744073709551617, c349010000000000000000",
        "-1, 20",
        "-10, 29",
        "-100, 3863",
        "-1000, 3903e7",
        "-9223372036854775808, 3b7fffffffffffffff",
        "9223372036854775807, 1b7fffffffffffffff"
    })
    void integersAreThoseOfTheStandard(BigInteger number, String hex) {
        Object value = number.bitLength() < 64 ? (Object) number.longValue() : number;
        assertThat(Frame.hex(codec.encode(value))).isEqualTo(hex);
        assertThat(codec.decode(Frame.hex(hex))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, fb3ff199999999999a",
        "1.0e+300, fb7e37e43c8800759c",
        "-4.1, fbc010666666666666",
        "Infinity, f97c00",
        "-Infinity, f9fc00",
        "NaN, f97e00"
    })
    void floatingPointNumbersAreThoseOfTheStandard(double number, String hex) {
        assertThat(Frame.hex(codec.encode(number))).isEqualTo(hex);
        assertThat(codec.decode(Frame.hex(hex))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, f90000",
        "-0.0, f98000",
        "1.0, f93c00",
        "1.5, f93e00",
        "65504.0, f97bff",
        "5.960464477539063e-8, f90001",
        "0.00006103515625, f90400",
        "-4.0, f9c400",
        "100000.0, fa47c35000",
        "3.4028234663852886e+38, fa7f7fffff",
        "Infinity, fa7f800000",
        "NaN, fa7fc00000",
        "-Infinity, fbfff0000000000000",
        "NaN, fb7ff8000000000000"
    })
    void shorterFloatingPointNumbersAreRead(double number, String hex) {
        assertThat(codec.decode(Frame.hex(hex))).isEqualTo(number);
    }

    @Test
    void textsAndBytesAreThoseOfTheStandard() {
        same("", "60");
        same("IETF", "6449455446");
        same("\"\\", "62225c");
        same("\u00fc", "62c3bc");
        same("\u6c34", "63e6b0b4");
        same("\ud800\udd51", "64f0908591");
        assertThat(Frame.hex(codec.encode(new byte[] {1, 2, 3, 4}))).isEqualTo("4401020304");
        assertThat(Frame.hex(codec.encode(new byte[0]))).isEqualTo("40");
    }

    @Test
    void otherValuesAreThoseOfTheStandard() {
        same(false, "f4");
        same(true, "f5");
        same(null, "f6");
        same(List.of(), "80");
        same(List.of(1L, List.of(2L, 3L), List.of(4L, 5L)), "8301820203820405");
        same(map("a", 1L, "b", List.of(2L, 3L)), "a26161016162820203");
        same(List.of("a", map("b", "c")), "826161a161626163");
        same(Map.of(), "a0");
        String fiveTimes = "a56161614161626142616361436164614461656145";
        same(map("a", "A", "b", "B", "c", "C", "d", "D", "e", "E"), fiveTimes);
    }

    @Test
    void aLengthNeedNotBeTheShortest() {
        assertThat(codec.decode(Frame.hex("1b0000000000000001"))).isEqualTo(1L);
        assertThat(codec.decode(Frame.hex("7a0000000161"))).isEqualTo("a");
        assertThat(codec.decode(Frame.hex("9b0000000000000000"))).isEqualTo(List.of());
        assertThat(codec.decode(Frame.hex("c24105"))).isEqualTo(5L);
    }

    @Test
    void aRecordIsAMapBehindTheNameOfItsType() {
        String name =
                Frame.hex("io.sparkactor.codec.cbor.Shop$Add".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(Frame.hex(codec.encode(new Shop.Add(5)))).isEqualTo("d81b82" + "7821" + name + "a1616e05");
        assertThat(Frame.hex(codec.encode(5))).isEqualTo("d81b82716a6176612e6c616e672e496e746567657205");
    }

    @Test
    void plainValuesAreThoseOfThePythonOriginal() {
        Map<String, @Nullable Object> left =
                map("system_uuid", LEFT.get("system_uuid"), "actor_id", "22222222-2222-4222-8222-222222222222");
        String marker = "__spark_cbor_type__";
        Map<String, @Nullable Object> payload = map(
                "n",
                null,
                "t",
                true,
                "i",
                3L,
                "neg",
                -7L,
                "f",
                1.5,
                "s",
                "\u00e9",
                "b",
                new byte[] {1, 2},
                "l",
                List.of(1L, "x"),
                "tup",
                map(marker, "spark.tuple", "items", List.of("a", 2L)),
                "addr",
                map(marker, "spark.actor_address", "value", left),
                "sid",
                map(marker, "spark.syndicate_id", "uuid", LEFT.get("system_uuid")),
                "m",
                map("k", map("deep", List.of(map("x", 1L), List.of()))),
                "big",
                BigInteger.TWO.pow(70),
                "max",
                BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                "min",
                Long.MIN_VALUE,
                "e",
                Map.of());
        String hex =
                "b0616ef66174f5616903636e6567266166fb3ff8000000000000617362c3a96162420102616c8201617863747570a2735f5f737061726b5f"
                        + "63626f725f747970655f5f6b737061726b2e7475706c65656974656d73826161026461646472a2735f5f737061726b5f63626f725f747970655f5f"
                        + "73737061726b2e6163746f725f616464726573736576616c7565a26b73797374656d5f75756964782438623861356365302d313936612d35633032"
                        + "2d623437362d663432616235666465663435686163746f725f6964782432323232323232322d323232322d343232322d383232322d323232323232"
                        + "32323232323263736964a2735f5f737061726b5f63626f725f747970655f5f72737061726b2e73796e6469636174655f69646475756964782438623"
                        + "861356365302d313936612d356330322d623437362d663432616235666465663435616da1616ba1646465657082a16178018063626967c249400000"
                        + "000000000000636d61781bffffffffffffffff636d696e3b7fffffffffffffff6165a0";
        assertThat(Frame.hex(codec.encode(payload))).isEqualTo(hex);
        assertThat(codec.decode(Frame.hex(hex))).usingRecursiveComparison().isEqualTo(payload);
    }

    private void same(@Nullable Object value, String hex) {
        assertThat(Frame.hex(codec.encode(value))).isEqualTo(hex);
        assertThat(codec.decode(Frame.hex(hex))).isEqualTo(value);
    }
}
