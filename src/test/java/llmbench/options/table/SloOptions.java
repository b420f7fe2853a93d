package llmbench.options.table;

import java.util.List;
import llmbench.options.slo.Slo;

/** What a run has to keep, or its exit status isn't 0: settings of ours. */
public final class SloOptions {

  /** Whether a doubt makes a run fail. */
  public static final String FAIL_ON_DOUBTS = "fail-on-doubts";

  static final List<Option> OURS =
      List.of(
          OurOption.one(Slo.OPTION, ValueType.SLOS)
              .honoured(
                  "limits such as p99_ttft<=200ms, error_rate<=1%: where one is broken the exit"
                      + " status is 1; [docs/slos.md](slos.md) has all"),
          OurOption.one(Slo.BASELINE, ValueType.PATH)
              .honoured(
                  "a run directory, or a result JSON of vLLM bench, that limits such as"
                      + " p99_ttft<=baseline+5% are from"),
          OurOption.flag(FAIL_ON_DOUBTS).honoured("a doubt makes the exit status 1 as well"));

  private SloOptions() {}
}
