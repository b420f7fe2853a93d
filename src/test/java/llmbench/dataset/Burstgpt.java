package llmbench.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import llmbench.options.ToolVersion.Tool;
import llmbench.options.dataset.BurstgptOptions;
import llmbench.options.syntax.PythonNumbers;
import llmbench.random.NumpyLegacyRandom;
import llmbench.tokenizer.Tokenizer;

/**
 * vLLM bench's {@code burstgpt}: the lengths of GPT-4's answers in a file of BurstGPT, with prompts
 * of consecutive tokens. A prompt's text may have another number of tokens than the file says.
 *
 * <p>Source: {@code BurstGPTDataset} of {@code vllm/benchmarks/datasets/datasets.py}; pandas'
 * {@code sample}.
 */
final class Burstgpt implements Dataset {

  private static final String WHAT =
      "the columns of BurstGPT: Timestamp,Model,Request tokens,Response tokens,…";

  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private static final String MODEL = "Model";
  private static final String RESPONSE = "Response tokens";

  /** Its columns are taken by their place. */
  private static final int INPUT_PLACE = 2;

  private static final int OUTPUT_PLACE = 3;

  @Override
  public Tool tool() {
    return Tool.VLLM;
  }

  @Override
  public String name() {
    return BurstgptOptions.NAME;
  }

  @Override
  public Prompts prompts(PromptContext context) {
    Lengths lengths = new Lengths();
    try (FilePieces file =
        FilePieces.open(DatasetFile.text(context.asked(BurstgptOptions.class).path(), WHAT))) {
      lengths.read(file);
    }
    int count = context.options().dataset().prompts();
    int[] rows = rows(context.options().dataset().seed(), lengths.size, count);
    Tokenizer tokenizer = context.tokenizer().tokenizer();
    FinishedCount done = new FinishedCount(context.done());
    return Prompts.of(
        count,
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  int input = lengths.inputs[rows[i]];
                  Prompt prompt =
                      new Prompt(i, text(i, input, tokenizer), input, lengths.outputs[rows[i]]);
                  done.oneMore();
                  return prompt;
                }),
        Generators.seeded(context.options().dataset().seed()));
  }

  /** Each at most once where there are enough. */
  private static int[] rows(long seed, int size, int count) {
    NumpyLegacyRandom random = new NumpyLegacyRandom(seed);
    return count <= size
        ? Arrays.copyOf(random.permutation(size), count)
        : Arrays.stream(random.integers(0, size, count)).mapToInt(Math::toIntExact).toArray();
  }

  private static String text(int index, int tokens, Tokenizer tokenizer) {
    int size = tokenizer.vocabSize();
    return tokenizer.decode(
        IntStream.range(0, tokens).map(j -> (int) ((index + (long) j) % size)).toArray());
  }

  /** Of the rows that count: eight bytes each. */
  private static final class Lengths {

    private int[] inputs = new int[1024];
    private int[] outputs = new int[1024];
    private int size;

    void read(FilePieces file) {
      String at = file.file().at();
      try (Reader reader =
          Channels.newReader(file.channel(), StandardCharsets.UTF_8.newDecoder(), 1 << 16)) {
        rows(reader, file);
      } catch (CharacterCodingException e) {
        throw file.file().notUtf8(at);
      } catch (JsonProcessingException e) {
        throw new DatasetException(
            at
                + (e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr())
                + ": isn't CSV; expected "
                + WHAT
                + ".");
      } catch (IOException e) {
        throw DatasetFile.unread(at, e);
      }
    }

    private void rows(Reader reader, FilePieces file) throws IOException {
      MappingIterator<String[]> rows = CSV.readerFor(String[].class).<String[]>readValues(reader);
      if (!rows.hasNextValue()) {
        throw file.file().wrong("is empty");
      }
      List<String> head = Arrays.asList(rows.nextValue());
      int model = head.indexOf(MODEL);
      int response = head.indexOf(RESPONSE);
      if (model < 0 || response < 0 || head.size() <= OUTPUT_PLACE) {
        throw file.file().wrong("has other columns");
      }
      for (int number = 1; rows.hasNextValue(); number++) {
        String[] row = rows.nextValue();
        if (row.length > Math.max(model, response) && row[model].equals("GPT-4")) {
          String at = file.file().at() + ", row " + number + " behind the head: ";
          if (number(row[response], at) > 0) {
            add(tokens(row, INPUT_PLACE, at), tokens(row, OUTPUT_PLACE, at));
          }
        }
      }
      if (size == 0) {
        throw file.file().wrong("no row of GPT-4 has any \"Response tokens\"");
      }
    }

    /** As pandas reads it: what is missing is no number, and not above 0. */
    private static double number(String text, String at) {
      if (text.isEmpty()) {
        return Double.NaN;
      }
      Double number = PythonNumbers.real(text);
      if (number == null) {
        throw wrong(at);
      }
      return number;
    }

    private static int tokens(String[] row, int place, String at) {
      double number = place < row.length ? number(row[place], at) : Double.NaN;
      if (!(number >= 0 && number <= Integer.MAX_VALUE)) {
        throw wrong(at);
      }
      return (int) number;
    }

    private static DatasetException wrong(String at) {
      return new DatasetException(
          at + "its tokens aren't numbers from 0 on; expected " + WHAT + ". Correct the row.");
    }

    private void add(int input, int output) {
      if (size == inputs.length) {
        inputs = Arrays.copyOf(inputs, size * 2);
        outputs = Arrays.copyOf(outputs, size * 2);
      }
      inputs[size] = input;
      outputs[size] = output;
      size++;
    }
  }
}
