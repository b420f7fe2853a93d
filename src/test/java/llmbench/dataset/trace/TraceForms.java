package llmbench.dataset.trace;

import java.util.List;

/** Every form that is read; options know it by its name. */
final class TraceForms {

  /** One line a form. */
  static final List<TraceForm> ALL = List.of(new OwnForm(), new MooncakeForm(), new WorkloadForm());

  private TraceForms() {}

  static TraceForm named(String name) {
    return ALL.stream()
        .filter(form -> form.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form of traces is " + name));
  }
}
