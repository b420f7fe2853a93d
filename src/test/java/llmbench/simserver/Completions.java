package llmbench.simserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import llmbench.simserver.config.FaultSchedule;
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
import llmbench.simserver.stream.Prefill;
import llmbench.simserver.truth.RequestTruth;
import llmbench.simserver.truth.Truth;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that the model answers. On the event loops; prompts are counted beside them, and
 * only a request that may not fit into the model waits for the count. With a prefix cache all do:
 * what is cached of a prompt follows from its tokens.
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
  private final Prompts prompts;
  private final Truth truth;
  private final Ledger ledger;
  private final Engine engine;

  Completions(SimConfig config, Prompts prompts, Truth truth, Counters counters, Engine engine) {
    this.config = config;
    this.prompts = prompts;
    this.truth = truth;
    ledger = new Ledger(truth, counters);
    this.engine = engine;
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
    CompletableFuture<Prompts.Counted> counted = prompts.count(asked);
    if (asked.surelyFits(config.maxModelLen()) && !prompts.decideTheBegin()) {
      Prefill prefill = Prefill.whole(asked.estimatedPromptTokens());
      begin(exchange, asked, tokens(counted), prefill, exchange.arrivedNanos());
      return;
    }
    CompletableFuture<?> unused =
        counted.whenCompleteAsync(
            (count, failure) -> beginIfItFits(exchange, asked, counted), exchange.loop());
  }

  private static CompletableFuture<Integer> tokens(CompletableFuture<Prompts.Counted> counted) {
    return counted.thenApply(Prompts.Counted::tokens);
  }

  private void beginIfItFits(
      Exchange exchange, CompletionRequest asked, CompletableFuture<Prompts.Counted> counted) {
    try {
      Prompts.Counted prompt = counted.join();
      CompletionRequest fitting = asked.fitting(prompt.tokens(), config.maxModelLen());
      long readyNanos = prompts.decideTheBegin() ? exchange.arrivedNanos() : System.nanoTime();
      begin(exchange, fitting, tokens(counted), prompt.prefill(), readyNanos);
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
      Prefill prefill,
      long readyNanos) {
    RequestTruth request =
        truth.arrived(
            exchange.header("x-request-id"),
            bodyHash(exchange.body()),
            exchange.connection(),
            exchange.arrivedNanos(),
            asked.turn(),
            asked.tokens());
    Accepted accepted =
        new Accepted(
            exchange,
            asked,
            request,
            promptTokens,
            prefill,
            readyNanos,
            config.requestMetrics(),
            config.prefixCaching().said());
    // Until an answer takes it over: a schedule that throws leaves nothing else to book it.
    exchange.whenGone(() -> ledger.failed(accepted));
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
