package io.sparkactor.troupe;

/** What a troupe can be told beside its jobs, see {@link Troupe#control}. Immutable. */
public sealed interface TroupeCommand permits GetTroupeStatus, UpdateTroupeSettings {}
