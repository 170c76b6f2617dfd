package io.onetape.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.report.browser.Browser;
import io.onetape.tools.sample.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report as its readers see it, in a real Chromium with the network off. Needs one: see {@link Browser}. Screenshots are left in target/report. */
@Tag("browser")
final class ReportInBrowserTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Path SHOTS = Path.of("target", "report");

    /** Every text's contrast with what lies behind it; those below what WCAG AA asks for. */
    private static final String FAINT = """
            (() => {
              const parse = c => { const m = c.match(/[\\d.]+/g).map(Number); return c.startsWith("color(") ? [m[0] * 255, m[1] * 255, m[2] * 255, m[3] ?? 1] : [m[0], m[1], m[2], m[3] ?? 1]; };
              const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] > 0.99) return c; } return [255, 255, 255, 1]; };
              const faint = [];
              document.querySelectorAll("body *").forEach(e => {
                const text = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
                const box = e.getBoundingClientRect();
                if (!text || !box.width || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(e.tagName)) return;
                const style = getComputedStyle(e), a = light(parse(style.color).slice(0, 3)), b = light(behind(e).slice(0, 3));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) faint.push(e.tagName + "." + e.className + " " + ratio.toFixed(2) + " " + e.textContent.slice(0, 30));
              });
              return faint;
            })()
            """;

    @TempDir
    static Path temp;

    private static Path run;
    private static Browser browser;

    @BeforeAll
    static void aReportOfTwentySeconds() throws Exception {
        Path market = temp.resolve("J");
        try (TapeImport target = new TapeImport(market, 1)) {
            new SyntheticMarket(1, 20 * SECOND, 1_767_603_600L * SECOND).writeTo(target);
        }
        run = temp.resolve("R");
        assertThat(Run.of("backtest", "market-maker", market, "--out", run).exitCode())
                .isZero();
        assertThat(Run.of("report", run).exitCode()).isZero();
        assertThat(Run.of("report", run, run, "--compare").exitCode()).isZero();
        browser = new Browser(temp.resolve("profile"));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"1440,900,false", "1440,900,true", "390,844,false", "390,844,true"})
    void thePageIsWholeAndCalmInEachWindowAndScheme(int width, int height, boolean dark) throws Exception {
        browser.look(width, height, dark, width < 500);
        for (String name : List.of("report", "compare")) {
            browser.open(run.resolve(name + ".html"));
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.requests()).isEmpty();
            assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                    .as("no overflow")
                    .isEqualTo(width);
            if (width > 500) { // colours do not depend on it
                assertThat(texts(FAINT)).as("contrast").isEmpty();
            }
            assertThat(browser.value("getComputedStyle(document.body).backgroundColor")
                            .asText())
                    .isEqualTo(dark ? "rgb(16, 18, 20)" : "rgb(251, 251, 249)");
            Path shot = SHOTS.resolve(name + "-" + width + (dark ? "-dark" : "-light") + ".png");
            browser.screenshot(shot, false);
            assertThat(Files.size(shot)).isGreaterThan(10_000);
        }
    }

    @Test
    void everySectionIsSeenAndEveryChartHasDrawn() throws Exception {
        browser.look(1440, 900, false, false);
        browser.open(run.resolve("report.html"));

        assertThat(texts(
                        "[...document.querySelectorAll('h2')].filter(h => h.offsetHeight > 0).map(h => h.textContent)"))
                .isEqualTo(ReportTest.SECTIONS);
        JsonNode drawn = browser.value("""
                [...document.querySelectorAll("figure[data-chart]")].map(f => {
                  const c = f.querySelector("canvas"), data = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
                  const colours = new Set();
                  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
                  return [f.dataset.chart, colours.size];
                })""");
        assertThat(drawn.size()).isGreaterThanOrEqualTo(6);
        for (JsonNode chart : drawn) {
            assertThat(chart.get(1).asInt())
                    .as(chart.get(0).asText())
                    .isGreaterThan(3); // axes, grid, labels and a series at least
        }
    }

    @Test
    void aNumberTellsItsFormulaOnHoverFocusAndClick() throws Exception {
        browser.look(1440, 900, false, false);
        browser.open(run.resolve("report.html"));
        assertThat(tip()).isEmpty();

        browser.point("#headline .n");
        assertThat(tip()).contains("Net P&L", "cash + Σ position · mark − fees + funding", "sequences 1 to ");
        browser.point("h1");
        assertThat(tip()).isEmpty();

        browser.value("document.querySelectorAll('#headline .n')[1].focus({preventScroll: true})");
        assertThat(tip()).contains("Capital");
        browser.press("Escape");
        assertThat(tip()).isEmpty();

        browser.click("#causes .n");
        browser.point("h1");
        assertThat(tip()).as("a click pins it").contains("Spread capture");
        browser.click("h1");
        assertThat(tip()).isEmpty();
    }

    @Test
    void aTableIsOneStopOfTheKeyboardAndArrowsMoveWithinIt() throws Exception {
        browser.look(1440, 900, false, false);
        browser.open(run.resolve("report.html"));

        browser.value("document.querySelector('#queue table .n').focus()");
        String first = tip();
        browser.press("ArrowRight");

        assertThat(tip()).isNotEmpty().isNotEqualTo(first);
        assertThat(browser.value("document.querySelectorAll('#queue table .n[tabindex=\"0\"]').length")
                        .asInt())
                .isEqualTo(browser.value(
                                "[...document.querySelectorAll('#queue table')].filter(t => t.querySelector('.n')).length")
                        .asInt());
    }

    @Test
    void aTableStandsBehindEachChart() throws Exception {
        browser.look(390, 844, false, true);
        browser.open(run.resolve("report.html"));

        browser.value("document.querySelectorAll('.behind').forEach(d => d.open = true)");
        browser.value("new Promise(done => setTimeout(done, 100))");
        JsonNode rows = browser.value(
                "[...document.querySelectorAll('.behind')].map(d => d.querySelectorAll('tbody tr').length)");
        assertThat(rows.size()).isGreaterThanOrEqualTo(6);
        rows.forEach(count -> assertThat(count.asInt()).isBetween(2, 4_100));
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .isEqualTo(390);
    }

    @Test
    void textsOfATapeDoNotRun() throws Exception {
        Path hostile = temp.resolve("hostile");
        ReportTest.writeHostile(hostile);
        assertThat(Run.of("report", hostile).exitCode()).isZero();
        browser.look(1440, 900, false, false);
        browser.open(hostile.resolve("report.html"));

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.value("window.hit === undefined").asBoolean()).isTrue();
        assertThat(browser.value("document.images.length").asInt()).isZero();
        assertThat(browser.value("document.querySelector('h1').textContent").asText())
                .contains("<script>window.hit=1</script>");
    }

    private static String tip() throws Exception {
        return browser.value("(t => t.hidden ? '' : t.innerText)(document.getElementById('tip'))")
                .asText();
    }

    private static List<String> texts(String expression) throws Exception {
        List<String> texts = new ArrayList<>();
        browser.value(expression).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
