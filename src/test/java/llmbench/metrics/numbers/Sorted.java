package llmbench.metrics.numbers;

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

  /** The first elements of an array, which are sorted; it is handed over. */
  static Sorted of(double[] sorted, int size) {
    return new Sorted() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public double get(int place) {
        return sorted[place];
      }

      @Override
      public void walk(Run run) {
        for (int place = 0; place < size; place++) {
          run.of(sorted[place], 1);
        }
      }
    };
  }
}
