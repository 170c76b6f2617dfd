package io.onetape.tools.select;

import io.onetape.journal.layout.MessageLayout;
import io.onetape.journal.record.RecordCopy;
import io.onetape.journal.record.RecordView;
import io.onetape.journal.tape.StoredTape;
import io.onetape.journal.tape.TapeReader;
import io.onetape.tools.console.CommandException;
import io.onetape.tools.console.Console;
import io.onetape.tools.console.Progress;
import io.onetape.tools.console.Usage;
import io.onetape.tools.format.RecordLine;
import io.onetape.tools.format.References;
import io.onetape.tools.format.Times;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The records of a tape that pass the filters. Reads in place, so memory is constant with the tape's length; a tape that is not being written must end where
 * its clean close said. Single-threaded; one use.
 */
public final class Selection implements AutoCloseable {
    /** Takes one record, valid during the call. */
    public interface Sink {
        void accept(RecordView record);
    }

    private final StoredTape tape;
    private final FilterOptions options;
    private final Console console;
    private final References references;
    private final Filters filters;
    private final Range range;
    private final RecordLine line;
    private final Filter filter;
    private final TapeEnds ends;
    private long passed;

    public Selection(StoredTape tape, FilterOptions options, Console console) {
        this.tape = tape;
        this.options = options;
        this.console = console;
        this.ends = TapeEnds.of(tape);
        Usage.requireAtLeast("-n", limit(), 0);
        options.correlations.forEach(this::requireSequence);
        this.references = new References(tape);
        this.filters = new Filters(options, references);
        Optional<Position> from = Optional.ofNullable(options.from).map(Position::parse);
        Optional<Position> to = Optional.ofNullable(options.to).map(Position::parse);
        this.range = Range.resolve(from, to, tape, ends, console.wallNanos().getAsLong());
        boolean withDate = !Times.isSameDay(ends.firstNanos(), ends.lastNanos());
        this.line = new RecordLine(references, withDate, ends.lastSequence(), filters.layouts());
        this.filter = filters.compile(line);
    }

    public References references() {
        return references;
    }

    /** How a record looks as a line. */
    public RecordLine line() {
        return line;
    }

    /** The one type that can pass, if it is one. */
    public Optional<MessageLayout> onlyType() {
        List<MessageLayout> types = filters.layouts();
        return types.size() == 1 ? Optional.of(types.get(0)) : Optional.empty();
    }

    /** What is selected of the records up to one, however it was typed: equal texts select the same ones of equal tapes. */
    public String meaning(long lastSequence) {
        return filters.meaning() + " sequences "
                + Math.min(firstFrom(range.fromSequence(), range.fromNanos()), lastSequence + 1)
                + " to "
                + Math.min(Math.min(range.toSequence(), firstFrom(1, range.toNanos())), lastSequence + 1)
                + " limit " + limit();
    }

    /** The first record that has this sequence and time, or later ones; behind the last if there is none. */
    private long firstFrom(long sequence, long nanos) {
        if (nanos == Long.MIN_VALUE || nanos > ends.lastNanos()) {
            return nanos == Long.MIN_VALUE ? sequence : Long.MAX_VALUE;
        }
        try (TapeReader reader = tape.reader()) {
            reader.seekTime(nanos);
            return Math.max(sequence, reader.number() + 1);
        }
    }

    /** Hands over the records in order, or newest first if {@code -r} was typed; {@code task} names a progress bar, empty for none. */
    public void forEach(String task, Sink sink) {
        Sink counting = record -> {
            passed++;
            sink.accept(record);
        };
        select(task, counting);
        if (passed == 0 && !options.strategies.isEmpty()) {
            StrategyNames.require(options.strategies, tape);
        }
    }

    private void select(String task, Sink sink) {
        if (options.reverse) {
            new ReverseReader(tape, range, filter, ends.lastSequence()).forEach(limit(), sink);
            if (ends.damage().isPresent() && range.toSequence() > ends.lastSequence() + 1) {
                throw ends.damage().get(); // the newest records are not the tape's newest
            }
            return;
        }
        try (TapeReader reader = tape.reader();
                Progress progress = new Progress(console, task, ends.lastSequence(), !task.isEmpty())) {
            range.seek(reader);
            if (!read(reader, limit(), progress, sink)) {
                new TapeEnd(tape).require(reader);
            }
        }
    }

    /** Hands over the last {@code -n} records, or all, and then whatever is appended, until the range's end or the process's. */
    public void follow(Sink sink) {
        options.requireForward("-f");
        try (TapeReader reader = tape.reader();
                Progress none = new Progress(console, "", 0, false)) {
            if (options.limit == null) {
                range.seek(reader);
            } else {
                List<RecordCopy> last = new ArrayList<>();
                new ReverseReader(tape, range, filter, ends.lastSequence())
                        .forEach(limit(), record -> last.add(new RecordCopy(record)));
                Collections.reverse(last);
                last.forEach(copy -> sink.accept(copy.view()));
                if (!range.isBeforeEnd(ends.lastSequence() + 1, ends.lastNanos())) {
                    return; // nothing that can come is in the range
                }
                reader.seek(ends.lastSequence() + 1);
            }
            Follower follower = new Follower();
            while (!read(reader, Long.MAX_VALUE, none, record -> {
                sink.accept(record);
                follower.foundOne();
            })) {
                console.out().flush();
                follower.pause();
            }
        }
    }

    @Override
    public void close() {
        references.close();
    }

    /** Reads to the end of the tape, or of the range, or to the limit; true if nothing can follow. */
    private boolean read(TapeReader reader, long limit, Progress progress, Sink sink) {
        long found = 0;
        while (found < limit && reader.next()) {
            RecordView record = reader.record();
            progress.at(reader.number());
            if (!range.isBeforeEnd(record.sequence(), record.recordedAtNanos())) {
                return true;
            }
            if (range.isFromStart(record.sequence(), record.recordedAtNanos()) && filter.matches(record)) {
                found++;
                sink.accept(record);
            }
        }
        return found >= limit;
    }

    private void requireSequence(long sequence) {
        long last = ends.lastSequence();
        if (sequence < 1 || sequence > last) {
            throw CommandException.usage(
                    "-c: expected a sequence from 1 to " + last + ", found " + sequence, "tape info TAPE");
        }
    }

    private long limit() {
        Long typed = options.limit;
        return typed == null ? Long.MAX_VALUE : typed;
    }
}
