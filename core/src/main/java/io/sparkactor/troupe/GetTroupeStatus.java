package io.sparkactor.troupe;

import io.sparkactor.Request;

/** Asks a troupe how it is. */
public record GetTroupeStatus() implements TroupeCommand, Request<TroupeCommand, TroupeStatus> {}
