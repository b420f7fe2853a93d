package llmbench.options.dataset;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import llmbench.options.Backend;
import llmbench.options.DatasetOptions;
import llmbench.options.ToolVersion;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.Turns;
import llmbench.options.given.Settings;
import llmbench.options.syntax.PythonNumbers;
import llmbench.options.table.ArrivalOptions;
import llmbench.options.table.PromptOptions;
import llmbench.options.table.TargetsOptions;
import llmbench.options.table.TraceOptions;
import org.jspecify.annotations.Nullable;

/**
 * Recorded sessions of agents, played again: a dataset of ours, sent as vLLM bench's requests.
 *
 * @param path the file
 * @param form of its lines
 * @param speed how many times as fast as recorded; above 0
 * @param blockSize how many tokens a block of the trace stands for; empty for what its form says
 */
public record AgentTraceOptions(String path, String form, double speed, OptionalInt blockSize)
    implements DatasetOptions {

  /** Both its name and the option that chooses it. */
  public static final String NAME = TraceOptions.TRACE;

  static final KnownDataset KNOWN =
      new KnownDataset(Tool.VLLM, NAME, NAME, List.of(), AgentTraceOptions::of);

  /** What else says which requests there are, or when they are sent. */
  private static final Set<String> OTHERS =
      Set.of(
          PromptOptions.DATASET,
          PromptOptions.NUMBER,
          "request-rate",
          "ramp-up-strategy",
          ArrivalOptions.LOAD_WARMUPS);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> replaces() {
    return OTHERS;
  }

  @Override
  public boolean ignoresEos(ToolVersion version) {
    return true;
  }

  @Override
  public Optional<Turns> turns() {
    return Optional.of(new Turns(Turns.Client.TRACE, 1, OptionalInt.empty()));
  }

  /** Refuses the options of a trace without one. */
  static void checkNone(Settings settings) {
    for (String name : TraceOptions.OF_TRACES) {
      if (settings.isGiven(name)) {
        settings.problem(name, "belongs to -Dllm.trace=FILE; give that as well", name, NAME);
      }
    }
  }

  private static AgentTraceOptions of(Settings settings) {
    for (String other : new TreeSet<>(OTHERS)) {
      if (settings.isAsked(other)) {
        settings.problem(
            other,
            "a trace says itself what is sent and when, all of it; leave this out, or "
                + settings.called(NAME),
            other,
            NAME);
      }
    }
    for (String models : List.of(TargetsOptions.MODELS, "lora-modules")) {
      if (settings.isGiven(models)) {
        settings.problem(
            models, "the calls of a trace all name the run's model; leave it out", models, NAME);
      }
    }
    Optional<Backend> backend = Backend.named(settings.required("backend"));
    if (backend.isPresent() && backend.get().work() != Backend.Work.GENERATION) {
      settings.problem(
          "backend", "has no texts to go on with; a trace's calls are for models that write", NAME);
    }
    return new AgentTraceOptions(
        settings.required(NAME),
        Objects.requireNonNullElse(settings.text(TraceOptions.FORM), TraceOptions.OWN_FORM),
        speed(settings.text(TraceOptions.SPEED)),
        settings.optionalWhole(TraceOptions.BLOCK_SIZE));
  }

  private static double speed(@Nullable String given) {
    return given == null ? 1 : Objects.requireNonNull(PythonNumbers.real(given));
  }
}
