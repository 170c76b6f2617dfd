package io.onetape.tools;

/** What {@code tape} says about itself. */
final class Overview {
    private static final int NAME_WIDTH = 10;

    private Overview() {}

    /** What to type first. */
    static String examples() {
        return """
            tape reads, checks, replays and runs tapes: journals of everything that a
            trading system saw and did.

              tape info TAPE                          what a tape holds
              tape cat -t Fill -s BTCUSDT -n 5 TAPE   records, by type, symbol, time
              tape cat -w 'state = REJECTED' TAPE     or expression
              tape stats --by type,1m TAPE            counts and rates
              tape explain mm1-17 TAPE                why an order came about
              tape state show --at -15m TAPE          the state of services at a position
              tape diff TAPE OTHER_TAPE               the first difference
              tape export --format csv -t Fill TAPE   records for other programs

            All commands: tape --help      One of them: tape cat --help
            """;
    }

    /** All commands by group. */
    static String commands() {
        StringBuilder text = new StringBuilder("Usage: tape COMMAND [OPTIONS] [TAPE]\n");
        String group = "";
        for (Commands.Entry entry : Commands.all()) {
            if (entry.group().isEmpty()) {
                continue; // other commands start it
            }
            if (!entry.group().equals(group)) {
                group = entry.group();
                text.append('\n').append(group).append('\n');
            }
            text.append("  ").append(entry.name());
            text.append(" ".repeat(Math.max(1, NAME_WIDTH - entry.name().length())));
            text.append(entry.summary()).append('\n');
        }
        text.append("\nTAPE is a tape's folder, else $TAPE_JOURNAL. Exit codes: 0 ok, 1 the answer is");
        text.append("\nno, 2 usage, 3 run-time, 4 damaged tape, 5 busy, 6 refused, 7 timeout,\n130 interrupted.\n");
        return text.append("-V, --version   -h, --help   Options of one command: tape COMMAND --help\n")
                .toString();
    }
}
