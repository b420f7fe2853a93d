package llmbench.run;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import llmbench.api.Apis;
import llmbench.conversation.TracePlay;
import llmbench.dataset.Generators;
import llmbench.dataset.PromptContext;
import llmbench.dataset.trace.AskedTrace;
import llmbench.injection.MadeAhead;
import llmbench.options.BenchOptions;
import llmbench.options.dataset.AgentTraceOptions;
import llmbench.request.LlmRequest;
import llmbench.request.VllmRequests;

/** The recorded sessions of {@code -Dllm.trace}, sent as vLLM bench's requests. */
final class TraceTurns {

  /** How many calls there are: more than requests, where some waited for one that failed. */
  private static final String CALLS = "calls";

  private TraceTurns() {}

  /** Its workload: what calls say is made when they are sent. */
  static TurnWorkload workload(PromptContext context, VllmRequests requests) {
    BenchOptions options = context.options();
    AskedTrace trace = AskedTrace.of(context);
    LlmRequest test = requests.test(trace.test());
    return new TurnWorkload(
        new TurnWorkload.Asked(
            trace.play(),
            new MadeAhead<>(Collections.emptyIterator(), 1, () -> {}),
            (index, turn) -> OneServer.of(options, turn, requests.measured(index, turn.request())),
            turn -> turn.request().tokens(),
            new ToolAnswers(
                Apis.vllm(options.target().backend()).dialect(options.compat()).ownRule()),
            new TurnWorkload.Counts(trace.play().allSessions(), trace.play().sessions(), 0),
            Map.of(CALLS, trace.play().calls().count()),
            Generators.seeded(options.dataset().seed()),
            trace.test(),
            test,
            Collections.nCopies(options.own().startup().warmups(), test),
            List.of(load(options, trace.play()))));
  }

  private static String load(BenchOptions options, TracePlay play) {
    double speed = ((AgentTraceOptions) options.dataset().options()).speed();
    OptionalInt most = options.own().load().maxConcurrency();
    return String.format(
        Locale.ROOT,
        "Load: a trace of %,d sessions with %,d calls%s, at most %,d of them under way at once%s",
        play.sessions(),
        play.calls().count(),
        speed == 1 ? "" : String.format(Locale.ROOT, ", at %s times its speed", speed),
        play.users(),
        most.isPresent() ? "; the others wait" : "");
  }
}
