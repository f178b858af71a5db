package io.sparkactor.remote.internal.relay;

import io.sparkactor.remote.RelayFigures;

/** Figures in the text format of Prometheus. Stateless. */
final class Metrics {

    private Metrics() {}

    static String text(RelayFigures figures) {
        var text = new StringBuilder(2_048);
        gauge(text, "connections", "Connections that are open.", figures.connections());
        gauge(text, "systems", "Systems that are registered.", figures.systems());
        gauge(
                text,
                "bytes_in_flight",
                "Bytes that the relay keeps: frames on their way, and incomplete ones.",
                figures.bytesInFlight());
        counter(text, "connections_total", "Connections that were accepted.", figures.acceptedConnections());
        counter(text, "registrations_total", "Registrations that were accepted.", figures.registrations());
        counter(text, "frames_total", "Frames that were handed on.", figures.frames());
        counter(text, "bytes_total", "Bytes of frames that were handed on.", figures.bytes());
        head(text, "refusals_total", "What was refused, by reason.", "counter");
        figures.refusals()
                .forEach((reason, count) -> text.append("spark_relay_refusals_total{reason=\"")
                        .append(reason)
                        .append("\"} ")
                        .append(count)
                        .append('\n'));
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, long value) {
        head(text, name, help, "gauge");
        value(text, name, value);
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        head(text, name, help, "counter");
        value(text, name, value);
    }

    private static void head(StringBuilder text, String name, String help, String type) {
        text.append("# HELP spark_relay_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE spark_relay_").append(name).append(' ').append(type).append('\n');
    }

    private static void value(StringBuilder text, String name, long value) {
        text.append("spark_relay_").append(name).append(' ').append(value).append('\n');
    }
}
