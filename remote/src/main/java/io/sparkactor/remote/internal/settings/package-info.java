/**
 * What users may say about a transport, whatever its connections are made of.
 *
 * <p>For the other packages of this module; depends on the secret of {@code wire} alone. Thread rule: all of it is immutable. Read
 * {@link io.sparkactor.remote.internal.settings.RemoteSettings} first, then {@link io.sparkactor.remote.internal.settings.RemoteLimits}.
 */
@NullMarked
package io.sparkactor.remote.internal.settings;

import org.jspecify.annotations.NullMarked;
