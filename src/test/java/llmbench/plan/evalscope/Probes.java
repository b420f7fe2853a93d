package llmbench.plan.evalscope;

/** Measures loads. A load that was measured isn't measured again. */
@FunctionalInterface
public interface Probes {

  /** What a load comes to. */
  Probe at(int value);
}
