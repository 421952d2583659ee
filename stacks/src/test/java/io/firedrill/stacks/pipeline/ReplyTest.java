package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {
    @ParameterizedTest
    @CsvSource({"'', 0", "a, 1", "four, 1", "fives, 2", "12345678, 2", "123456789, 3", "日本語文, 1", "😀😀😀😀, 1"})
    void token_is_every_four_characters_begun(String text, int tokens) {
        assertThat(Tokens.of(text)).isEqualTo(tokens);
    }

    @Test
    void prompt_counts_three_more_for_each_message_and_for_the_answer() {
        ChatRequest request = request("{'role':'system','content':'four'},{'role':'user','content':'fives'}", "");

        assertThat(Tokens.of(request)).isEqualTo(3 + (3 + 1) + (3 + 2));
    }

    @Test
    void parts_of_a_message_count_like_their_text() {
        ChatRequest parts = request("{'role':'user','content':[{'type':'text','text':'12345678'}]}", "");
        ChatRequest text = request("{'role':'user','content':'12345678'}", "");

        assertThat(Tokens.of(parts)).isEqualTo(Tokens.of(text));
    }

    @Test
    void same_request_has_the_same_reply() {
        assertThat(Reply.to(request("{'role':'user','content':'hi'}", "")))
                .isEqualTo(Reply.to(request("{'role':'user','content':'hi'}", ",'temperature':1,'stream':true")));
    }

    @Test
    void other_question_has_another_reply() {
        assertThat(Reply.to(request("{'role':'user','content':'hi'}", "")).id())
                .isNotEqualTo(
                        Reply.to(request("{'role':'user','content':'ho'}", "")).id());
    }

    @Test
    void completion_tokens_are_those_of_the_words() {
        Reply reply = Reply.to(request("{'role':'user','content':'hi'}", ""));

        assertThat(reply.completionTokens())
                .isEqualTo(reply.words().stream().mapToInt(Tokens::of).sum())
                .isPositive();
        assertThat(reply.finishReason()).isEqualTo("stop");
    }

    @Test
    void most_tokens_cut_the_reply() {
        Reply reply = Reply.to(request("{'role':'user','content':'hi'}", ",'max_tokens':5"));

        assertThat(reply.completionTokens()).isBetween(1, 5);
        assertThat(reply.finishReason()).isEqualTo("length");
    }

    private static ChatRequest request(String messages, String more) {
        String json = "{'model':'drill-small','messages':[" + messages + "]" + more + "}";
        return ChatRequest.read(json.replace('\'', '"').getBytes(UTF_8));
    }
}
