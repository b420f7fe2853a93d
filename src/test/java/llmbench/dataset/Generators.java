package llmbench.dataset;

import llmbench.random.NumpyLegacyRandom;
import llmbench.random.PythonRandom;

/**
 * The tool's global generators: what draws next goes on with them. All that the tool draws from
 * numpy's for its prompts is drawn once these are there; from Python's, once they are taken, since
 * output lengths are drawn one by one.
 *
 * @param numpy from which the schedule draws
 * @param python from which models are drawn for requests
 */
public record Generators(NumpyLegacyRandom numpy, PythonRandom python) {

  /** The same that goes on by itself. */
  public Generators copy() {
    return new Generators(numpy.copy(), python.copy());
  }

  /** As they are when nothing has drawn from them. */
  public static Generators seeded(long seed) {
    return new Generators(new NumpyLegacyRandom(seed), new PythonRandom(seed));
  }
}
