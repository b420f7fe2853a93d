package llmbench.dataset;

import java.util.List;

/** What a dataset's prompts say, before their tokens are counted. Thread-safe. */
interface Contents {

  /** How many there are. */
  int size();

  /** One of them, from 0; made when it is asked for. */
  Content at(int index);

  /** Those of a list. */
  static Contents of(List<Content> list) {
    List<Content> copy = List.copyOf(list);
    return new Contents() {
      @Override
      public int size() {
        return copy.size();
      }

      @Override
      public Content at(int index) {
        return copy.get(index);
      }
    };
  }
}
