package llmbench.simserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import llmbench.simserver.config.FaultSchedule;
import llmbench.simserver.config.PromptCounter;
import llmbench.simserver.config.ServerFault;
import llmbench.simserver.config.SimConfig;
import llmbench.simserver.http.Answers;
import llmbench.simserver.http.ApiError;
import llmbench.simserver.http.Exchange;
import llmbench.simserver.http.Fields;
import llmbench.simserver.http.FormFields;
import llmbench.simserver.request.CompletionRequest;
import llmbench.simserver.request.SpeechRequest;
import llmbench.simserver.stats.Counters;
import llmbench.simserver.stream.Accepted;
import llmbench.simserver.stream.Answer;
import llmbench.simserver.stream.Engine;
import llmbench.simserver.stream.FaultyAnswer;
import llmbench.simserver.stream.FaultyStream;
import llmbench.simserver.stream.Generation;
import llmbench.simserver.stream.Ledger;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.Truth;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that the model answers. On the event loops; prompts are counted beside them, and
 * only a request that may not fit into the model waits for the count.
 */
final class Completions {

  private static final FastThreadLocal<MessageDigest> SHA256 =
      new FastThreadLocal<>() {
        @Override
        protected MessageDigest initialValue() throws NoSuchAlgorithmException {
          return MessageDigest.getInstance("SHA-256");
        }
      };

  private final SimConfig config;
  private final PromptCounter counter;
  private final Truth truth;
  private final Ledger ledger;
  private final Engine engine;
  private final Executor counting;

  Completions(
      SimConfig config,
      PromptCounter counter,
      Truth truth,
      Counters counters,
      Engine engine,
      Executor counting) {
    this.config = config;
    this.counter = counter;
    this.truth = truth;
    ledger = new Ledger(truth, counters);
    this.engine = engine;
    this.counting = counting;
  }

  /** Reads a request of an endpoint. */
  interface Reader {

    /**
     * The request.
     *
     * @throws ApiError when it is refused
     */
    CompletionRequest of(Exchange exchange) throws ApiError;
  }

  /** A reader of JSON. */
  interface JsonReader {

    /** See {@link Reader#of}. */
    CompletionRequest of(JsonNode json, SimConfig config) throws ApiError;
  }

  /** Answers what is asked for in JSON. */
  Api.Endpoint json(JsonReader reader) {
    return exchange -> answer(exchange, from -> reader.of(Fields.body(from), config));
  }

  /** Answers what is asked for in a form. */
  void form(Exchange exchange) throws ApiError {
    answer(exchange, from -> SpeechRequest.of(FormFields.of(from), config));
  }

  private void answer(Exchange exchange, Reader reader) throws ApiError {
    CompletionRequest asked = reader.of(exchange);
    CompletableFuture<Integer> promptTokens = count(asked);
    if (asked.surelyFits(config.maxModelLen())) {
      begin(exchange, asked, promptTokens, exchange.arrivedNanos());
      return;
    }
    CompletableFuture<?> unused =
        promptTokens.whenCompleteAsync(
            (count, failure) -> beginIfItFits(exchange, asked, promptTokens), exchange.loop());
  }

  private CompletableFuture<Integer> count(CompletionRequest asked) {
    if (asked.promptIds() >= 0) {
      return CompletableFuture.completedFuture(asked.promptIds());
    }
    return CompletableFuture.supplyAsync(() -> counted(asked), counting);
  }

  private int counted(CompletionRequest asked) {
    if (asked.hasTemplate()) {
      return counter.chat(asked.turns());
    }
    if (!asked.shape().pools()) {
      return counter.text(asked.prompt());
    }
    int tokens = 0;
    for (PromptCounter.Turn input : asked.turns()) {
      int own = counter.text(input.content());
      tokens += asked.pooled().truncates() ? Math.min(own, config.maxModelLen()) : own;
    }
    return tokens;
  }

  private void beginIfItFits(
      Exchange exchange, CompletionRequest asked, CompletableFuture<Integer> promptTokens) {
    try {
      CompletionRequest fitting = asked.fitting(promptTokens.join(), config.maxModelLen());
      begin(exchange, fitting, promptTokens, System.nanoTime());
    } catch (ApiError e) {
      truth.refused();
      exchange.answer(Answers.refusal(e));
    } catch (CompletionException e) {
      truth.refused();
      exchange.answer(Answers.refusal(ApiError.uncounted(e)));
    } catch (RuntimeException e) {
      exchange.giveUp();
      throw e;
    }
  }

  private void begin(
      Exchange exchange,
      CompletionRequest asked,
      CompletableFuture<Integer> promptTokens,
      long readyNanos) {
    RequestTruth request =
        truth.arrived(
            exchange.header("x-request-id"),
            bodyHash(exchange.body()),
            exchange.connection(),
            exchange.arrivedNanos(),
            asked.tokens());
    Accepted accepted =
        new Accepted(exchange, asked, request, promptTokens, readyNanos, config.requestMetrics());
    // Until an answer takes it over: a schedule that throws leaves nothing else to book it.
    exchange.whenGone(() -> ledger.failed(request));
    ServerFault fault = fault(accepted);
    if (fault != null && fault.kind().isInstead()) {
      new FaultyAnswer(accepted, fault, ledger).begin();
    } else if (fault != null) {
      FaultyStream stream = new FaultyStream(accepted, fault, ledger, engine, config.finishApart());
      begin(accepted, stream, stream::abort, stream::begin);
    } else {
      Generation generation = new Generation(accepted, ledger, config.finishApart());
      begin(accepted, generation, generation::abort, () -> engine.begin(generation));
    }
  }

  private void begin(Accepted accepted, Answer answer, Runnable abort, Runnable begin) {
    Exchange exchange = accepted.exchange();
    exchange.whenGone(
        () -> {
          abort.run();
          engine.abort(answer);
        });
    if (exchange.channel().isActive()) {
      begin.run();
    } else {
      abort.run();
    }
  }

  private @Nullable ServerFault fault(Accepted accepted) {
    CompletionRequest asked = accepted.request();
    RequestTruth request = accepted.truth();
    ServerFault fault =
        config
            .faults()
            .of(new FaultSchedule.Arrival(request.number(), request.requestId(), asked.turns()));
    return fault != null && fault.kind().needsStream() && !asked.stream() ? null : fault;
  }

  /** The first 8 bytes of the body's SHA-256; 0 when truth is off, which has no use for it. */
  private long bodyHash(byte[] body) {
    return config.truth() ? ByteBuffer.wrap(SHA256.get().digest(body)).getLong() : 0;
  }
}
