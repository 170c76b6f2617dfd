package io.onetape.tools.report.page;

import io.onetape.backtest.report.TapeRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One HTML document: sections in order, what they refer to, and everything that a browser needs, inlined. Single-threaded. */
public final class Page {
    /** Largest page that is written. */
    public static final int MOST_BYTES = 5_000_000;

    private static final Pattern PLACE = Pattern.compile("\\{\\{([A-Z]+)}}");
    private static final String FOLDER = "/io/onetape/tools/report/";

    private final String title;
    private final String subtitle;
    private final TapeRange range;
    private final String build;
    private final Html html = new Html();
    private final List<Chart> charts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> titles = new ArrayList<>();

    /**
     * An empty page.
     *
     * @param range of all numbers that have none of their own
     * @param build which program wrote it
     */
    public Page(String title, String subtitle, TapeRange range, String build) {
        this.title = title;
        this.subtitle = subtitle;
        this.range = range;
        this.build = build;
    }

    public Html html() {
        return html;
    }

    /** Begins a section; {@link #end} ends it. */
    public Html begin(String id, String heading) {
        ids.add(id);
        titles.add(heading);
        return html.open("section", "id", id, "aria-labelledby", "h-" + id).element("h2", heading, "id", "h-" + id);
    }

    public void end() {
        html.close("section");
    }

    /** Puts a chart here, with a table behind it. */
    public void chart(Chart chart, String caption, String note) {
        charts.add(chart);
        html.open("figure", "class", "chart", "id", "c-" + chart.id(), "data-chart", chart.id())
                .open("figcaption")
                .element("strong", caption)
                .text(" ")
                .element("span", note)
                .close("figcaption")
                .open("div", "class", "plot", "role", "img", "aria-label", caption + ": " + note)
                .close("div")
                .open("details", "class", "behind")
                .element("summary", "Table behind the chart: " + caption)
                .open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
                .close("div")
                .close("details")
                .close("figure");
    }

    /** The whole document, with the formulas as its last section. */
    public String document() {
        formulas();
        Map<String, String> parts = Map.of(
                "TITLE", new Html().text(title).toString(),
                "SUBTITLE", new Html().text(subtitle).toString(),
                "BUILD", new Html().text(build).toString(),
                "RANGE", new Html().text(Html.words(range)).toString(),
                "CONTENTS", contents(),
                "CSS", resource("uplot/uPlot.min.css") + resource("report.css"),
                "LICENCE", resource("uplot/LICENSE"),
                "SCRIPT", resource("uplot/uPlot.iife.min.js") + resource("report.js"),
                "DATA", data(),
                "SECTIONS", html.toString());
        StringBuilder document = new StringBuilder();
        Matcher place = PLACE.matcher(resource("report.html")); // in one pass: what is put in is not looked at again
        while (place.find()) {
            place.appendReplacement(document, "");
            document.append(Objects.requireNonNull(parts.get(place.group(1)), place.group()));
        }
        return place.appendTail(document).toString();
    }

    private void formulas() {
        begin("formulas", "Formulas");
        html.element(
                "p",
                "How each number of this page comes about. C is the capital, E the equity, s +1 for a buy and −1 for a sell, M the mid, p a"
                        + " price, q a quantity, t⁻ the moment right before.");
        html.open("dl", "class", "formulas");
        for (Formula formula : html.used()) {
            html.open("div")
                    .element("dt", formula.title())
                    .element("dd", formula.text(), "id", formula.id())
                    .close("div");
        }
        html.close("dl");
        end();
    }

    private String contents() {
        Html list = new Html();
        for (int i = 0; i < ids.size(); i++) {
            list.open("li")
                    .element("a", titles.get(i), "href", "#" + ids.get(i))
                    .close("li");
        }
        return list.toString();
    }

    private String data() {
        StringBuilder json = new StringBuilder("{");
        for (Chart chart : charts) {
            json.append(json.length() == 1 ? "" : ",")
                    .append(Chart.quoted(chart.id()))
                    .append(':')
                    .append(chart.toJson());
        }
        return json.append('}').toString();
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("expected the resource " + name + ", found none");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page's template", e);
        }
    }
}
