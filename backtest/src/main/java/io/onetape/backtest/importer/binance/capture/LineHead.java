package io.onetape.backtest.importer.binance.capture;

import io.onetape.backtest.importer.line.BadLine;
import io.onetape.backtest.importer.line.LineReader;
import io.onetape.backtest.importer.line.Stamps;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in front of a line's JSON. Frames are {@code STAMP JSON} or {@code STAMP: JSON}; REST replies may be {@code URL -> STAMP: JSON};
 * {@code URL <-> STAMP} and {@code URL <- STAMP: JSON} tell of connections; {@code configuration: JSON} of the recorder. Single-threaded.
 */
public final class LineHead {
    private static final Pattern ADDRESSED = Pattern.compile("(\\S+) (->|<->|<-) (.*)", Pattern.DOTALL);
    private static final Pattern SYMBOL = Pattern.compile("[?&]symbol=([^&]*)");
    private static final Pattern LAST_NAME = Pattern.compile("([^/?]*)(?:\\?.*)?$");
    private static final String CONFIGURATION = "configuration:";
    private static final int LONGEST_ADDRESS = 1 << 16; // a combined stream's address names all its streams

    private long stampNanos;
    private boolean stamped;
    private int jsonFrom;
    private String symbol = "";
    private String reply = "";
    private String skip = "";
    private String problem = "";

    /** Reads the head of the reader's line. It never throws: what is wrong with the line is kept for {@link #problem()}. */
    public void read(LineReader line) {
        stamped = false;
        symbol = "";
        reply = "";
        skip = "";
        problem = line.problem();
        if (problem.isEmpty()) {
            try {
                read(line.bytes(), line.from(), line.to());
            } catch (BadLine bad) {
                problem = bad.getMessage();
            }
        }
    }

    /** Whether the line has a receive stamp. */
    public boolean stamped() {
        return stamped;
    }

    /** The receive stamp, nanoseconds since the epoch. */
    public long stampNanos() {
        return stampNanos;
    }

    /** Where the JSON begins in the line's bytes. */
    public int jsonFrom() {
        return jsonFrom;
    }

    /** The symbol that a REST reply's address names, empty if none. */
    public String symbol() {
        return symbol;
    }

    /** The last name in a REST reply's address, empty if the line is no REST reply. */
    public String reply() {
        return reply;
    }

    /** Why the line is no frame, empty if it is one. */
    public String skip() {
        return skip;
    }

    /** What is wrong with the line, empty if nothing. */
    public String problem() {
        return problem;
    }

    private void read(byte[] bytes, int from, int to) {
        int at = skipSpace(bytes, from, to);
        if (at == to) {
            skip = "blank";
        } else if (bytes[at] >= '0' && bytes[at] <= '9') {
            readStamp(bytes, at, to);
        } else {
            readAddressed(bytes, at, to);
        }
    }

    private void readStamp(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != ' ' && bytes[at] != ':' && bytes[at] != '\t') {
            at++;
        }
        stampNanos = Stamps.receiveNanos(bytes, from, at);
        stamped = true;
        if (at < to && bytes[at] == ':') {
            at++;
        }
        jsonFrom = skipSpace(bytes, at, to);
        if (jsonFrom == to) {
            throw new BadLine("expected a frame behind the receive stamp, found the end of the line");
        }
    }

    private void readAddressed(byte[] bytes, int from, int to) {
        if (bytes[from] == '{' || bytes[from] == '[') {
            throw new BadLine("expected a receive stamp in front of the frame, found none");
        }
        String beginning = new String(bytes, from, Math.min(to - from, LONGEST_ADDRESS), StandardCharsets.ISO_8859_1);
        if (beginning.startsWith(CONFIGURATION)) {
            skip = "configuration";
            return;
        }
        Matcher parts = ADDRESSED.matcher(beginning);
        if (!parts.matches()) {
            String found = beginning.substring(0, Math.min(beginning.length(), 40));
            throw new BadLine("expected a receive stamp and a frame, found '" + found + "'");
        }
        if (!"->".equals(parts.group(2))) {
            skip = "connection";
            return;
        }
        readAddress(parts.group(1));
        readStamp(bytes, from + parts.start(3), to);
    }

    private void readAddress(String address) {
        Matcher last = LAST_NAME.matcher(address);
        reply = last.find() ? last.group(1) : "reply";
        Matcher named = SYMBOL.matcher(address);
        if (named.find()) {
            String decoded;
            try {
                decoded = URLDecoder.decode(named.group(1), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new BadLine("expected an address, found '" + named.group() + "': " + e.getMessage());
            }
            symbol = decoded.toUpperCase(Locale.ROOT);
        }
    }

    private static int skipSpace(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }
}
