package io.sparkactor.agent;

import io.sparkactor.ActorRef;
import io.sparkactor.agent.limit.Budget;
import io.sparkactor.agent.limit.LlmPrice;
import io.sparkactor.agent.limit.RateCommand;
import io.sparkactor.agent.limit.RetryPolicy;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.tool.ToolJournal;
import io.sparkactor.agent.tool.ToolRegistry;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link LlmAgent} works. Immutable: each method that takes an argument returns a changed copy. One object serves all instances of
 * an agent, so what it holds (budget, journal) survives restarts.
 */
public final class AgentSettings {

    private static final int JOURNAL_CAPACITY = 10_000;

    private final LlmProvider provider;
    private String instructions = "";
    private ToolRegistry tools = ToolRegistry.empty();
    private ConversationHistory history = ConversationHistory.empty();
    private Budget budget = Budget.unlimited();
    private LlmPrice price = LlmPrice.FREE;
    private @Nullable ActorRef<RateCommand> rateLimiter;
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private ToolJournal journal = ToolJournal.inMemory(JOURNAL_CAPACITY);
    private int maxQueued = 1_000;
    private int maxTraces = 100;
    private int maxOutputTokens;
    private boolean stateless;

    private AgentSettings(LlmProvider provider) {
        this.provider = provider;
    }

    /** Those of an agent that says nothing else; see each method. */
    static AgentSettings of(LlmProvider provider) {
        return new AgentSettings(Objects.requireNonNull(provider, "provider"));
    }

    private AgentSettings with(Consumer<AgentSettings> change) {
        var copy = new AgentSettings(provider);
        copy.instructions = instructions;
        copy.tools = tools;
        copy.history = history;
        copy.budget = budget;
        copy.price = price;
        copy.rateLimiter = rateLimiter;
        copy.retry = retry;
        copy.journal = journal;
        copy.maxQueued = maxQueued;
        copy.maxTraces = maxTraces;
        copy.maxOutputTokens = maxOutputTokens;
        copy.stateless = stateless;
        change.accept(copy);
        return copy;
    }

    /** With instructions to the model, at the head of the conversation; none unless said. */
    public AgentSettings instructions(String text) {
        Objects.requireNonNull(text, "text");
        return with(s -> s.instructions = text);
    }

    /** With tools that the model may call; see {@link ToolRegistry#of}. None unless said. */
    public AgentSettings tools(Object... sources) {
        ToolRegistry registry = ToolRegistry.of(sources);
        return with(s -> s.tools = registry);
    }

    /** With a conversation to go on with, also after a restart; empty and without bound unless said. */
    public AgentSettings history(ConversationHistory begun) {
        Objects.requireNonNull(begun, "begun");
        return with(s -> s.history = begun);
    }

    /** With a conversation of at most so many messages, one or more; see {@link ConversationHistory}. */
    public AgentSettings maxMessages(int count) {
        return history(new ConversationHistory(history.messages(), count));
    }

    /** With each request on its own: nothing is added to the conversation. For workers of a troupe, of which any will do. */
    public AgentSettings stateless() {
        return with(s -> s.stateless = true);
    }

    /** With a budget; one without limits of its own unless said. */
    public AgentSettings budget(Budget shared) {
        Objects.requireNonNull(shared, "shared");
        return with(s -> s.budget = shared);
    }

    /** With the price of the model, for costs and budgets in money; free unless said. */
    public AgentSettings price(LlmPrice perMillion) {
        Objects.requireNonNull(perMillion, "perMillion");
        return with(s -> s.price = perMillion);
    }

    /** With a rate limiter, a {@link io.sparkactor.agent.limit.RateLimiter} that others may share; none unless said. */
    public AgentSettings rateLimiter(ActorRef<RateCommand> limiter) {
        Objects.requireNonNull(limiter, "limiter");
        return with(s -> s.rateLimiter = limiter);
    }

    /** With other retries; {@link RetryPolicy#DEFAULT} unless said. */
    public AgentSettings retry(RetryPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return with(s -> s.retry = policy);
    }

    /** With another memory of what tools have done; the latest 10,000 calls, in memory, unless said. */
    public AgentSettings journal(ToolJournal calls) {
        Objects.requireNonNull(calls, "calls");
        return with(s -> s.journal = calls);
    }

    /**
     * With at most so many requests that wait for the one at work, zero or more; 1,000 unless said. One more becomes a dead letter {@link
     * io.sparkactor.DeadLetterReason#OVERFLOW}, and its asker is told. They do not count in the mailbox.
     */
    public AgentSettings maxQueued(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("maxQueued must not be negative: " + count);
        }
        return with(s -> s.maxQueued = count);
    }

    /** With so many calls of tools kept for {@link GetToolTraces}, zero or more; 100 unless said. */
    public AgentSettings maxTraces(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("maxTraces must not be negative: " + count);
        }
        return with(s -> s.maxTraces = count);
    }

    /** With at most so many tokens in an answer, for requests that say nothing else; 0, that of the provider, unless said. */
    public AgentSettings maxOutputTokens(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("maxOutputTokens must not be negative: " + count);
        }
        return with(s -> s.maxOutputTokens = count);
    }

    /** The model. */
    public LlmProvider provider() {
        return provider;
    }

    /** See {@link #instructions(String)}. */
    public String instructions() {
        return instructions;
    }

    /** See {@link #tools(Object...)}. */
    public ToolRegistry tools() {
        return tools;
    }

    /** See {@link #history(ConversationHistory)}. */
    public ConversationHistory history() {
        return history;
    }

    /** See {@link #budget(Budget)}. */
    public Budget budget() {
        return budget;
    }

    /** See {@link #price(LlmPrice)}. */
    public LlmPrice price() {
        return price;
    }

    /** See {@link #rateLimiter(ActorRef)}. */
    public Optional<ActorRef<RateCommand>> rateLimiter() {
        return Optional.ofNullable(rateLimiter);
    }

    /** See {@link #retry(RetryPolicy)}. */
    public RetryPolicy retry() {
        return retry;
    }

    /** See {@link #journal(ToolJournal)}. */
    public ToolJournal journal() {
        return journal;
    }

    /** See {@link #maxQueued(int)}. */
    public int maxQueued() {
        return maxQueued;
    }

    /** See {@link #maxTraces(int)}. */
    public int maxTraces() {
        return maxTraces;
    }

    /** See {@link #maxOutputTokens(int)}. */
    public int maxOutputTokens() {
        return maxOutputTokens;
    }

    /** See {@link #stateless()}. */
    public boolean isStateless() {
        return stateless;
    }
}
