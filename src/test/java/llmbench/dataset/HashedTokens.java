package llmbench.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.random.PythonHash;
import llmbench.random.PythonRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * Tokens that stand for the hashes of a trace: the same ones for the same hash and length, drawn
 * from all but the special ones. They hang on Python's hash of texts, which is another one in each
 * process of the tool unless {@code PYTHONHASHSEED} is set.
 *
 * <p>Source: {@code TimedTrace._expand_prompt} of {@code vllm/benchmarks/datasets/datasets.py}.
 * Thread-safe.
 */
final class HashedTokens {

  private static final long LOW_32 = 0xFFFF_FFFFL;

  private final int chunk;
  private final PythonHash hash;
  private final int[] ids;

  /**
   * The tokens of a run.
   *
   * @param chunk how many a hash stands for
   * @param hashSeed that of {@code PYTHONHASHSEED}
   */
  HashedTokens(Tokenizer tokenizer, int chunk, long hashSeed) {
    this.chunk = chunk;
    this.hash = new PythonHash(hashSeed);
    int[] special = tokenizer.specialIds();
    this.ids =
        IntStream.range(0, tokenizer.size())
            .filter(id -> Arrays.binarySearch(special, id) < 0)
            .toArray();
  }

  /**
   * A prompt's tokens: less than its length where there are too few hashes.
   *
   * @param length the prompt's; what is left over of the last chunk is drawn by itself, and is no
   *     beginning of the whole chunk
   */
  int[] of(List<String> hashes, long length) {
    int most = (int) Math.max(0, Math.min(length, (long) hashes.size() * chunk));
    int[] tokens = new int[most];
    for (int place = 0; place < most; place += chunk) {
      int size = Math.min(chunk, most - place);
      String key = hashes.get(place / chunk) + ":" + size;
      int[] places = new PythonRandom(hash.of(key) & LOW_32).choices(ids.length, size);
      for (int i = 0; i < size; i++) {
        tokens[place + i] = ids[places[i]];
      }
    }
    return tokens;
  }
}
