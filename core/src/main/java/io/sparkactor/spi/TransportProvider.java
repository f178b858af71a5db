package io.sparkactor.spi;

/** How one syndicate talks to other systems: what {@link io.sparkactor.SyndicateConfig#remote} is given. Immutable. */
@FunctionalInterface
public interface TransportProvider {

    /**
     * Opens the transport of one syndicate: it has its address when this returns, and hands nothing to {@code home} before {@link
     * Transport#start}. Called while the syndicate opens.
     *
     * @throws io.sparkactor.RemoteException if it cannot listen, as when the port is in use; then the syndicate does not open
     */
    Transport open(TransportHome home);
}
