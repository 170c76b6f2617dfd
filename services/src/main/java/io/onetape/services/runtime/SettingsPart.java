package io.onetape.services.runtime;

import io.onetape.journal.record.RecordDraft;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.schema.AlertRaisedEncoder;
import io.onetape.journal.schema.Severity;
import io.onetape.journal.schema.SimulationConfiguredDecoder;
import io.onetape.journal.schema.SimulationConfiguredEncoder;
import io.onetape.journal.tape.Numbering;
import io.onetape.journal.tape.OutboxFolder;
import io.onetape.journal.tape.TapeReader;
import io.onetape.services.config.Configuration;
import io.onetape.services.config.RunMode;
import io.onetape.services.config.VenueSpec;
import io.onetape.services.config.reload.ConfigurationWatch;
import io.onetape.services.config.reload.Reload;
import io.onetape.services.config.settings.EffectiveSettings;
import io.onetape.services.config.settings.Setting;
import io.onetape.services.config.settings.SettingRecords;
import io.onetape.services.config.settings.SettingsDifference;
import io.onetape.services.ops.log.SecretMask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the tape say what the configuration says: when it starts, and when the configuration's files change.
 * Only what differs from what the configuration itself said last is appended. So what an operator has set in between stands until the file changes there: the
 * later record wins. Single-threaded.
 */
final class SettingsPart implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsPart.class);
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final RunPaths paths;
    private final Run run;
    private final ProcessClock clock;
    private final ConfigurationWatch watch;
    private final OutboxFolder outbox;
    private final EffectiveSettings said = new EffectiveSettings();
    private final RecordDraft draft = new RecordDraft();
    private final RecordView view = new RecordView();
    private boolean simulationIsConfigured;
    private boolean due = true;

    SettingsPart(
            RunPaths paths, Run run, Configuration configuration, Map<String, String> environment, ProcessClock clock) {
        this.paths = paths;
        this.run = run;
        this.clock = clock;
        this.watch = new ConfigurationWatch(configuration, environment, LOOK_NANOS);
        this.outbox = OutboxFolder.open(paths.outbox(Run.CONFIGURATION), run.roll());
        boolean done = false;
        try {
            recall();
            done = true;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** What it has said, whenever it ran: its outbox has all of it. */
    private void recall() {
        try (TapeReader written = TapeReader.ofFolder(paths.outbox(Run.CONFIGURATION), Numbering.SOURCE_SEQUENCE)) {
            while (written.next()) {
                said(written.record());
            }
        }
    }

    private void said(RecordView record) {
        said.apply(record);
        simulationIsConfigured |= record.templateId() == SimulationConfiguredDecoder.TEMPLATE_ID;
    }

    /** The file that says that everything was offered which the configuration has to say: the market may come. */
    static Path ready(RunPaths paths) {
        return paths.control().resolve("settings.ready");
    }

    @Override
    public int doWork() {
        int work = due ? appendDifference() : 0;
        due = false;
        look();
        return work;
    }

    private int appendDifference() {
        if (run.mode() == RunMode.PAPER && !simulationIsConfigured) {
            simulate(watch.current().venue());
        }
        SettingsDifference difference = SettingRecords.difference(said, watch.current());
        for (Setting setting : difference.append()) {
            setting.draft(draft);
            append();
            LOG.info("configuration: {}", setting);
        }
        ControlFiles.write(ready(paths), "");
        return difference.append().size();
    }

    private void simulate(VenueSpec venue) {
        draft.begin(new SimulationConfiguredEncoder(), 0)
                .seed(venue.seed())
                .entryLatencyNanos(venue.entryLatencyNanos())
                .responseLatencyNanos(venue.responseLatencyNanos())
                .shiftedNanos(0)
                .makerRate(venue.makerRate())
                .takerRate(venue.takerRate())
                .capital(venue.capital())
                .queueModel(venue.queueModel())
                .fillModel(venue.fillModel())
                .bookSource(venue.bookSource())
                .sourceTapeId(0)
                .queueExponent(venue.queueExponent())
                .liquidationFeeRate(venue.liquidationFeeRate())
                .ordersPerTenSeconds(venue.ordersPerTenSeconds())
                .ordersPerMinute(venue.ordersPerMinute())
                .outageRule(venue.outageRule())
                .sourceTapeHash("")
                .feeTiers(venue.feeTiers())
                .marginTiers(venue.marginTiers())
                .outageWindows(venue.outageWindows());
        append();
    }

    private void look() {
        Reload reload = watch.poll(clock.monotonicNanos());
        if (reload instanceof Reload.Refused refused) {
            refused.problems().forEach(problem -> refuse(problem.toString()));
        } else if (reload instanceof Reload.Changed changed) {
            changed.needRestart().forEach(LOG::warn);
            due = true;
        }
    }

    private void refuse(String problem) {
        LOG.error("the configuration has changed and is refused: {}", problem);
        draft.begin(new AlertRaisedEncoder(), 0)
                .severity(Severity.CRITICAL)
                .name("configuration-refused")
                .detail(SecretMask.mask(problem));
        append();
    }

    private void append() {
        draft.source(0, outbox.lastNumber() + 1);
        outbox.append(draft, clock.wallNanos());
        said(view.wrap(draft.buffer(), 0, draft.length()));
    }

    @Override
    public void close() {
        outbox.close();
    }

    /** True once the market may come. */
    static boolean isReady(RunPaths paths) {
        return Files.exists(ready(paths));
    }
}
