package io.onetape.services.remote.client;

/**
 * What the account knew.
 *
 * @param sequence the record after which it did
 * @param json its state, as {@link io.onetape.replay.StateAt#json} writes it
 */
public record AccountAnswer(long sequence, String json) {}
