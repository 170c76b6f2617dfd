package io.onetape.services.ops.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs of processes, through {@code config/logback.xml} as it is. */
final class LogsTest {
    /** As venues give them: 64 letters and digits. In pieces, so that no scanner takes it for one. */
    private static final String SECRET = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0" + "MuIgwCIPy6utIco14y7Ju91duEh8A";

    private static final String MIDDLE = SECRET.substring(4); // the first four characters may be shown

    @TempDir
    Path folder;

    @Test
    void aLineIsOneObjectWithProcessServiceSequenceAndCorrelation() throws Exception {
        LogContext context = LogContext.ofThread();
        List<JsonNode> lines = lines(
                logger -> {
                    logger.info("before");
                    context.enter(subject("risk", 41, 7));
                    logger.atWarn().addKeyValue("instrument", 1).log("a limit of {} is near", "BTCUSDT");
                    context.enter(subject("clock", -1, 0));
                    logger.error("failed", new IllegalStateException("expected 1, found 2"));
                    context.leave();
                    logger.info("behind");
                },
                xml());
        assertThat(lines).hasSize(4).allSatisfy(line -> {
            assertThat(line.get("process").asText()).isEqualTo("core");
            assertThat(line.get("@timestamp").asText()).endsWith("Z");
            assertThat(line.get("logger_name").asText()).isEqualTo("io.onetape.test");
        });
        assertThat(lines.get(0).has("service")).isFalse();
        JsonNode warning = lines.get(1);
        assertThat(warning.get("service").asText()).isEqualTo("risk");
        assertThat(warning.get("sequence").asText()).isEqualTo("41");
        assertThat(warning.get("correlation").asText()).isEqualTo("7");
        assertThat(warning.get("instrument").asInt()).isEqualTo(1);
        assertThat(warning.get("level").asText()).isEqualTo("WARN");
        assertThat(warning.get("message").asText()).isEqualTo("a limit of BTCUSDT is near");
        JsonNode failure = lines.get(2);
        assertThat(failure.get("service").asText()).isEqualTo("clock");
        assertThat(failure.has("sequence")).isFalse();
        assertThat(failure.get("stack_trace").asText())
                .contains("IllegalStateException: expected 1, found 2")
                .contains("LogsTest");
        assertThat(lines.get(3).has("service")).isFalse();
    }

    @Test
    void aPlantedSecretIsInNoLineWhereverItWasLogged() throws Exception {
        assertThat(String.join("\n", texts(LogsTest::plant, xml())))
                .contains("****")
                .doesNotContain(MIDDLE)
                .doesNotContain("hunter2");
    }

    /** Else the test above would prove nothing: under the decorator's old name Logback ignores it, and everything stands there. */
    @Test
    void theSameSecretStandsThereIfTheDecoratorIsNotTaken() throws Exception {
        String broken = xml().replace("<decorator ", "<jsonGeneratorDecorator ")
                .replace("</decorator>", "</jsonGeneratorDecorator>");
        assertThat(String.join("\n", texts(LogsTest::plant, broken)))
                .contains(MIDDLE)
                .contains("hunter2");
    }

    @Test
    void theLevelIsTheConfigurations() throws Exception {
        for (String level : List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE")) {
            LoggerContext context = context(xml(), level);
            assertThat(context.getLogger("io.onetape").getEffectiveLevel()).isEqualTo(Level.valueOf(level));
            context.stop();
        }
    }

    @Test
    void theCommandMasksTooAndWritesNothingBesides() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Path xml = Path.of(System.getProperty("onetape.root"), "tools", "src", "main", "resources", "logback.xml");
            LoggerContext context = context(Files.readString(xml), "WARN");
            Logger logger = context.getLogger("io.onetape.test");
            logger.info("not shown");
            logger.warn("token={}", "hunter2");
            logger.error("refused", new IllegalStateException("sent " + SECRET));
            context.stop();
        } finally {
            System.setErr(before);
        }
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).matches("\\S+Z WARN  io\\.onetape\\.test token=\\*\\*\\*\\*");
        assertThat(lines.get(1)).matches("\\S+Z ERROR io\\.onetape\\.test refused");
        assertThat(lines.get(2)).isEqualTo("java.lang.IllegalStateException: sent vmPU****");
        assertThat(lines.subList(3, lines.size()))
                .allSatisfy(line -> assertThat(line).startsWith("\tat "));
    }

    private static void plant(org.slf4j.Logger logger) {
        SecretMask.hide("hunter2-and-more");
        LogContext.ofThread().enter(subject("gateway " + SECRET, 1, 1));
        logger.info("signed with " + SECRET);
        logger.info("the key is {}", SECRET);
        logger.info("GET https://user:hunter2@venue.example/api?symbol=BTCUSDT&signature=1&apiKey={}", SECRET);
        logger.info("headers {Authorization=Bearer {}, X-MBX-APIKEY={}}", SECRET, SECRET);
        logger.info("{\"password\":\"hunter2\",\"token\": \"hunter2\"} and password=hunter2, passphrase: 'hunter2'");
        logger.info("known by its value: hunter2-and-more");
        logger.info("-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----");
        logger.atInfo()
                .addKeyValue("apiSecret", "hunter2")
                .addKeyValue("headers", java.util.Map.of("listenToken", "hunter2"))
                .log("fields");
        logger.error(
                "refused",
                new IllegalStateException("token=hunter2", new IllegalArgumentException("sent " + SECRET + " to it")));
        LogContext.ofThread().leave();
    }

    private List<JsonNode> lines(Consumer<org.slf4j.Logger> action, String xml) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String text : texts(action, xml)) {
            lines.add(new ObjectMapper().readTree(text));
        }
        return lines;
    }

    private List<String> texts(Consumer<org.slf4j.Logger> action, String xml) throws Exception {
        LoggerContext context = context(xml, "INFO");
        Logger logger = context.getLogger("io.onetape.test");
        action.accept(logger);
        context.stop();
        return Files.readAllLines(folder.resolve("core.log"));
    }

    private LoggerContext context(String xml, String level) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        context.putProperty("onetape.log.file", folder.resolve("core.log").toString());
        context.putProperty("onetape.log.level", level);
        context.putProperty("onetape.process", "core");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return context;
    }

    private static String xml() throws Exception {
        return Files.readString(Path.of(System.getProperty("onetape.root"), "config", "logback.xml"));
    }

    private static LogContext.Subject subject(String service, long sequence, long correlation) {
        return new LogContext.Subject() {
            @Override
            public String service() {
                return service;
            }

            @Override
            public long sequence() {
                return sequence;
            }

            @Override
            public long correlation() {
                return correlation;
            }
        };
    }
}
