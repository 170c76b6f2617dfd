package io.onetape.services.config.topology;

/** The least severe message that a process logs. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
