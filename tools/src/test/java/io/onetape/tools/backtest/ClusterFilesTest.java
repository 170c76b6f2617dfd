package io.onetape.tools.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.onetape.backtest.importer.tape.TapeImport;
import io.onetape.backtest.synthetic.SyntheticMarket;
import io.onetape.tools.sample.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for schedulers: their scripts run as the schedulers run them, with a `tape` that keeps its words, and the words are those of a shard. */
final class ClusterFilesTest {
    private static final Path CONFIG =
            Path.of(System.getProperty("onetape.root")).resolve("config");

    @TempDir
    Path temp;

    @Test
    void anIndexedJobRunsEachShardOnce() throws Exception {
        JsonNode job = new ObjectMapper(new YAMLFactory())
                .readTree(CONFIG.resolve("kubernetes/sweep-job.yaml").toFile());
        assertThat(job.path("apiVersion").asText()).isEqualTo("batch/v1");
        assertThat(job.path("kind").asText()).isEqualTo("Job");
        assertThat(job.at("/spec/completionMode").asText()).isEqualTo("Indexed");
        int completions = job.at("/spec/completions").asInt();
        assertThat(job.at("/spec/parallelism").asInt()).isBetween(1, completions);
        assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isIn("OnFailure", "Never");
        JsonNode container = job.at("/spec/template/spec/containers/0");
        assertThat(container.at("/env/0/name").asText()).isEqualTo("SHARDS");
        assertThat(container.at("/env/0/value").asInt()).isEqualTo(completions);
        assertThat(container.at("/volumeMounts/0/name")).isEqualTo(job.at("/spec/template/spec/volumes/0/name"));

        List<String> command = new ArrayList<>();
        container.path("command").forEach(word -> command.add(word.asText()));
        command.set(2, command.get(2).replace("/opt/onetape/tape", tape().toString()));
        for (int index : List.of(0, completions - 1)) {
            List<String> words =
                    run(command, Map.of("JOB_COMPLETION_INDEX", Integer.toString(index), "SHARDS", "" + completions));
            assertThat(words).contains((index + 1) + "/" + completions, "/data/sweep/shard-" + (index + 1));
            requireKnown(words);
        }
    }

    @Test
    void anArrayRunsEachShardOnce() throws Exception {
        Path script = CONFIG.resolve("slurm/sweep.sbatch");
        assertThat(Files.readAllLines(script)).contains("#SBATCH --array=1-8");
        tape();
        List<String> words = run(
                List.of("bash", script.toString()),
                Map.of(
                        "SLURM_SUBMIT_DIR", temp.toString(),
                        "SLURM_ARRAY_TASK_ID", "3",
                        "SLURM_ARRAY_TASK_COUNT", "8",
                        "SLURM_CPUS_PER_TASK", "2",
                        "TAPE_DIR", "/data/tape",
                        "SWEEP_DIR", "/data/sweep"));
        assertThat(words).contains("3/8", "/data/sweep/shard-3", "/data/tape");
        requireKnown(words);
    }

    /** The command takes them: over a small tape, and one trial of the many. */
    private void requireKnown(List<String> words) {
        Path market = temp.resolve("market");
        if (!Files.exists(market)) {
            try (TapeImport target = new TapeImport(market, 1)) {
                new SyntheticMarket(1, 200_000_000L, 1_760_000_000_000_000_000L).writeTo(target);
            }
        }
        List<String> small = new ArrayList<>(words);
        small.replaceAll(word -> word.equals("/data/tape") ? market.toString() : word);
        small.set(
                small.indexOf("--out") + 1,
                temp.resolve("out-" + small.hashCode()).toString());
        small.addAll(List.of("--random", "8"));
        Run run = Run.of(small.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    /** A {@code tape} that prints its words. */
    private Path tape() throws IOException {
        Path tape = temp.resolve("tape");
        Files.writeString(tape, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(tape.toFile().setExecutable(true)).isTrue();
        return tape;
    }

    private static List<String> run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
