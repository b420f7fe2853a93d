package llmbench.metrics;

/** Numbers in ascending order, without NaN, however they are kept. Immutable. */
interface Sorted {

  /** How many numbers there are. */
  int size();

  /** The number at this place, from 0. */
  double get(int place);

  /** Walks all numbers in order, equal ones together or one by one. */
  void walk(Run run);

  /** Takes neighbours that are equal. */
  interface Run {
    void of(double value, int times);
  }

  /** Those of an array, which is sorted and handed over. */
  static Sorted of(double[] sorted) {
    return new Sorted() {
      @Override
      public int size() {
        return sorted.length;
      }

      @Override
      public double get(int place) {
        return sorted[place];
      }

      @Override
      public void walk(Run run) {
        for (double value : sorted) {
          run.of(value, 1);
        }
      }
    };
  }
}
