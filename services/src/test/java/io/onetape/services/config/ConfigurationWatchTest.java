package io.onetape.services.config;

import static io.onetape.services.config.YamlFile.CORE;
import static io.onetape.services.config.YamlFile.LIMITS;
import static io.onetape.services.config.YamlFile.MAKER;
import static org.assertj.core.api.Assertions.assertThat;

import io.onetape.services.config.reload.ConfigurationWatch;
import io.onetape.services.config.reload.Reload;
import io.onetape.services.config.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationWatchTest {
    private static final long PERIOD = 1_000;

    @TempDir
    Path folder;

    private YamlFile file;
    private ConfigurationWatch watch;
    private long now;

    @BeforeEach
    void start() {
        file = new YamlFile(folder).writeTo("t.yaml", CORE).write("include: t.yaml\n", LIMITS, MAKER);
        watch = new ConfigurationWatch(file.load(), Map.of(), PERIOD);
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
    }

    @Test
    void aChangeIsFoundWhenItIsTimeToLook() {
        file.write("include: t.yaml\n", LIMITS, MAKER, "account: {capital: 5}\n");
        assertThat(watch.poll(now + PERIOD - 1)).isEqualTo(new Reload.Unchanged());
        Reload.Changed changed = (Reload.Changed) poll();
        assertThat(changed.configuration().functional()).containsEntry("account.capital", "5");
        assertThat(changed.needRestart()).isEmpty();
        assertThat(watch.current()).isSameAs(changed.configuration());
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
    }

    @Test
    void aFileThatWasOnlyTouchedOrReformattedIsNoChange() throws IOException {
        Files.setLastModifiedTime(file.path(), FileTime.fromMillis(1_000));
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
        file.write("# a comment\ninclude: t.yaml\n", MAKER, LIMITS);
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
    }

    @Test
    void anInvalidFileIsSaidOnceAndTheFormerConfigurationHolds() {
        Configuration former = watch.current();
        file.write("include: t.yaml\n", LIMITS, MAKER, "account: {capital: much}\n");
        Reload.Refused refused = (Reload.Refused) poll();
        assertThat(refused.problems()).extracting(Problem::key).containsExactly("account.capital");
        assertThat(watch.current()).isSameAs(former);
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
        file.write("include: t.yaml\n", LIMITS, MAKER, "account: {capital: 5}\n");
        assertThat(poll()).isInstanceOf(Reload.Changed.class);
    }

    @Test
    void aFileThatIsGoneForAMomentIsReadAgainWhenItIsBack() throws IOException {
        Path away = folder.resolve("away.yaml");
        Files.move(file.path(), away);
        assertThat(poll()).isInstanceOf(Reload.Refused.class);
        Files.move(away, file.path());
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
        file.write("include: t.yaml\n", LIMITS, MAKER, "account: {capital: 5}\n");
        assertThat(poll()).isInstanceOf(Reload.Changed.class);
    }

    @Test
    void theIncludedFileIsWatchedToo() {
        file.writeTo("t.yaml", CORE + "    pauser: busy\n");
        Reload.Changed changed = (Reload.Changed) poll();
        assertThat(changed.needRestart()).containsExactly("needs a restart: processes.core.pauser: parking -> busy");
    }

    @Test
    void anotherIncludedFileIsWatchedFromThenOn() {
        file.writeTo("u.yaml", CORE).write("include: u.yaml\n", LIMITS, MAKER);
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
        file.writeTo("u.yaml", CORE + "    heap: 1 GiB\n");
        Reload.Changed changed = (Reload.Changed) poll();
        assertThat(changed.needRestart()).containsExactly("needs a restart: processes.core.heap: 512 MiB -> 1 GiB");
    }

    @Test
    void anIncludedFileThatWasWrongIsReadAgainWhenItIsMended() {
        file.writeTo("u.yaml", "processes: {}\n").write("include: u.yaml\n", LIMITS, MAKER, "account: {capital: 5}\n");
        assertThat(poll()).isInstanceOf(Reload.Refused.class);
        assertThat(poll()).isEqualTo(new Reload.Unchanged());
        file.writeTo("u.yaml", CORE);
        assertThat(poll()).isInstanceOf(Reload.Changed.class);
    }

    @Test
    void whatNeedsARestartIsNamedUntilThereWasOne() {
        file.write("include: t.yaml\nmode: paper\ntape: {reserve: 1 GiB}\n", LIMITS, MAKER);
        List<String> expected =
                List.of("needs a restart: mode: observe -> paper", "needs a restart: tape.reserve: 256 MiB -> 1 GiB");
        assertThat(((Reload.Changed) poll()).needRestart()).isEqualTo(expected);
        file.write("include: t.yaml\nmode: paper\ntape: {reserve: 1 GiB}\n", LIMITS, MAKER, "account: {capital: 5}\n");
        assertThat(((Reload.Changed) poll()).needRestart()).isEqualTo(expected);
        file.write("include: t.yaml\n", LIMITS, MAKER, "account: {capital: 5}\n");
        assertThat(((Reload.Changed) poll()).needRestart()).isEmpty();
    }

    private Reload poll() {
        now += PERIOD;
        return watch.poll(now);
    }
}
