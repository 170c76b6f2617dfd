package io.onetape.services.runtime;

/**
 * Which code runs with which configuration.
 *
 * @param name the same name means the same outputs: a version and a hash of the code
 * @param configurationHash SHA-256 of the effective configuration, without its secrets
 */
public record Build(String name, String configurationHash) {}
