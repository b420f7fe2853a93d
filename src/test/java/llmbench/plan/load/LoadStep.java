package llmbench.plan.load;

import java.math.BigDecimal;
import java.util.List;
import llmbench.plan.PlanException;

/**
 * What two loads of a search differ by at least: 1, or a tenth, a hundredth … where its range asks
 * for that. A search counts loads in these steps.
 *
 * @param decimals of it
 */
record LoadStep(int decimals) {

  /** Beyond, not even the requests of a day would tell two rates apart. */
  private static final int MOST_DECIMALS = 3;

  /**
   * The finest that any of these loads needs.
   *
   * @param loads as they were written
   * @throws PlanException where that is too fine
   */
  static LoadStep of(List<String> loads) {
    int decimals =
        loads.stream()
            .mapToInt(load -> new BigDecimal(load).stripTrailingZeros().scale())
            .max()
            .orElse(0);
    if (decimals > MOST_DECIMALS) {
      throw new PlanException(
          "A search goes in steps of a thousandth at the finest: expected up to three decimals in"
              + " -Dllm.search-from, -Dllm.search-least and -Dllm.search-most.");
    }
    return new LoadStep(Math.max(0, decimals));
  }

  /**
   * How many steps a load is.
   *
   * @throws PlanException where that is no load of such a search
   */
  int steps(String load) {
    try {
      return new BigDecimal(load).movePointRight(decimals).intValueExact();
    } catch (ArithmeticException e) {
      throw new PlanException("A search can't go to a load of " + load + ": use a smaller one.");
    }
  }

  /** The load of so many steps. */
  BigDecimal load(int steps) {
    return BigDecimal.valueOf(steps, decimals);
  }

  /** The same, as short as can be. */
  String text(int steps) {
    BigDecimal load = load(steps);
    return load.signum() == 0 ? "0" : load.stripTrailingZeros().toPlainString();
  }
}
