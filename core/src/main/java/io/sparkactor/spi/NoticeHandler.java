package io.sparkactor.spi;

/** An actor that handles notices. Its method is called in the actor's turn. */
public interface NoticeHandler {

    /**
     * Handles a fact that an extension tells.
     *
     * @param notice the fact, behind all that was queued when it came
     * @throws Exception anything: handled like the failure of a signal
     */
    void onNotice(Notice notice) throws Exception;
}
