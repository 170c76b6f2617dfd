package io.onetape.journal.sequencer;

/** Which record of which outbox comes next. Single-threaded. */
interface Order {
    /** Sequences what is next, up to a bound, and returns how many records that was. */
    int turn();
}
