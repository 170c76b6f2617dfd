package io.onetape.services.config;

import io.onetape.services.config.secret.SecretSource;
import java.util.List;

/**
 * The read-only endpoint for readers on other machines.
 *
 * @param port 0: any free one
 * @param tokens what a reader must show; one if there is an endpoint, else none or one
 * @param maximumReaders further ones are refused
 * @param requestTimeoutNanos how long a query may wait
 */
public record RemoteSettings(
        boolean enabled, int port, List<SecretSource> tokens, int maximumReaders, long requestTimeoutNanos) {}
