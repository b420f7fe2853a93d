package llmbench.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import llmbench.dataset.Prompt.Form;
import llmbench.options.dataset.WorkloadTraceOptions;
import llmbench.options.syntax.PythonJson;

/**
 * evalscope's {@code workload_trace}: recorded requests with their bodies, headers and times. The
 * first of them may be warm-up requests, which go ahead here; the others keep their times.
 *
 * <p>Source: evalscope/perf/plugin/datasets/workload_trace.py.
 */
final class WorkloadTrace extends EvalscopeDataset {

  private static final String MODEL = "model";

  /** What has the server keep to a grammar, which ends by itself. */
  private static final Set<String> CONSTRAINED = Set.of("json_object", "json_schema");

  private static final Set<String> FREE_CHOICES = Set.of("none", "auto");

  @Override
  public String name() {
    return WorkloadTraceOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    WorkloadTraceOptions asked = context.asked(WorkloadTraceOptions.class);
    List<WorkloadRecord> records = sorted(context);
    int all = records.size();
    int warmUps = warmUps(asked.warmUps(), all);
    if (warmUps >= all) {
      throw new DatasetException(
          "--warmup-num leaves none of the trace's %,d requests to be measured; use less."
              .formatted(all));
    }
    if (context.options().model().id() != null && !asked.changesModels()) {
      context
          .say()
          .accept(
              "The trace's requests keep their own models, whatever --model is; model_override or"
                  + " model_mapping of --dataset-args change them.");
    }
    double first = records.get(0).seconds();
    double[] times =
        records.stream()
            .skip(warmUps)
            .mapToDouble(each -> (each.seconds() - first) / asked.speed())
            .toArray();
    return prompts(context, warmUps, all - warmUps).at(new SendTimes(times));
  }

  private static int warmUps(double given, int all) {
    return given > 0 && given < 1 ? Math.max(1, (int) (given * all)) : (int) Math.min(given, all);
  }

  /** As many as are asked for, the earliest first. */
  private static List<WorkloadRecord> sorted(PromptContext context) {
    WorkloadTraceOptions asked = context.asked(WorkloadTraceOptions.class);
    List<WorkloadRecord> read = WorkloadFile.read(asked.path());
    List<WorkloadRecord> sorted =
        read.stream().sorted(Comparator.comparingDouble(WorkloadRecord::seconds)).toList();
    if (!sorted.equals(read)) {
      context
          .say()
          .accept("The trace's lines aren't in the order of their times: they are sorted.");
    }
    return sorted.stream().limit(asked.most().orElse(sorted.size())).toList();
  }

  @Override
  Stream<Content> contents(
      PromptContext context, ChatCount count, Generators generators, int wanted) {
    WorkloadTraceOptions asked = context.asked(WorkloadTraceOptions.class);
    PromptContext quiet =
        new PromptContext(
            context.options(), context.tokenizer(), context.done(), note -> {}, context.hub());
    List<WorkloadRecord> records = sorted(quiet).stream().limit(wanted).toList();
    long constrained = records.stream().filter(each -> isConstrained(each.body())).count();
    if (asked.asLong() && constrained > 0) {
      context
          .say()
          .accept(
              ("Of the trace's requests %,d have the server keep to a form: these may end before"
                      + " their recorded number of tokens.")
                  .formatted(constrained));
    }
    return records.stream()
        .map(
            each -> new Content(PythonJson.dumps(body(each, asked)), Form.BODY, 0, each.headers()));
  }

  private static ObjectNode body(WorkloadRecord record, WorkloadTraceOptions asked) {
    ObjectNode body = record.body().deepCopy();
    String model = body.path(MODEL).isTextual() ? body.path(MODEL).textValue() : "";
    if (body.path(MODEL).isTextual() && asked.models().containsKey(model)) {
      body.put(MODEL, asked.models().get(model));
    } else {
      asked.otherModel().ifPresent(other -> body.put(MODEL, other));
    }
    if (asked.asLong() && record.completionTokens().isPresent()) {
      body.put("max_tokens", record.completionTokens().getAsInt());
      if (!isConstrained(body)) {
        body.put("ignore_eos", true);
      }
    }
    body.propertyStream()
        .map(Map.Entry::getKey)
        .filter(key -> key.startsWith("__evalscope_"))
        .toList()
        .forEach(body::remove);
    return body;
  }

  /** {@code _has_constrained_decoding}. */
  private static boolean isConstrained(JsonNode body) {
    if (CONSTRAINED.contains(body.path("response_format").path("type").asText())) {
      return true;
    }
    JsonNode choice = body.path("tool_choice");
    boolean free =
        choice.isMissingNode()
            || choice.isNull()
            || (choice.isTextual() && FREE_CHOICES.contains(choice.textValue()));
    return Truth.of(body.path("tools")) && !free;
  }
}
