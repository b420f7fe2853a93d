package llmbench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Deltas, and whether vLLM bench 0.33 takes them for output: capital letters where we agree. */
class StreamedOutputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // The keys that count, and what is true to Python in them.
        "{'content':'x'}                                      | T",
        "{'reasoning':'x'}                                    | G",
        "{'reasoning_content':'x'}                            | g",
        "{'reasoning':'x','reasoning_content':'x'}            | G",
        "{'reasoning_content':'x','reasoning':'x'}            | G",
        "{'reasoning_content':'x','reasoning':''}             | g",
        "{'tool_calls':[{'function':{'name':'f'}}]}           | C",
        "{'tool_calls':[{}]}                                  | e",
        "{'tool_calls':[ ]}                                   | E",
        "{'tool_calls':null}                                  | E",
        "{'function_call':{'name':'f'}}                       | e",
        "{'function_call':{ }}                                | E",
        "{'content':5}                                        | e",
        "{'content':[{'type':'text'}]}                        | e",
        "{'content':[]}                                       | E",
        "{'content':0.0}                                      | E",
        "{'content':-0e7}                                     | E",
        "{'content':true}                                     | e",
        "{'content':false}                                    | E",
        "{'content':null}                                     | E",
        "{'refusal':'no'}                                     | E",
        "{}                                                   | E",
        // The empty text counts where no role is, whatever the role.
        "{'content':''}                                       | e",
        "{'role':'assistant','content':''}                    | R",
        "{'content':'','role':'assistant'}                    | R",
        "{'role':null,'content':''}                           | E",
        "{'role':'assistant','content':'x'}                   | T",
        "{'role':'assistant','tool_calls':[{}]}               | r",
        // Of a key that comes twice the last counts.
        "{'content':'x','content':''}                         | T",
        "{'content':'x','content':null}                       | t",
        "{'tool_calls':[{}],'tool_calls':[]}                  | E",
      })
  void whatADeltaOfTheFirstChoiceIs(String delta, String letter) {
    assertThat(letters("{'choices':[{'delta':" + delta + "}]}")).isEqualTo(letter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        // Only the first choice is looked at.
        "[{'delta':{'content':'x'}},{'delta':{'role':'assistant'}}] | T",
        "[{'delta':{'role':'assistant'}},{'delta':{'content':'x'}}] | t",
        "[{'delta':{}},{'delta':{'reasoning':'x'}}]                 | g",
        "[{'delta':{}},{'delta':{'tool_calls':[{'function':{'name':'f'}}]}}] | c",
        "[{'delta':null},{'delta':{'content':'x'}}]                 | t",
        "[{'delta':{},'finish_reason':'stop'}]                      | F",
        "[{'delta':{'content':''},'finish_reason':'stop'}]          | f",
        "[{'delta':{'content':'x'},'delta':null}]                   | t",
        // Completions have no deltas, so all of their texts count.
        "[{'text':'x'}]                                             | T",
        "[{'text':'x'},{'text':''}]                                 | T",
        "[{'text':''}]                                              | E",
        "[null]                                                     | E",
      })
  void whatAChunkIsByItsFirstChoice(String choices, String letter) {
    assertThat(letters("{'choices':" + choices + "}")).isEqualTo(letter);
  }

  @Test
  void aTextAmongDeltasIsNotWhereTheOutputOfAChatIs() {
    String text = "{'choices':[{'text':'x'}]}";
    String delta = "{'choices':[{'delta':{'content':'x'}}]}";
    assertThat(letters(delta, text, delta)).isEqualTo("TtT");
    assertThat(letters(text, delta, text)).isEqualTo("TTT");
  }

  @ParameterizedTest
  @EnumSource
  void aChunkHasTwoLettersAndWhatIsNoChunkHasOne(MessageKind kind) {
    assertThat(MessageKind.of(kind.letter())).isEqualTo(kind);
    if (kind.isChunk()) {
      MessageKind other = kind.asStreamed(!kind.isStreamedOutput());
      assertThat(other.isStreamedOutput()).isNotEqualTo(kind.isStreamedOutput());
      assertThat(other.isOutput()).isEqualTo(kind.isOutput());
      assertThat(other.isChunk()).isTrue();
      assertThat(kind.asStreamed(kind.isStreamedOutput())).isEqualTo(kind);
    } else {
      assertThat(kind.isStreamedOutput()).isFalse();
    }
  }

  /** Reads messages; ' stands for ". */
  private static String letters(String... messages) {
    StreamTimeline timeline = new StreamTimeline(0);
    for (String message : messages) {
      byte[] bytes =
          ("data: " + message.replace('\'', '"') + "\n\n").getBytes(StandardCharsets.UTF_8);
      timeline.read(bytes, 0, bytes.length, 1);
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < timeline.size(); i++) {
      letters.append(timeline.messages().kind(i).letter());
    }
    return letters.toString();
  }
}
