package io.sparkactor.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.benchmarks.measure.Figure;
import java.io.StringReader;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Whether curves are drawn, and inside of the drawing. */
class CurveChartTest {

    @Test
    void everyFigureIsAPointInsideOfTheDrawing() throws Exception {
        Answers answers = new Answers();
        SortedMap<Integer, String> points = new TreeMap<>();
        for (int size = 1; size <= 1000; size *= 10) {
            points.put(size, "of " + size);
            for (var framework : Three.ALL) {
                answers.add(framework, Figure.of("of " + size, 7.0 * size + framework.ordinal(), "ns"));
                answers.add(framework, Figure.of("of " + size, 9.0 * size + framework.ordinal(), "ns"));
            }
        }
        Document svg = parsed(new CurveChart("a < b", "c & d", "size", answers, points).svg());
        var boxes = svg.getElementsByTagName("rect");
        assertThat(boxes.getLength()).isEqualTo(1 + 3 + 3 * points.size());
        for (int i = 1; i < boxes.getLength(); i++) {
            var place = boxes.item(i).getAttributes();
            assertThat(Double.parseDouble(place.getNamedItem("x").getNodeValue()))
                    .isBetween(0.0, 820.0);
            assertThat(Double.parseDouble(place.getNamedItem("y").getNodeValue()))
                    .isBetween(0.0, 420.0);
        }
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
